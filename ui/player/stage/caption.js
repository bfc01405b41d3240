// The sentence of a step: its place in the story, its title, what is computed and with which
// numbers.

import { element } from "./dom.js"
import { glued, withMath } from "./math.js"
import { formatNumber, numberAt, symbolNode } from "./numbers.js"

export function paintCaption(stage, now) {
  const parts = now.caption.flatMap(part => {
    if (typeof part === "string") return withMath(part)
    if ("sym" in part) return symbolNode(stage.board.grids[part.sym], now.t + part.dt)
    if ("ink" in part) return element("b", { "data-ink": part.role }, part.ink)
    const ref = { name: part.num, t: now.t + part.dt, row: part.row, col: part.col }
    return element(
      "span",
      { class: "number" },
      formatNumber(numberAt(stage.board, ref), stage.decimals, stage.board.grids[part.num], true),
    )
  })
  const part = stage.board.steps.filter(step => step.part === now.part)
  const same = part.filter(step => step.t === now.t)
  const time = now.part && same.length === part.length ? "" : `t = ${now.t + 1}`
  const place = [now.part, time, `${same.indexOf(now) + 1} of ${same.length}`]
    .filter(Boolean)
    .join(" · ")
  stage.caption.replaceChildren(
    element("span", { class: "place" }, place),
    element("strong", {}, ...withMath(now.title)),
    " ",
    ...glued(parts),
  )
}
