// The equations of the story, in letters, under the stage; the term that the step computes is lit.

import { element } from "./dom.js"
import { equationNode } from "./math.js"

const LETTERS = { "{t}": "ₜ", "{p}": "ₜ₋₁", "{n}": "ₜ₊₁" }
const inLetters = grid => grid.symbol.replace(/\{[tpn]\}/g, time => LETTERS[time])

export function buildEquations(stage) {
  const { board } = stage
  stage.terms = []
  stage.equations.hidden = !board.equations.length || board.present
  stage.equations.replaceChildren(
    ...board.equations.map(line =>
      element(
        "p",
        {},
        ...line.flatMap((item, index) => {
          const grid = board.grids[item]
          const node = grid
            ? element(
                "span",
                { class: "term", "data-ink": grid.role, title: grid.meaning },
                equationNode(inLetters(grid)),
              )
            : item
          if (grid) stage.terms.push({ name: item, node })
          return index && item !== ")" && !line[index - 1].endsWith("(") ? [" ", node] : [node]
        }),
      ),
    ),
  )
}

// A name stands on the left where it is made, and on the right where it is used: both light.
export function paintEquations({ terms }, now) {
  for (const { name, node } of terms) node.dataset.lit = now.computes.includes(name)
}
