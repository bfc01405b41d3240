// What every drawing of ours needs of the page: elements, and its own keys in the address.

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue
    node.setAttribute(key, value === true ? "" : value)
  }
  node.append(...children.filter(child => child !== null))
  return node
}

// Streamlit owns the rest of the query: only the keys given are touched, and the entry in the history is kept.
const LONGEST_IN_URL = 2000 // characters of one value; a longer one holds in the session alone

function writeUrl(values) {
  const url = new URL(window.location.href)
  for (const [key, value] of Object.entries(values))
    if (value === "" || value === 0 || value.length > LONGEST_IN_URL) url.searchParams.delete(key)
    else url.searchParams.set(key, value)
  window.history.replaceState(window.history.state, "", url)
}
