// The copies of the cell, the lanes of the weights that run through them, and the loop that
// stretches between two.

import { formatNumber, subscript } from "../stage/numbers.js"
import { arrow, arrowHead, between, box, shape, symbols, words } from "../stage/svg.js"

// Heights, for a root font of 16 px; the lanes of the weights run through all copies.
const LANES = ["V", "W", "b", "U"]
const Y = { says: 22, V: 62, W: 108, state: 176, b: 246, U: 286, reads: 340, all: 362 }

// How large a length of 1 is drawn, in pixels: it grows with the type, and once more for a
// projector.
export const unitOf = view =>
  (parseFloat(getComputedStyle(view.root).fontSize) / 16) * (view.data.present ? 1.45 : 1)

export function drawCopies(view) {
  const { data, at, svg, last } = view
  const unit = unitOf(view)
  const room = view.scroll.clientWidth / unit
  const edge = 46 // where each lane comes from its card
  const step = Math.max(58, Math.min(200, (room - edge - 16) / last))
  const H = data.copies[0].s.length
  const printed = step >= 100 && H <= 4
  const [wide, high] = printed ? [38, 20] : [13, 13]
  const across = Math.max(1, Math.min(H, 4, Math.floor((step - (printed ? 56 : 34)) / wide)))
  const half = { x: (across * wide) / 2 + 5, y: (Math.ceil(H / across) * high) / 2 + 5 }
  const width = Math.max(room, edge + 16 + step * last)
  const progress = Math.max(0, at - 1) // how far the last copy has come, in steps
  const X = index => edge + step / 2 + Math.min(index, progress) * step
  const newest = Math.ceil(progress - 1e-9)
  svg.setAttribute("viewBox", `0 0 ${width} ${Y.all}`)
  svg.setAttribute("width", width * unit)
  svg.setAttribute("height", Y.all * unit)

  const symbol = (x, y, text, className, anchor = "start") =>
    symbols(x, y, text, { class: className, "text-anchor": anchor })
  const parts = [arrowHead()]
  const end = X(newest) + half.x + 8
  for (const lane of LANES) {
    const from = origin(view, lane, unit)
    parts.push(
      shape("path", {
        d: `M0 ${from} C${edge / 2} ${from} 4 ${Y[lane]} ${edge - 18} ${Y[lane]} H${end}`,
        class: "lane",
        "data-of": lane,
      }),
      symbol(edge - 8, Y[lane] - 7, lane, "weight", "middle"),
    )
  }
  const tap = (lane, x, to) =>
    shape(
      "g",
      { class: "tap", "data-of": lane, "data-testid": `use-${lane}` },
      shape("path", { d: `M${x} ${Y[lane]} V${to}` }),
      shape("circle", { cx: x, cy: Y[lane], r: 4.5 }),
    )

  // The newest copy lies under the one it slides out of.
  for (let index = newest; index >= 0; index--) {
    const copy = data.copies[index]
    const x = X(index)
    const known = at >= index + 1 - 1e-9
    const [top, bottom] = [Y.state - half.y, Y.state + half.y]
    const t = known ? subscript(index + 1) : ""
    const group = shape(
      "g",
      { "data-testid": "copy", "data-t": index, "data-known": known },
      arrow(`M${x} ${Y.reads - 24} V${bottom + 3}`, { "data-of": "U" }),
      arrow(`M${x} ${top - 2} V${Y.says + 14}`, { "data-of": "V" }),
      tap("U", x, Y.U),
      tap("V", x, Y.V),
      tap("b", x - half.x + 7, bottom),
      shape("rect", {
        x: x - half.x,
        y: top,
        width: 2 * half.x,
        height: 2 * half.y,
        rx: 9,
        class: "cell",
      }),
      ...copy.s.map((value, k) =>
        box(
          x - half.x + 5.5 + (k % across) * wide,
          top + 5.5 + Math.floor(k / across) * high,
          wide,
          high,
          known ? value : null,
          1,
          printed ? formatNumber(value, 2) : "",
          { "data-row": k },
        ),
      ),
      symbol(x + half.x + 3, bottom + 6, `${data.symbols.s}${t}`, "state"),
      ...(known
        ? [
            words(x, Y.reads, copy.reads, { class: "reads" }),
            symbol(x + 12, Y.reads + 13, `${data.symbols.x}${t}`, "small"),
            words(x, Y.says, copy.says, { class: "says" }),
          ]
        : [
            symbol(x, Y.reads, data.symbols.x, "reads", "middle"),
            symbol(x, Y.says, data.symbols.o, "says", "middle"),
          ]),
      words(x + 12, Y.says, known ? formatNumber(copy.sure, 2) : "", {
        class: "small",
        "text-anchor": "start",
      }),
    )
    parts.push(group)
  }
  for (let index = 1; index <= newest; index++)
    parts.push(...hand(X(index - 1), X(index), half, Math.min(1, progress - index + 1), tap))
  // The loop, as long as there are letters.
  if (Number.isInteger(progress) && at < last)
    parts.push(...hand(X(newest), X(newest), half, 0, tap))
  svg.replaceChildren(...parts)
  if (view.scroll.scrollWidth > view.scroll.clientWidth)
    view.scroll.scrollLeft = (X(newest) + step) * unit - view.scroll.clientWidth
}

// The height at which a weight's lane leaves its card; its own height where the cards stand above
// the drawing.
function origin(view, lane, unit) {
  const card = [...view.cards.children]
    .find(node => node.dataset.name === lane)
    .getBoundingClientRect()
  const drawing = view.scroll.getBoundingClientRect()
  return card.right > drawing.left + 8 ? Y[lane] : (card.top + card.height / 2 - drawing.top) / unit
}

// W's arrow from one state to the next: share 0 is the loop of the folded cell, 1 the straight
// arrow.
function hand(from, to, half, share, tap) {
  const [start, end, y] = [from + half.x + 1, to - half.x - 3, Y.state]
  const lift = (half.y + 40) * (1 - share)
  const [bulge, gap] = [30 * (1 - share), Math.max(0, end - start) / 3]
  const points = [
    [start, y],
    [start + bulge + gap, y - lift],
    [end - bulge - gap, y - lift],
    [end, y],
  ]
  const middle = between(0.16, 0.5, share)
  const on = axis =>
    points.reduce(
      (sum, point, k) =>
        sum + [1, 3, 3, 1][k] * (1 - middle) ** (3 - k) * middle ** k * point[axis],
      0,
    )
  return [
    arrow(`M${points[0]} C${points[1]} ${points[2]} ${points[3]}`, { "data-of": "W" }),
    tap("W", on(0), on(1)),
  ]
}
