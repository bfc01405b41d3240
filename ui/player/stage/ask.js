// The stage's questions. One holds nothing up: → walks on, and then its answer stands in the same
// place. What is right is read off the board: the guess whose number is the largest, as it is
// written; digits that are not shown decide nothing.

import { askedNodes, buildAsking, isAsking, ruledNodes } from "../ask/ask.js"
import { element } from "./dom.js"
import { EDIT_HINT } from "./edit.js"
import { formatNumber, matrixAt } from "./numbers.js"

const asksOf = stage =>
  stage.board.practice || !isAsking(stage.board.present) ? [] : stage.board.asks

export function buildAsk(stage) {
  return buildAsking({
    open: () => {
      const now = askNow(stage)
      return now?.open ? now.ask : null
    },
    present: () => stage.board.present,
    afterGuess: () => {
      stage.root.focus({ preventScroll: true })
      stage.turn(1)
    },
    afterToggle: () => {
      stage.fit() // its line comes or goes, once, and the rows with it
      paintAsk(stage)
      stage.root.focus({ preventScroll: true })
    },
  })
}

// The questions of a story: each where it is answered. `said` is forgotten with the story.
export function receiveAsks(stage, steps) {
  const asks = steps.flatMap(({ asks, t }, at) => (asks ? [{ ...asks, at, t }] : []))
  if (JSON.stringify(asks) !== JSON.stringify(stage.board?.asks)) stage.ask.said.clear()
  return asks
}

// One number for each guess; null where it has none.
function numbersOf({ board }, { guesses, size, t }) {
  return guesses.map(({ grid, row, dt }) => {
    const matrix = matrixAt(board.grids[grid], t + dt)
    if (row === null) return matrix ? Math.hypot(...matrix.flat()) : null
    const value = matrix?.[row]?.[0] ?? null
    return size && value !== null ? Math.abs(value) : value
  })
}

// What is asked now, or answered now: {ask, written, right, open}. A question without an answer is
// none.
function askNow(stage) {
  const { step } = stage
  const ask = asksOf(stage).find(({ at, lead }) => at - lead <= step && step <= at)
  if (!ask) return null
  const numbers = numbersOf(stage, ask)
  if (numbers.some(number => !Number.isFinite(number))) return null
  const written = numbers.map(number => formatNumber(number, stage.decimals))
  const most = written[numbers.indexOf(Math.max(...numbers))]
  const right = written.map(number => number === most)
  return right.every(Boolean) ? null : { ask, written, right, open: step < ask.at }
}

export function paintAsk(stage) {
  const { root } = stage.ask
  root.hidden = !asksOf(stage).length
  stage.root.removeAttribute("data-question")
  stage.tools.root.toggleAttribute("data-asking", !root.hidden)
  if (root.hidden) return
  const now = askNow(stage)
  if (now) stage.root.dataset.question = now.open ? "open" : "told"
  if (now)
    root.replaceChildren(
      ...(now.open ? askedNodes(now.ask, stage.ask.said.get(now.ask.at)) : verdict(stage, now)),
    )
  else
    root.replaceChildren(
      element("span", { class: "hint" }, stage.editable && !stage.board.present ? EDIT_HINT : ""),
    )
}

function verdict(stage, { ask, written, right }) {
  const by = written.length === 2 ? written.join(" against ") : written[right.indexOf(true)]
  return ruledNodes(ask, stage.ask.said.get(ask.at), right, by)
}

// The longest question has its place from the start.
export function reserveAsk(stage) {
  const { root } = stage.ask
  root.style.removeProperty("min-height")
  paintAsk(stage)
  if (root.hidden) return
  const length = ({ text, guesses }) =>
    text.length + guesses.reduce((sum, { says }) => sum + says.length + 4, 0)
  const longest = asksOf(stage).reduce((most, one) => (length(one) > length(most) ? one : most))
  root.replaceChildren(...askedNodes(longest))
  root.style.minHeight = `${root.offsetHeight}px`
  paintAsk(stage)
}
