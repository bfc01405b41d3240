// Editing a weight in place: click, type, Enter; Esc cancels. The edits are text,
// "U.0.1:0.5,b.2.0:-1", as in the URL.

import { cellAt } from "./cell.js"
import { element, LONGEST_IN_URL, writeUrl } from "./dom.js"
import { cellName, formatNumber, matrixAt } from "./numbers.js"

const LIMIT = 1000
const TOO_MANY =
  `The address holds ${LONGEST_IN_URL} characters of edited weights, ` +
  "and no more: reset some first."
export const EDIT_HINT = "✎ Click a weight to change it."

export const parseEdits = text =>
  new Map(
    (text || "")
      .split(",")
      .filter(Boolean)
      .map(item => item.split(":")),
  )
export const writeEdits = edits => [...edits].map(([key, value]) => `${key}:${value}`).join(",")

// The number typed, or the sentence that says why it is none. A comma and a true minus are read as
// typed by hand.
function readWeight(text, [low, high] = [-LIMIT, LIMIT]) {
  const plain = text.trim().replace(",", ".").replace("−", "-")
  const between = `between ${formatNumber(low, 0)} and ${formatNumber(high, 0)}`
  if (!plain) return { error: `Type a number ${between}.` }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain))
    return { error: `“${text.trim().slice(0, 12)}” is not a number.` }
  const value = Number(plain)
  if (!(low <= value && value <= high))
    return { error: `This number lies ${between}; “${text.trim().slice(0, 12)}” does not.` }
  return { value: value === 0 ? 0 : value }
}

export function openEditor(stage, cell) {
  if (cell.querySelector("input")) return null
  const ref = cellAt(stage, cell)
  const before = cell.dataset.value
  const label = cellName(stage.board, ref)
  const input = element("input", {
    type: "text",
    inputmode: "decimal",
    "aria-label": `New value of ${label}`,
    value: before,
    autocomplete: "off",
  })
  const error = element("span", { class: "error", role: "alert" })
  let closed = false
  const close = refocus => {
    if (closed) return
    closed = true
    cell.replaceChildren()
    for (const view of stage.views) if (view.name === ref.name) view.painted = null
    stage.paint()
    if (refocus) cell.focus({ preventScroll: true })
  }
  cell.replaceChildren(input, error)
  input.focus({ preventScroll: true })
  input.select()
  input.onblur = () => close(false)
  input.onkeydown = event => {
    event.stopPropagation()
    if (event.key === "Escape") close(true)
    if (event.key !== "Enter") return
    const edits = parseEdits(stage.edit)
    const { value, error: wrong } = readWeight(
      input.value,
      stage.board.grids[ref.name].limits ?? undefined,
    )
    edits.set(`${ref.name}.${ref.row}.${ref.col}`, String(value))
    const sentence = wrong ?? (writeEdits(edits).length > LONGEST_IN_URL && TOO_MANY)
    if (sentence) {
      error.textContent = sentence
      input.setAttribute("aria-invalid", "true")
      return
    }
    // Seen at once; what follows from it comes back.
    matrixAt(stage.board.grids[ref.name], ref.t)[ref.row][ref.col] = value
    close(true)
    if (String(value) !== before) commitEdits(stage, writeEdits(edits))
  }
  return input
}

// What is being typed while the board is built anew, for an answer that came late: it goes on in
// the same weight.
export function takeTyped(stage) {
  const input = stage.rows.querySelector("td[data-editable] > input")
  if (!input) return null
  input.onblur = null // it leaves with its board, and not because the reader did
  const ref = cellAt(stage, input)
  return {
    ...ref,
    label: cellName(stage.board, ref),
    typed: input.value,
    marked: [input.selectionStart, input.selectionEnd],
  }
}

export function goOnTyping(stage, { typed, marked, label, ...ref }) {
  const cell = stage.views.find(view => view.name === ref.name && !view.echo)?.cells[ref.row]?.[
    ref.col
  ]
  if (cell?.dataset.editable === undefined || cellName(stage.board, ref) !== label) return
  const input = openEditor(stage, cell)
  input.value = typed
  input.setSelectionRange(...marked)
}

// The engine recomputes on the server; the URL and the undo list are the browser's.
export function commitEdits(stage, text, remember = true) {
  if (remember) stage.undo.push(stage.edit)
  stage.edit = text
  stage.root.setAttribute("aria-busy", "true")
  stage.sent.push(text)
  writeUrl({ edit: text })
  stage.send("edit", text)
  paintEdits(stage)
}

// What the engine has computed with. As long as it has not come to what was sent last, the reader's
// edits stand.
export function receiveEdits(stage, text, fresh) {
  const waiting = stage.sent.length || stage.slideTimer
  const answered = stage.sent.lastIndexOf(text)
  stage.sent.splice(0, answered < 0 ? stage.sent.length : answered + 1)
  if (stage.sent.length || stage.slideTimer) return
  stage.root.removeAttribute("aria-busy")
  // The page changed the weights, not this stage.
  if (!fresh && !waiting && text !== stage.edit) stage.undo.push(stage.edit)
  if (fresh || text !== stage.edit) writeUrl({ edit: text })
  stage.edit = text
}

export function paintEdits(stage) {
  const count = parseEdits(stage.edit).size
  stage.tools.undo.disabled = !stage.undo.length
  stage.tools.reset.disabled = !count
  stage.tools.edits.textContent = count ? `${count} number${count > 1 ? "s" : ""} edited` : ""
  stage.tools.root.hidden = !stage.editable || (stage.board.present && !count && !stage.undo.length)
}
