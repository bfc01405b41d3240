// Numbers as text, and the arithmetic of a cell: a pattern of the storyboard expanded with its
// sources.

import { element } from "./dom.js"
import { mathNode } from "./math.js"

const MINUS = "−"
const MOST_ZEROS = 20 // after the point, before an exponent takes their place
const MOST_IN_SENTENCE = 6 // the same, of a number in a sentence
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉"

export const subscript = number => String(number).replace(/\d/g, digit => SUBSCRIPTS[digit])

// A grid's name at time step t: the board counts from 1, the engine from 0.
export const symbolAt = (grid, t) =>
  grid.symbol
    .replaceAll("{t}", subscript(t + 1))
    .replaceAll("{p}", subscript(t))
    .replaceAll("{n}", subscript(t + 2))

// The same in a sentence, in the colour of its role.
export const symbolNode = (grid, t) =>
  element("b", { "data-ink": grid.role, title: grid.meaning }, mathNode(symbolAt(grid, t)))

// Fixed decimals; exponents only where fixed decimals would hide the number. A sentence has room to
// write a small number out, 0.000126 for a cell's 1e−4. A weight keeps up to 4 decimals as typed,
// also where it cannot be edited.
export function formatNumber(value, decimals, grid = {}, inSentence = false) {
  if (value === null || value === undefined) return ""
  const size = Math.abs(value)
  let text
  if (grid.integer) text = String(value)
  else if ((grid.editable || grid.typed) && Number(value.toFixed(4)) === value && size < 1e6)
    text = value.toFixed(Math.max(decimals, (String(value).split(".")[1] ?? "").length))
  else if (size >= 1e6) text = value.toExponential(decimals)
  else if (size !== 0 && size < 0.5 * 10 ** -decimals) {
    const zeros = Math.ceil(-Math.log10(size))
    text =
      inSentence && zeros <= MOST_IN_SENTENCE
        ? value.toFixed(decimals + zeros)
        : value.toExponential(inSentence ? decimals : Math.max(0, decimals - 2))
  } else text = value.toFixed(decimals)
  return text.replace("e+", "e").replaceAll("-", MINUS)
}

export function matrixAt(grid, t) {
  return grid.timed ? grid.values[t - grid.start] : grid.values
}

export function numberAt(board, ref) {
  return matrixAt(board.grids[ref.name], ref.t)?.[ref.row]?.[ref.col] ?? null
}

// The parts of a cell's arithmetic: text and references {name, t, row, col}; null where the grid is
// not computed here.
export function expand(board, name, t, row, col) {
  const grid = board.grids[name]
  if (!grid.op) return null
  const fixed = { r: row, c: col, p: grid.pick[t - grid.start], 0: 0, 1: 1 }
  const resolve = (index, ref, k) => {
    const [from, dt] = grid.of[index]
    const source = board.grids[from]
    const at = (key, length) => (length === 1 ? 0 : key === "k" ? k : fixed[key])
    return {
      name: from,
      t: t + dt,
      row: at(ref.row, source.rows.length),
      col: at(ref.col, source.cols.length),
      precise: ref.precise,
    }
  }
  const join = (lists, sign) => lists.flatMap((list, index) => (index ? [sign, ...list] : list))
  const known = ref => numberAt(board, ref) !== null
  const walk = (pattern, k) =>
    pattern.flatMap(part => {
      if (typeof part === "string") return [part]
      if ("ref" in part) return [resolve(part.ref, part, k)]
      if ("sum" in part) {
        const length = board.grids[grid.of[part.sum][0]][part.axis].length
        return join(
          Array.from({ length }, (_, index) => walk(part.body, index)),
          " + ",
        )
      }
      const refs = grid.of.map((_, index) => resolve(index, { row: "r", col: "c" })).filter(known)
      return join(
        refs.map(ref => [ref]),
        part.all,
      )
    })
  const parts = walk(board.ops[grid.op])
  const refs = parts.filter(part => typeof part !== "string")
  return refs.length && refs.every(known) ? parts : null
}

const labelsOf = (grid, { row, col }) =>
  [grid.rows[row], grid.cols[col]].filter(label => label !== "")

// "a₂[1]": a cell's name on the board.
export function cellName(board, ref) {
  const grid = board.grids[ref.name]
  const labels = labelsOf(grid, ref)
  return symbolAt(grid, ref.t) + (labels.length ? `[${labels.join(",")}]` : "")
}

// The same, set as mathematics.
export function cellNode(board, ref) {
  const grid = board.grids[ref.name]
  const symbol = symbolAt(grid, ref.t)
  return mathNode(symbol, labelsOf(grid, ref), /[₀-₉]/.test(symbol))
}

// The arithmetic with its numbers; a negative one stands in parentheses, unless it already does.
export function substituted(board, parts, decimals) {
  return parts.reduce((text, part) => {
    if (typeof part === "string") return text + part
    const value = numberAt(board, part)
    const zeros = part.precise && value > 0 && value < 1 ? Math.ceil(-Math.log10(value)) : 0
    const number =
      zeros > MOST_ZEROS
        ? value.toExponential(decimals).replaceAll("-", MINUS)
        : formatNumber(value, decimals + zeros, board.grids[part.name])
    return text + (value < 0 && !text.endsWith("(") ? `(${number})` : number)
  }, "")
}

// The width of the longest number of a grid, over all time steps: a column that fits one fits all,
// and nothing jumps.
export function longest(grid, decimals) {
  const size = values =>
    Array.isArray(values)
      ? Math.max(0, ...values.map(size))
      : formatNumber(values, decimals, grid).length
  return Math.max(grid.integer ? 2 : 3, size(grid.values))
}
