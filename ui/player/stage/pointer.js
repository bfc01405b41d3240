// What the pointer and Enter do on the board: they point at a cell, open it, keep its explanation
// in place.

import { cellAt } from "./cell.js"
import { openEditor } from "./edit.js"
import { refreshExplanation } from "./explain.js"
import { accuse } from "./practice.js"

export function listenToPointer(stage) {
  const { root } = stage
  root.onclick = event => {
    const column = event.target.closest("[data-column]")
    if (column) stage.goTo(firstStepAt(stage, Number(column.dataset.column)))
    const cell = event.target.closest("td[data-row]")
    if (cell && !event.target.matches("input")) enter(stage, cell)
  }
  const point = event => {
    if (event.target.matches?.("input")) return
    const ref = cellAt(stage, event.target)
    const same = JSON.stringify(ref) === JSON.stringify(stage.pointed)
    stage.pointed = ref
    if (!same) refreshExplanation(stage)
  }
  // A board that has come under a pointer at rest is not what the pointer points at.
  root.onpointerover = event => {
    if (event.pointerType === "mouse" && !stage.resting) point(event)
  }
  root.addEventListener("pointermove", event => {
    if (!stage.resting || !(event.movementX || event.movementY)) return
    stage.resting = false
    point(event)
  })
  root.onpointerleave = () => {
    stage.pointed = null
    refreshExplanation(stage)
  }
  root.addEventListener("focusin", event => {
    if (event.target.matches("td")) point(event)
  })
}

// The first step of a time step: in the part that is being played, if that part comes to it.
function firstStepAt({ board, step }, t) {
  const inPart = board.steps.findIndex(
    other => other.t === t && other.part === board.steps[step].part,
  )
  return inPart < 0 ? board.steps.findIndex(other => other.t === t) : inPart
}

function activate(stage, cell) {
  if (cell.dataset.editable !== undefined) {
    openEditor(stage, cell)
    return
  }
  stage.pin = cellAt(stage, cell)
  stage.pointed = null
  refreshExplanation(stage)
  const { name, row, col } = stage.pin
  if (stage.board.picks.includes(name)) stage.send("pick", `${name}.${row}.${col}`)
}

export function unpin(stage) {
  stage.pin = null
  stage.pointed = null
  refreshExplanation(stage)
}

export function enter(stage, cell) {
  const input = cell.querySelector("input")
  if (input) input.focus()
  else if (!accuse(stage, cell)) activate(stage, cell)
}
