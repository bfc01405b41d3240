// The board as DOM: built once for a layout, painted at every step. All text goes in as
// textContent.

import { blankAt, falseAt, solvedAt } from "./blanks.js"
import { isShown, paintCell } from "./cell.js"
import { element } from "./dom.js"
import { mathNode, withMath } from "./math.js"
import { formatNumber, matrixAt, symbolAt } from "./numbers.js"
import { paintBlank } from "./practice.js"
import { buildSlider, paintSliders } from "./slider.js"

function buildGrid(name, grid, echo) {
  const headed = grid.cols.some(label => label !== "")
  const edged = grid.rows.some(label => label !== "")
  const cells = grid.rows.map((_, row) =>
    grid.cols.map((_, col) =>
      element("td", {
        "data-row": row,
        "data-col": col,
        tabindex: row + col ? -1 : 0,
        "data-editable": grid.editable && !echo,
      }),
    ),
  )
  const head =
    headed &&
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        edged ? element("td", { class: "corner" }) : null,
        ...grid.cols.map(label => element("th", { scope: "col" }, label)),
      ),
    )
  const sliders = grid.limits && !echo ? cells.map(row => row.map(buildSlider(grid.limits))) : []
  const body = element(
    "tbody",
    {},
    ...cells.map((row, index) =>
      element(
        "tr",
        {},
        edged ? element("th", { scope: "row" }, grid.rows[index]) : null,
        ...row,
        ...(sliders[index] ?? []).map(slider => element("td", { class: "slide" }, slider)),
      ),
    ),
  )
  const symbol = element("b", { class: "symbol" })
  const shape = `${grid.rows.length}×${grid.cols.length}`
  const table = element("table", {}, head || null, body)
  const root = element(
    "div",
    {
      class: "grid",
      "data-testid": echo ? "echo" : "grid",
      "data-name": name,
      "data-role": grid.role,
      "data-headed": headed,
      "data-edged": edged,
    },
    element("div", { class: "name" }, symbol, " ", element("span", { class: "shape" }, shape)),
    element("div", { class: "matrix" }, table),
  )
  const edge = Math.max(...grid.rows.map(label => label.length))
  root.style.setProperty("--edge", edged ? `${edge * 0.62 + 0.5}em` : "0em")
  return { name, root, table, symbol, cells, sliders, echo, shape }
}

// Rows hold terms: a sign and the grid after it, so that a narrow screen wraps at operators.
export function buildRow(board, row, seen, views) {
  const terms = element("div", { class: "terms" })
  let signs = []
  for (const item of row.items) {
    if (!(item in board.grids)) {
      signs.push(item)
      continue
    }
    const view = buildGrid(item, board.grids[item], seen.has(item))
    seen.add(item)
    views.push(view)
    terms.append(
      element(
        "div",
        { class: "term" },
        signs.length ? element("span", { class: "sign" }, ...withMath(signs.join(" "))) : null,
        view.root,
      ),
    )
    signs = []
  }
  if (signs.length)
    terms.lastChild?.append(element("span", { class: "sign" }, ...withMath(signs.join(" "))))
  return element(
    "section",
    { class: "row", "aria-label": row.label },
    element("div", { class: "thought" }, ...withMath(row.label)),
    terms,
    element("div", { class: "folded", "aria-hidden": "true" }),
  )
}

export function paintGrid(stage, view, step) {
  const { board, decimals } = stage
  const grid = board.grids[view.name]
  const now = board.steps[step]
  const shown = isShown(board, view.name, now.t, step)
  const matrix = shown ? matrixAt(grid, now.t) : null
  const asides = shown && stage.asides && grid.aside && !view.echo ? grid.aside.values : null
  const symbol = symbolAt(grid, now.t)
  if (view.symbol.textContent !== symbol) view.symbol.replaceChildren(mathNode(symbol))
  view.root.dataset.shown = Boolean(matrix)
  view.root.dataset.state =
    now.computes.includes(view.name) && !view.echo
      ? "now"
      : stage.sources.has(view.name)
        ? "from"
        : ""
  view.table.setAttribute("aria-label", `${symbolAt(grid, now.t)}: ${grid.meaning}, ${view.shape}`)
  paintSliders(stage, view, grid, matrix, now.t)
  // A matrix that stands as it was painted is left alone: of a large network most are weights, and
  // never change.
  const painted = [matrix, decimals, asides, board.practice]
  if (!board.practice && painted.every((part, index) => part === view.painted?.[index])) return
  view.painted = painted
  view.cells.forEach((line, row) =>
    line.forEach((node, col) => {
      const input = node.querySelector("input")
      if (input && node.dataset.blank === undefined) return // a weight that is being edited
      const blank = blankAt(stage, view.name, now.t, row, col)
      if (input && !(matrix && blank)) input.remove()
      const value = blank
        ? null
        : ((matrix && falseAt(stage, view.name, now.t, row, col)) ?? matrix?.[row]?.[col] ?? null)
      paintCell(node, value, formatNumber(value, decimals, grid), grid)
      if (stage.board.practice && !view.echo)
        paintBlank(stage, node, matrix ? blank : null, solvedAt(stage, view.name, now.t, row, col))
      const aside = asides && (grid.timed ? asides[now.t - grid.start] : asides)?.[row]?.[col]
      if (typeof aside === "number")
        node.append(
          element(
            "small",
            { class: "aside", title: grid.aside.label },
            `✎${formatNumber(aside, 2)}`,
          ),
        )
    }),
  )
}
