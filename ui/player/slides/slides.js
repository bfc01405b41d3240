// A page given with the remote alone: after its player's last step the page's figures, each on the
// whole screen, then the next chapter; and back the same way. What a player has done with a key it
// has prevented; the rest comes here.

import { element, stillness } from "../stage/dom.js"
import { withMath } from "../stage/math.js"
import { HALL, PLAYERS, uncover } from "../transport/hall.js"

const DOWN = ["PageDown", "ArrowRight"]
const UP = ["PageUp", "ArrowLeft"]
const PATIENCE = 20000 // ms that a page may take to draw its figures
const START = '[class*="st-key-to_"] button:enabled, .st-key-race_start button:enabled'
const players = () => [...document.querySelectorAll(`${PLAYERS}, [data-testid=shapes]`)]

const figures = () =>
  [...document.querySelectorAll(".st-key-body > :has(.rest) ~ * [data-testid=figure]")].map(chart =>
    chart.closest("[data-testid=stElementContainer]"),
  )

function settled() {
  const running =
    document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning"
  return (
    !running &&
    !document.querySelector("[data-testid=stSkeleton]") &&
    figures().every(one => one.querySelector(".main-svg"))
  )
}

function wait(hall, on) {
  hall.waiting = on
  hall.root.toggleAttribute("data-waiting", on)
}

// Once the page has drawn all that it has; meanwhile further keys are kept waiting, not lost.
function whenSettled(hall, then) {
  wait(hall, true)
  const late = performance.now() + PATIENCE
  const look = () => {
    if (hall.gone) return
    if (!settled() && performance.now() < late) {
      requestAnimationFrame(look)
      return
    }
    wait(hall, false)
    then()
    const [key] = hall.keys.splice(0, 1)
    if (key) onward(hall, key)
  }
  look()
}

// What stands above the figure on the page: its heading, and its caption or else its description.
// What is folded says nothing.
function told(figure) {
  const before = [
    ...document.querySelectorAll(".st-key-body :is(h2, h3, h5, [data-testid=stCaptionContainer])"),
  ].filter(
    node =>
      node.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING &&
      !node.closest("details"),
  )
  const heading = before.findLast(node => /^H/.test(node.tagName))
  const caption = before.findLast(node => !/^H/.test(node.tagName))
  const own =
    caption &&
    heading &&
    heading.compareDocumentPosition(caption) & Node.DOCUMENT_POSITION_FOLLOWING
  return [
    heading?.textContent ?? "",
    own
      ? caption.textContent
      : (figure.querySelector("[aria-label], [alt]")?.getAttribute("aria-label") ?? ""),
  ]
}

function showFigure(hall, index) {
  const all = figures()
  for (const one of all) {
    // A figure that goes while it moves leaves Plotly with errors.
    if (one.dataset.slide) press(one, PAUSE)
    delete one.dataset.slide
  }
  hall.at = index
  hall.root.hidden = index < 0
  if (index < 0) {
    enter(players().at(-1))
    return
  }
  const [title, caption] = told(all[index])
  hall.root.replaceChildren(
    element("strong", {}, title),
    " ",
    element("span", {}, ...withMath(caption)),
    element("small", {}, `${index + 1} of ${all.length}`),
  )
  all[index].style.setProperty("--top", `${hall.root.offsetHeight}px`)
  all[index].dataset.slide = "on"
  replay(all[index])
}

// Plotly's own buttons, which no key reaches.
const [PLAY, PAUSE] = [0, 1]
const press = (figure, which) =>
  figure
    .querySelectorAll(".updatemenu-button")
    [which]?.dispatchEvent(new MouseEvent("click", { bubbles: true }))
const replay = figure => {
  if (!stillness.matches) press(figure, PLAY)
}

function chapter(hall, by) {
  const { data } = hall
  const next = data.course.indexOf(data.page) + by
  if (!(next in data.course)) return
  wait(hall, true) // until that page is there
  // Going back, the first player of the page before begins at its last step.
  window.unrolledBehind = by < 0 ? data.course[next] : null
  // By its place: Streamlit's link to the first page has no address.
  document.querySelectorAll("[data-testid=stSidebar] a")[next].click()
}

// A page may have several players, one below the other; each has the keys in its turn.
function enter(player) {
  const target = player?.matches(PLAYERS)
    ? player
    : player?.querySelector("input[type=range], [aria-pressed=true]")
  target?.focus({ preventScroll: true })
  player?.scrollIntoView({ block: "nearest" })
}

function otherPlayer(by) {
  const all = players()
  const here = all.findIndex(player => player.contains(document.activeElement))
  return all[Math.max(0, here) + by]
}

function onward(hall, key) {
  if (hall.waiting) {
    hall.keys.push(key)
    return
  }
  const forward = DOWN.includes(key)
  const player = hall.at < 0 ? otherPlayer(forward ? 1 : -1) : null
  if (player) {
    enter(player)
    return
  }
  if (hall.at < 0 && !forward) {
    chapter(hall, -1)
    return
  }
  whenSettled(hall, () => {
    const next = hall.at + (forward ? 1 : -1)
    if (next < figures().length) showFigure(hall, next)
    else chapter(hall, 1)
  })
}

// Before everybody else while a figure fills the screen; after everybody else while none does.
function onKey(hall, event, first) {
  if (
    event.altKey ||
    event.ctrlKey ||
    event.metaKey ||
    event.defaultPrevented ||
    event.target.matches?.("input:not([type=range], [type=checkbox]), select, textarea")
  )
    return
  const here = hall.at >= 0 || hall.waiting
  if (first !== here) return
  const figure = figures()[hall.at]
  if (!["Shift", "Tab"].includes(event.key) && uncover(hall)) {
    /* that was all it did */
  } else if (DOWN.includes(event.key) || UP.includes(event.key)) onward(hall, event.key)
  else if (figure && event.key === " ") replay(figure)
  else if (figure && event.key === "Escape") showFigure(hall, -1)
  else if (event.key === "s") document.querySelector(START)?.click()
  else if ((figure || !document.querySelector(PLAYERS)) && event.key in HALL) HALL[event.key](hall)
  else return
  event.preventDefault()
  event.stopImmediatePropagation()
}

export default function mount({ data, parentElement }) {
  const fresh = !parentElement.hall
  const hall = (parentElement.hall ??= {
    at: -1,
    waiting: false,
    keys: [],
    data,
    root: element("div", { class: "slide-head", role: "status", hidden: true }),
    leave: new AbortController(),
  })
  const moved = !fresh && hall.data.page !== data.page
  hall.data = data
  if (fresh) {
    document.body.append(hall.root)
    for (const first of [true, false])
      window.addEventListener("keydown", event => onKey(hall, event, first), {
        capture: first,
        signal: hall.leave.signal,
      })
  }
  const { backgroundColor, color, fontFamily } = getComputedStyle(
    document.querySelector("[data-testid=stApp]"),
  )
  for (const [name, value] of Object.entries({
    ground: backgroundColor,
    ink: color,
    font: fontFamily,
  }))
    document.documentElement.style.setProperty(`--hall-${name}`, value)
  // A hall does not scroll.
  if (fresh || moved) document.querySelector("[data-testid=stMain]").scrollTo(0, 0)
  if (moved) {
    wait(hall, false)
    showFigure(hall, -1)
  }
  if ((fresh || moved) && window.unrolledBehind === data.page)
    whenSettled(hall, () => showFigure(hall, figures().length - 1))
  return () => {
    hall.gone = true
    hall.leave.abort()
    hall.root.remove()
    hall.cover?.remove()
    delete parentElement.hall
  }
}
