// The weights at the left of the cell: a card for each, once.

import { element } from "../stage/dom.js"
import { mathNode } from "../stage/math.js"
import { formatNumber } from "../stage/numbers.js"
import { box, shape } from "../stage/svg.js"
import { drawCopies, unitOf } from "./copies.js"

// A weight's card is drawn once, and it is a button: pressed, every place where this one object is
// used lights up.
export function drawCards(view) {
  const unit = unitOf(view)
  const drawn = JSON.stringify([view.data.weights, view.held, unit])
  if (drawn === view.drawnCards) return
  const focused = view.cards.contains(document.activeElement)
    ? document.activeElement.dataset.name
    : null
  view.drawnCards = drawn
  view.cards.replaceChildren(
    ...view.data.weights.map(weight => {
      const { name, values } = weight
      const about = `${name}, ${weight.shape}, ${weight.meaning}`
      const [rows, cols] = [values.length, values[0].length]
      const printed = rows <= 4 && cols <= 4
      const [wide, high] = printed
        ? [38, 17]
        : [Math.max(3, Math.min(12, 150 / cols)), Math.max(3, Math.min(11, 44 / rows))]
      const boxes = values.flatMap((line, row) =>
        line.map((value, col) =>
          box(
            col * wide,
            row * high,
            wide,
            high,
            value,
            weight.scale,
            printed ? formatNumber(value, 2) : "",
          ),
        ),
      )
      const card = element(
        "button",
        {
          type: "button",
          class: "card",
          "data-name": name,
          "aria-pressed": String(view.held === name),
          "aria-label": `${about}: show every place where it is used`,
        },
        element("span", { class: "title" }, element("b", {}, mathNode(name)), ` ${weight.shape}`),
        shape(
          "svg",
          {
            viewBox: `0 0 ${cols * wide} ${rows * high}`,
            width: cols * wide * unit,
            height: rows * high * unit,
            "aria-hidden": "true",
          },
          ...boxes,
        ),
      )
      card.onclick = () => {
        view.held = view.held === name ? null : name
        drawCards(view)
        drawCopies(view)
      }
      card.onpointerenter = () => {
        view.root.dataset.lit = name
      }
      card.onpointerleave = () => {
        view.root.dataset.lit = view.held ?? ""
      }
      return card
    }),
  )
  view.root.dataset.lit = view.held ?? ""
  if (focused) [...view.cards.children].find(card => card.dataset.name === focused)?.focus()
}
