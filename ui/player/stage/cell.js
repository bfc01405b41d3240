// One cell of the board: whether it is filled in, how it is painted, and which one a node is.

// Is the grid filled in at time step t when the story stands at this step?
export function isShown(board, name, t, step) {
  const first = board.first[name]
  if (!first) return true
  const at = board.grids[name].timed ? first.get(t) : Math.min(...first.values())
  return at !== undefined && at <= step
}

export function paintCell(node, value, text, grid) {
  if (node.textContent !== text) node.textContent = text
  const strength = value === null ? "" : Math.min(1, Math.abs(value) / grid.scale).toFixed(3)
  if (node.painted === `${value} ${strength}`) return // most cells stay as they are
  node.painted = `${value} ${strength}`
  if (value === null) {
    delete node.dataset.value
    node.style.removeProperty("--v")
    delete node.dataset.sign
    return
  }
  node.dataset.value = value
  node.style.setProperty("--v", strength)
  node.dataset.sign = value < 0 ? "-" : "+"
}

// The cell under a pointer or in focus, as a reference; null elsewhere.
export function cellAt(stage, node) {
  const cell = node.closest?.("td[data-row]")
  const grid = cell?.closest("[data-name]")
  if (!grid) return null
  return {
    name: grid.dataset.name,
    t: stage.board.steps[stage.step].t,
    row: Number(cell.dataset.row),
    col: Number(cell.dataset.col),
  }
}
