// The strip above the board: a column for each time step, with the values that its arrows carry,
// named at its left.

import { isShown, paintCell } from "./cell.js"
import { element } from "./dom.js"
import { mathNode } from "./math.js"
import { formatNumber, matrixAt } from "./numbers.js"

// What the strip shows at a step: until the part begins that fills its cells, it may be another
// one.
export function planAt({ steps, strip }, step) {
  const { part } = steps.find(({ computes }) => computes.includes(strip.cells)) ?? {}
  return strip.before && step < steps.findIndex(one => one.part === part) ? strip.before : strip
}

// The grids drawn as lines of cells, the upper one first.
export const linesOf = ({ cells, above }) => (above ? [above, cells] : [cells])

// A grid's symbol at no time step in particular.
const nameOf = grid => grid.symbol.replace(/\{[tpn]\}/g, "")

export function buildStrip(board) {
  const { strip } = board
  if (!strip) return { root: element("div", { hidden: true }), columns: [] }
  const grid = board.grids[strip.cells]
  const lines = linesOf(strip)
  const arrow = sign => (sign ? element("span", { class: "arrow" }, mathNode(sign)) : null)
  const columns = strip.reads.map((letter, t) => {
    const beads = lines.map(() =>
      element(
        "span",
        { class: "beads" },
        ...grid.rows.flatMap((_, row) =>
          grid.cols.map((_, col) =>
            element("span", { class: "bead", "data-cell": `${row},${col}` }),
          ),
        ),
      ),
    )
    const says = element("span", { class: "says" })
    const reads = element("b", { class: "reads" }, letter)
    const out = strip.says.length ? arrow(strip.out) : null
    const up = arrow(strip.up)
    const root = element(
      "button",
      { type: "button", class: "column", "data-column": t },
      strip.says.length ? says : null,
      out,
      ...beads,
      up,
      reads,
      element(
        "span",
        { class: "time" },
        [strip.parts[t], `t = ${t + 1}`].filter(Boolean).join(" · "),
      ),
    )
    return { t, root, beads, says, reads, out, up }
  })
  const names = lines.map(() => element("span", { class: "named" }))
  const blank = node =>
    node ? element("span", { class: node.className, "aria-hidden": "true" }) : null
  const labels = element(
    "span",
    { class: "labels" },
    ...(strip.says.length ? [blank(columns[0].says)] : []),
    blank(columns[0].out),
    ...names,
  )
  // What the lines are called later has its place from the start.
  const longest = [strip, strip.before]
    .filter(Boolean)
    .flatMap(linesOf)
    .reduce((most, name) => Math.max(most, nameOf(board.grids[name]).length), 0)
  labels.style.minWidth = `${0.55 * longest}em`
  const across = columns
    .slice(1)
    .map(() => (strip.across ? element("span", { class: "across", "aria-hidden": "true" }) : null))
  const root = element(
    "div",
    { class: "strip", role: "group", "aria-label": "All time steps" },
    labels,
    ...columns.flatMap((column, index) =>
      index ? [across[index - 1], column.root] : [column.root],
    ),
  )
  root.dataset.numbers = grid.rows.length * grid.cols.length <= 4
  root.style.setProperty("--wide", grid.cols.length > 1 ? grid.cols.length : 4)
  root.toggleAttribute("data-many", grid.rows.length * grid.cols.length > 12)
  return { root, columns, names, across: across.filter(Boolean) }
}

// The names of its lines, and what its arrows multiply by.
function paintSigns({ board, strip }, plan) {
  if (strip.plan === plan) return
  strip.plan = plan
  linesOf(plan).forEach((name, line) => {
    const grid = board.grids[name]
    strip.names[line].dataset.ink = grid.role
    strip.names[line].title = grid.meaning
    strip.names[line].replaceChildren(mathNode(nameOf(grid)))
  })
  for (const { out, up } of strip.columns) {
    out?.replaceChildren(mathNode(plan.out))
    up?.replaceChildren(mathNode(plan.up))
  }
  for (const node of strip.across) node.replaceChildren(mathNode(plan.across))
}

export function paintStrip(stage, step) {
  const { board, strip, decimals } = stage
  if (!board.strip) return
  const plan = planAt(board, step)
  paintSigns(stage, plan)
  const now = board.steps[step]
  for (const column of strip.columns) {
    const { t, root, beads, says, reads } = column
    column.painted ??= []
    linesOf(plan).forEach((name, line) => {
      const grid = board.grids[name]
      const matrix = isShown(board, name, t, step) ? matrixAt(grid, t) : null
      if (matrix === column.painted[line]) return
      column.painted[line] = matrix
      for (const node of beads[line].children) {
        const [row, col] = node.dataset.cell.split(",")
        const value = matrix?.[row]?.[col] ?? null
        paintCell(
          node,
          value,
          strip.root.dataset.numbers === "true" ? formatNumber(value, 2, grid) : "",
          grid,
        )
        delete node.dataset.value
      }
    })
    if (t === now.t) root.setAttribute("aria-current", "step")
    else root.removeAttribute("aria-current")
    reads.dataset.shown = isShown(board, plan.reads_of, t, step) || t <= now.t
    reads.textContent =
      plan.own_from !== null && t >= plan.own_from && t > now.t ? "?" : plan.reads[t]
    if (!plan.says.length) continue
    const said = isShown(board, plan.says_of, t, step)
    const wanted = plan.wants[t]
    const right = wanted === plan.says[t]
    const wants = plan.strayed !== null && t >= plan.strayed ? `word: ${wanted}` : `wants ${wanted}`
    says.replaceChildren(
      element("b", {}, said || !plan.says[t] ? plan.says[t] : "?"),
      said && plan.sure[t] !== undefined
        ? element("span", { class: "sure" }, formatNumber(plan.sure[t], Math.min(decimals, 3)))
        : "",
      element(
        "span",
        { class: "wanted", "data-right": said && wanted ? String(right) : "" },
        !wanted ? "" : !said ? wants : right ? "✓" : `✗ ${wants}`,
      ),
    )
  }
}

// Its small cells of a grid at a time step; undefined where it does not show that grid.
export const beadsOf = ({ board, strip, step }, name, t) =>
  strip.columns.find(one => one.t === t)?.beads[linesOf(planAt(board, step)).indexOf(name)]
