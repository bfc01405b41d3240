// The explanation of one cell: its arithmetic with the numbers put in, its name, shape and index;
// its sources outlined.

import { blankAt, blankNow, isJudged } from "./blanks.js"
import { isShown } from "./cell.js"
import { element } from "./dom.js"
import { glued, withMath } from "./math.js"
import { cellNode, expand, formatNumber, numberAt, substituted } from "./numbers.js"
import { beadsOf } from "./strip.js"

const SHOWN_TERMS = 4
const TIGHTEST = 0.74 // of its usual type

// Long sums keep their beginning and their end: the shape of the formula, not its length, is the
// message.
function shorten(pieces, sign = " + ") {
  const starts = pieces.flatMap((piece, index) => (piece === sign ? [index] : []))
  if (starts.length <= SHOWN_TERMS) return pieces
  return [
    ...pieces.slice(0, starts[SHOWN_TERMS - 2]),
    " + … + ",
    ...pieces.slice(starts.at(-1) + 1),
  ]
}

// Several references to one cell (exp in a softmax) are one source. A copy stands for what it is a
// copy of as well.
function sourceKeys(board, ref) {
  const parts = expand(board, ref.name, ref.t, ref.row, ref.col) ?? []
  return new Set(
    parts
      .filter(part => typeof part !== "string")
      .flatMap(part => [
        `${part.name}@${part.t}:${part.row},${part.col}`,
        ...(board.grids[part.name].op === "copy" ? sourceKeys(board, part) : []),
      ]),
  )
}

function explanationLines(stage, ref) {
  const { board, decimals } = stage
  const grid = board.grids[ref.name]
  const value = numberAt(board, ref)
  const name = () => cellNode(board, ref)
  const shown = isShown(board, ref.name, ref.t, stage.step)
  const size = `${grid.rows.length}×${grid.cols.length}`
  const [row, column] = [grid.rows[ref.row] || ref.row + 1, grid.cols[ref.col] || ref.col + 1]
  const where = `${grid.meaning} · ${size} · row ${row}, column ${column}`
  if (isJudged(stage, ref) || blankAt(stage, ref.name, ref.t, ref.row, ref.col))
    return [
      ["formula", [name(), " = ?"]],
      ["where", where],
    ]
  if (!shown)
    return [
      ["formula", [name(), " is not computed yet"]],
      ["where", where],
    ]
  if (value === null)
    return [
      ["formula", [name(), " has no value here"]],
      ["where", grid.origin || where],
    ]
  const number = formatNumber(value, decimals, grid)
  const parts = expand(board, ref.name, ref.t, ref.row, ref.col)
  const lines = []
  if (parts) {
    const symbols = parts.map(part => (typeof part === "string" ? part : cellNode(board, part)))
    const renamed =
      grid.op !== "copy" ||
      name().textContent !== symbols.map(symbol => symbol.textContent).join("") // else s₃ = s₃
    if (renamed) lines.push(["formula", [name(), " = ", ...shorten(symbols)]])
    const made = substituted(board, parts, decimals)
    if (renamed && made !== number) lines.push(["numbers", `= ${made}`])
    lines.push(renamed ? ["result", `= ${number}`] : ["formula", [name(), ` = ${number}`]])
  } else {
    lines.push(["formula", [name(), ` = ${number}`]], ["origin", grid.origin])
  }
  const aside = stage.asides && grid.aside
  const noted =
    aside && (grid.timed ? aside.values[ref.t - grid.start] : aside.values)?.[ref.row]?.[ref.col]
  if (typeof noted === "number")
    lines.push(["aside-note", `✎ ${aside.label} ${formatNumber(noted, 2)}. ${aside.note}`])
  lines.push(["where", where])
  if (grid.code) lines.push(["code", grid.code])
  return lines.filter(([, text]) => text)
}

function explainCell(stage, ref, pinned = false) {
  const { board, explain } = stage
  const lines = explanationLines(stage, ref)
  explain.body.replaceChildren(
    ...lines.map(([kind, text]) =>
      kind === "code"
        ? element("p", { class: kind }, element("code", {}, text))
        : element("p", { class: kind }, ...glued(typeof text === "string" ? withMath(text) : text)),
    ),
  )
  explain.root.dataset.pinned = pinned
  explain.root.toggleAttribute(
    "data-asked",
    Boolean(blankAt(stage, ref.name, ref.t, ref.row, ref.col)),
  )
  explain.close.hidden = !pinned
  outline(
    stage,
    ref,
    isShown(board, ref.name, ref.t, stage.step) ? sourceKeys(board, ref) : new Set(),
  )
  place(stage, ref)
}

// Only what is marked, and what was, is touched: a large board has thousands of cells.
function outline(stage, ref, keys) {
  const { board, strip, views } = stage
  const t = board.steps[stage.step].t
  const marks = new Map()
  const times = new Set()
  for (const key of keys) {
    const [, name, at, row, col] = key.match(/^(.*)@(-?\d+):(\d+),(\d+)$/)
    times.add(Number(at))
    for (const view of views) // a weight is the same at all times
      if (view.name === name && (!board.grids[name].timed || Number(at) === t))
        marks.set(view.cells[row][col], "from")
    const beads = board.strip && Number(at) !== t ? beadsOf(stage, name, Number(at)) : null
    const bead = beads?.querySelector(`[data-cell="${row},${col}"]`)
    if (bead) marks.set(bead, "from")
  }
  for (const view of views)
    if (view.name === ref.name) marks.set(view.cells[ref.row][ref.col], "now")
  for (const column of strip.columns)
    if (column.t !== t && times.has(column.t)) marks.set(column.root, "from")
  for (const node of stage.marks?.keys() ?? []) if (!marks.has(node)) node.dataset.mark = ""
  for (const [node, mark] of marks) if (node.dataset.mark !== mark) node.dataset.mark = mark
  stage.marks = marks
}

// Beside the row that the cell belongs to, inside the board: it floats over nothing and moves
// nothing.
function place(stage, ref) {
  const view = stage.views.find(
    ({ name, root }) => name === ref.name && root.closest(".scene").dataset.away !== "true",
  )
  const row = view?.root.closest(".row")
  const { root } = stage.explain
  if (stage.sizes === undefined) return // not laid out yet: see fit
  if (stage.sizes) {
    root.style.removeProperty("top")
    tighten(stage)
    return
  } // it has its place beside the strip
  // On a phone it lies on the transport.
  stage.root.style.setProperty("--transport", `${stage.transport.root.offsetHeight}px`)
  if (!row || getComputedStyle(root).position !== "absolute") {
    root.style.removeProperty("top")
    return
  }
  const room = stage.body.clientHeight - root.offsetHeight
  root.style.top = `${Math.max(0, Math.min(row.offsetTop, room))}px`
}

// Beside the strip it has a strip's height. What is longer is set smaller, before it is painted;
// what is longer still scrolls.
export function tighten(stage) {
  const { root } = stage.explain
  stage.tightening ??= requestAnimationFrame(() => {
    stage.tightening = undefined
    let tight = 1
    root.style.setProperty("--tight", tight)
    while (root.scrollHeight > root.clientHeight && tight > TIGHTEST) {
      // lines get lower and fewer: once is mostly enough
      tight = Math.max(
        TIGHTEST,
        tight * Math.min(0.95, Math.sqrt(root.clientHeight / root.scrollHeight)),
      )
      root.style.setProperty("--tight", tight)
    }
  })
}

// What is explained: what the pointer or the focus is on, else what is pinned, else the blank that
// is to be filled in, else what the sentence speaks of.
export function refreshExplanation(stage) {
  const now = stage.board.steps[stage.step]
  const [name, row, col] = now.focus
  const pin = stage.pin && { ...stage.pin, t: now.t }
  explainCell(
    stage,
    stage.pointed ?? pin ?? blankNow(stage) ?? { name, t: now.t, row, col },
    Boolean(stage.pin) && !stage.pointed,
  )
}
