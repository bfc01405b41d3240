// How the stage steps, and what is its own among the keys. Nothing here asks the server.

import { keepPlace } from "../transport/transport.js"
import { heldAt } from "./blanks.js"
import { element, stillness } from "./dom.js"
import { reveal } from "./layout.js"
import { enter, unpin } from "./pointer.js"
import { enterBlank } from "./practice.js"
import { slideByKey } from "./slider.js"
import { beadsOf, linesOf, planAt } from "./strip.js"

// The steps at which "next" stops: all, or the last of each phase.
export function stops(stage) {
  const { steps } = stage.board
  return steps.flatMap((step, index) => {
    const next = steps[index + 1]
    return !stage.coarse || !next || next.t !== step.t || next.phase !== step.phase ? [index] : []
  })
}

export function goTo(stage, step, { animate = true } = {}) {
  const last = heldAt(stage)
  const target = Math.max(0, Math.min(last, step))
  const forward = target > stage.step
  stage.step = target
  stage.pointed = null
  stage.paint()
  reveal(stage)
  if (animate && forward && !stillness.matches) fly(stage)
  keepPlace(stage)
}

function advance(stage, direction) {
  const all = stops(stage)
  const target =
    direction > 0
      ? all.find(index => index > stage.step)
      : all.findLast(index => index < stage.step)
  if (target === undefined) return false
  goTo(stage, target)
  return true
}

// What the transport asks of a player.
export const movesByStep = stage => ({
  quiet: [stage.caption, stage.explain.root],
  turn: by => advance(stage, by),
  toStart: () => goTo(stage, 0),
  toEnd: () => goTo(stage, stage.board.steps.length - 1),
  pull: step => goTo(stage, step, { animate: false }),
  ends: () => [stage.step === 0, stage.step === heldAt(stage)],
  here: () => ({ t: stage.step, edit: stage.edit }),
  address: () => stage.board.address,
  hall: () => stage.board.present,
  own: event => ownKey(stage, event),
})

function ownKey(stage, event) {
  const { key, target } = event
  if (slideByKey(stage, event)) return true
  const cell = target.closest("td[data-row]")
  if (cell && (key === "ArrowUp" || key === "ArrowDown")) walk(cell, key === "ArrowDown" ? 1 : -1)
  else if (cell && (key === "Enter" || key === "F2")) enter(stage, cell)
  else if (key === "Enter" && !target.closest("button, select, label") && enterBlank(stage)) {
    /* its field has the keyboard */
  } else if (key === "Escape") unpin(stage)
  else return false
  return true
}

// Up and down walk through the cells of a grid; left and right are the steps, everywhere.
function walk(cell, direction) {
  const cells = [...cell.closest("table").querySelectorAll("td[data-row]")]
  const next = cells[cells.indexOf(cell) + direction]
  if (!next) return
  cell.tabIndex = -1
  next.tabIndex = 0
  next.focus()
}

// Steps may be taken a phase at a time.
export function bigSteps(stage) {
  const box = element("input", { type: "checkbox" })
  box.onchange = () => {
    stage.coarse = box.checked
  }
  return element("label", { class: "coarse" }, box, "big steps")
}

// A value travels from where it was computed to where it is used next: the board to the strip, the
// strip to the next step.
function fly(stage) {
  const { board, views } = stage
  if (!board.strip) return
  const lines = linesOf(planAt(board, stage.step))
  const now = board.steps[stage.step]
  const gridOf = name =>
    views.find(view => view.name === name && !view.echo)?.root.querySelector("tbody")
  const previous = board.steps[stage.step - 1]
  for (const name of lines)
    if (now.computes.includes(name)) travel(gridOf(name), beadsOf(stage, name, now.t))
  if (!previous || previous.t === now.t) return
  for (const [name, grid] of Object.entries(board.grids))
    if (grid.op === "copy" && lines.includes(grid.of[0][0]))
      travel(beadsOf(stage, grid.of[0][0], now.t + grid.of[0][1]), gridOf(name))
}

function travel(from, to) {
  if (!from || !to) return
  const [start, end] = [from.getBoundingClientRect(), to.getBoundingClientRect()]
  if (!end.width || !start.width) return
  to.animate(
    [
      { transform: `translate(${start.x - end.x}px, ${start.y - end.y}px)`, opacity: 0.3 },
      { transform: "none", opacity: 1 },
    ],
    { duration: 260, easing: "ease-out" },
  )
}
