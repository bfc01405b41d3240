// What every drawing of ours needs of the page: elements, and its own keys in the address.

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue
    node.setAttribute(key, value === true ? "" : value)
  }
  node.append(...children.filter(child => child !== null))
  return node
}

// Does the reader want things to stand still?
export const stillness = window.matchMedia("(prefers-reduced-motion: reduce)")

// In a presentation, was the page reached from the one after it? Then its player begins at
// its last step.
export const cameFromBehind = () =>
  window.unrolledBehind === window.location.pathname.split("/").at(-1)

// Where a player begins: at the step of the address if it has come with its page, as after the
// browser's Back, which the server is not told of; at the given one if it takes another's place on
// the same page.
export function startingStep(given) {
  const url = new URL(window.location.href)
  const asked = url.searchParams.get("t") ?? ""
  return window.unrolledLeft === url.pathname || !/^[0-9]{1,5}$/.test(asked) ? given : Number(asked)
}

// To be called when a player goes: had its page gone before, the next player comes with a page of
// its own.
export function leftOn(path) {
  window.unrolledLeft = window.location.pathname === path ? path : null
}

// Streamlit owns the rest of the query: only the keys given are touched, and the entry in the
// history is kept.
// Characters of one value, as ui/cells/edits.py takes them; a longer one holds in the session
// alone.
export const LONGEST_IN_URL = 2000

export function addressWith(values, address = window.location.href) {
  const url = new URL(address)
  for (const [key, value] of Object.entries(values))
    if (value === "" || value === 0 || value.length > LONGEST_IN_URL) url.searchParams.delete(key)
    else url.searchParams.set(key, value)
  return url
}

export function writeUrl(values) {
  try {
    window.history.replaceState(window.history.state, "", addressWith(values))
  } catch (refused) {
    // A file, or a frame without an address of its own, keeps none.
    if (refused.name !== "SecurityError") throw refused
  }
}
