// The folded cell and its copies. How far it is unrolled is one number: 0 is folded, k means k
// letters are read. In between, copy k slides out of copy k − 1 and the loop W stretches into the
// arrow between them.

import { askedNodes, buildAsking, isAsking, ruledNodes } from "../ask/ask.js"
import { cameFromBehind, element, startingStep, stillness, writeUrl } from "../stage/dom.js"
import { glued, withMath } from "../stage/math.js"
import { between, shape } from "../stage/svg.js"
import { buildTransport, keepPlace, leave, listenToKeys } from "../transport/transport.js"
import { drawCards } from "./cards.js"
import { drawCopies } from "./copies.js"

const SLIDE_MS = 420

export default function mount({ data, parentElement }) {
  const fresh = !parentElement.unroll
  const view = (parentElement.unroll ??= create(parentElement))
  if (JSON.stringify(data.asks) !== JSON.stringify(view.data?.asks)) view.ask.said.clear()
  view.data = data
  view.last = data.copies.length
  view.transport.scrub.max = view.last
  view.root.setAttribute("aria-label", data.label)
  view.root.dataset.present = data.present
  view.at = Math.min(
    !fresh ? view.at : data.present && cameFromBehind() ? view.last : startingStep(data.start),
    view.last,
  )
  draw(view)
  if (fresh && data.edit) writeUrl({ edit: data.edit })
  // A presenter's remote sends keys.
  if (fresh && data.present) view.root.focus({ preventScroll: true })
  return () => {
    cancelAnimationFrame(view.frame)
    view.resized.disconnect()
    leave(view)
    delete parentElement.unroll
  }
}

function create(parent) {
  const view = { at: 0, held: null, playing: null, path: window.location.pathname }
  view.svg = shape("svg", { role: "img", "aria-hidden": "true" })
  view.cards = element("div", {
    class: "cards",
    role: "group",
    "aria-label": "The weights, one object each",
  })
  view.caption = element("p", { class: "caption", "data-testid": "caption", "aria-live": "polite" })
  const scroll = element("div", { class: "scroll" }, view.svg)
  Object.assign(view, movesByLetter(view))
  view.transport = buildTransport(view, { start: "Fold", end: "Unroll all", bar: "Unroll" })
  view.transport.scrub.step = "any"
  view.transport.scrub.onchange = () => slideTo(view, Math.round(view.at))
  view.ask = buildAsking({
    open: () => askAt(view),
    present: () => view.data.present,
    afterGuess: () => byLetters(view, 1),
    afterToggle: () => paintAsk(view),
  })
  view.transport.root.prepend(view.ask.root) // on a phone it stays in sight with the buttons
  view.root = element(
    "div",
    { class: "unroll", "data-testid": "unroll", role: "group", tabindex: 0 },
    view.caption,
    element("div", { class: "picture" }, view.cards, scroll),
    view.transport.root,
  )
  listenToKeys(view)
  parent.append(view.root)
  view.scroll = scroll
  view.resized = new ResizeObserver(() => {
    if (view.data) draw(view)
  })
  view.resized.observe(view.root)
  return view
}

// The keys of the bar, which by itself would move by a part of a letter.
const UP_DOWN = { ArrowUp: 1, ArrowDown: -1 }

// What the transport asks of a player.
const movesByLetter = view => ({
  quiet: [view.caption],
  turn: by => byLetters(view, by),
  toStart: () => slideTo(view, 0),
  toEnd: () => slideTo(view, view.last),
  pull: at => {
    cancelAnimationFrame(view.frame)
    view.goal = null
    view.at = at
    draw(view)
  },
  ends: () => [goalOf(view) === 0, goalOf(view) === view.last],
  here: () => ({ t: goalOf(view), edit: view.data.edit }),
  hall: () => view.data.present,
  own: ({ key, target }) => {
    const mine = target === view.transport.scrub && key in UP_DOWN
    if (mine) byLetters(view, UP_DOWN[key])
    return mine
  },
})

// What is asked before a letter is read: → walks past it, and then its answer stands in the same
// place.
const askAt = ({ data, at }) =>
  isAsking(data.present) ? data.asks.find(ask => ask.at === Math.floor(at + 1e-9) + 1) : undefined
const ruledAt = ({ data, at }) => data.asks.find(ask => ask.at === Math.floor(at + 1e-9))

// A letter may answer one question and put the next: both stand below the drawing.
function paintAsk(view) {
  const { data } = view
  const { root, said } = view.ask
  root.hidden = !isAsking(data.present)
  const [ruled, open] = [ruledAt(view), askAt(view)]
  const painted = JSON.stringify([ruled, open, open && said.get(open.at)])
  if (painted === view.painted) return // a button under the finger stays the same one
  view.painted = painted
  root.replaceChildren(
    ...[
      ruled && ruledNodes(ruled, said.get(ruled.at), ruled.right, ruled.by),
      open && askedNodes(open, said.get(open.at)),
    ]
      .filter(Boolean)
      .map(nodes => element("div", { class: "group" }, ...nodes)),
  )
}

// By whole letters, from where the last slide leads.
const goalOf = view => Math.round(view.goal ?? view.at)

function byLetters(view, by) {
  const goal = goalOf(view) + by
  if (goal < 0 || goal > view.last) return false
  slideTo(view, goal)
  return true
}

function slideTo(view, goal) {
  cancelAnimationFrame(view.frame)
  view.goal = goal
  const [from, began] = [view.at, performance.now()]
  const duration = stillness.matches ? 0 : SLIDE_MS
  const tick = now => {
    const share = duration ? Math.min(1, Math.max(0, now - began) / duration) : 1
    view.at = share === 1 ? goal : between(from, goal, 1 - (1 - share) ** 3)
    draw(view)
    if (share < 1) view.frame = requestAnimationFrame(tick)
    else view.goal = null
  }
  tick(began + (duration ? 0 : 1))
}

function draw(view) {
  // No longer, or not yet, on the page, it has no size to draw in.
  if (!view.root.isConnected) return
  const { data, at } = view
  const read = Math.floor(at + 1e-9)
  view.root.dataset.read = read
  const { scrub, position } = view.transport
  scrub.value = at
  scrub.setAttribute("aria-valuetext", read ? `${read} of ${view.last} letters read` : "folded")
  position.textContent = `${read} / ${view.last}`
  const sentence = data.sentences[read]
  if (view.caption.textContent !== sentence)
    view.caption.replaceChildren(...glued(withMath(sentence, data.letters)))
  drawCards(view)
  drawCopies(view)
  paintAsk(view)
  if (Number.isInteger(at)) keepPlace(view)
}
