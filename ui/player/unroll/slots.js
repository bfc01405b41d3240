// A feed-forward network that reads a word: a fixed number of places, each with weights of its own.

import { element } from "../stage/dom.js"
import { subscript } from "../stage/numbers.js"
import { arrow, arrowHead, box, shape, symbols, words } from "../stage/svg.js"

const TALL = { says: 20, cell: 44, card: 112, vector: 168 }

export default function mount({ data, parentElement }) {
  const view = (parentElement.slots ??= createSlots(parentElement))
  view.data = data
  view.root.setAttribute("aria-label", data.label)
  view.caption.textContent = data.sentence
  drawSlots(view)
  return () => {
    view.resized.disconnect()
    view.root.remove()
    delete parentElement.slots
  }
}

function createSlots(parent) {
  const view = { caption: element("p", { class: "caption", "data-testid": "caption" }) }
  view.svg = shape("svg", { role: "img", "aria-hidden": "true" })
  view.scroll = element("div", { class: "scroll" }, view.svg)
  view.root = element(
    "div",
    { class: "unroll slots", "data-testid": "slots", role: "group" },
    view.caption,
    element("div", { class: "picture" }, view.scroll),
  )
  parent.append(view.root)
  view.resized = new ResizeObserver(() => {
    if (view.data) drawSlots(view)
  })
  view.resized.observe(view.root)
  return view
}

function drawSlots({ data, svg, scroll, root }) {
  if (!root.isConnected) return // no longer, or not yet, on the page, it has no size to draw in
  const unit = parseFloat(getComputedStyle(root).fontSize) / 16
  const room = scroll.clientWidth / unit
  const { places, cut, alphabet } = data
  const count = places.length + cut.length
  const edge = 26 // the letters beside the vectors
  const step = Math.max(50, Math.min(150, (room - edge) / count))
  const width = Math.max(room, edge + step * count)
  const high = alphabet.length <= 8 ? 19 : 9
  const bottom = TALL.vector + high * alphabet.length
  const X = index => edge + step * (index + 0.5)
  const middle = edge + (step * places.length) / 2
  const height = bottom + 56
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`)
  svg.setAttribute("width", width * unit)
  svg.setAttribute("height", height * unit)
  const parts = [
    arrowHead(),
    symbols(middle, TALL.says, "o", { class: "says" }),
    arrow(`M${middle} ${TALL.cell} V${TALL.says + 7}`),
  ]
  places.forEach(({ letter, vector }, index) => {
    const x = X(index)
    parts.push(
      shape(
        "g",
        { "data-testid": "place", "data-letter": letter, class: letter ? "" : "pad" },
        shape("path", { d: `M${x} ${TALL.card} L${middle} ${TALL.cell + 28}`, class: "arrow" }),
        arrow(`M${x} ${TALL.vector - 4} V${TALL.card + 30}`),
        shape("rect", { x: x - 23, y: TALL.card, width: 46, height: 27, rx: 5, class: "own" }),
        symbols(x, TALL.card + 18, `U${subscript(index + 1)}`, { class: "weight" }),
        ...vector.map((value, row) =>
          box(
            x - 12,
            TALL.vector + row * high,
            24,
            high,
            value,
            1,
            high > 12 ? String(value) : "",
            { "data-row": row },
          ),
        ),
        words(x, bottom + 24, letter || "pad", { class: letter ? "reads" : "small" }),
      ),
    )
  })
  parts.push(
    shape("rect", { x: middle - 30, y: TALL.cell, width: 60, height: 28, rx: 9, class: "cell" }),
    symbols(middle, TALL.cell + 19, "s", { class: "state" }),
  )
  if (high > 12)
    alphabet.forEach((letter, row) =>
      parts.push(words(8, TALL.vector + row * high + 14, letter, { class: "small" })),
    )
  cut.forEach((letter, index) =>
    parts.push(
      shape(
        "g",
        { class: "lost", "data-testid": "cut" },
        words(X(places.length + index), bottom + 24, letter, { class: "reads" }),
        words(X(places.length + index), bottom + 44, "cut", { class: "small" }),
      ),
    ),
  )
  svg.replaceChildren(...parts)
}
