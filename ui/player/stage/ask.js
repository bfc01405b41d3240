// The stage's questions. One holds nothing up: → walks on, and then its answer stands in the same place. What is right is
// read off the board: the guess whose number is the largest, as it is written; digits that are not shown decide nothing.

const asksOf = stage => (stage.board.practice || !isAsking(stage.board.present) ? [] : stage.board.asks)

function buildAsk(stage) {
  return { root: askLine(guess => answer(stage, guess), () => toggleAsking(stage)), said: new Map() }
}

// The questions of a story: each where it is answered. `said` is forgotten with the story.
function receiveAsks(stage, steps) {
  const asks = steps.flatMap(({ asks, t }, at) => (asks ? [{ ...asks, at, t }] : []))
  if (JSON.stringify(asks) !== JSON.stringify(stage.board?.asks)) stage.ask.said.clear()
  return asks
}

function toggleAsking(stage) {
  window.unrolledAsks = !isAsking(stage.board.present)
  fit(stage) // its line comes or goes, once, and the rows with it
  paintAsk(stage)
  stage.root.focus({ preventScroll: true })
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

// What is asked now, or answered now: {ask, written, right, open}. A question without an answer is none.
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

function answer(stage, guess) {
  const now = askNow(stage)
  if (!now?.open || !now.ask.guesses[guess]) return false
  stage.ask.said.set(now.ask.at, guess)
  stage.root.focus({ preventScroll: true })
  advance(stage, 1)
  return true
}

function paintAsk(stage) {
  const { root } = stage.ask
  root.hidden = !asksOf(stage).length
  stage.root.removeAttribute("data-question")
  stage.tools.root.toggleAttribute("data-asking", !root.hidden)
  if (root.hidden) return
  const now = askNow(stage)
  if (now) stage.root.dataset.question = now.open ? "open" : "told"
  if (now) root.replaceChildren(...(now.open ? askedNodes(now.ask, stage.ask.said.get(now.ask.at)) : verdict(stage, now)))
  else root.replaceChildren(element("span", { class: "hint" }, stage.editable && !stage.board.present ? EDIT_HINT : ""))
}

function verdict(stage, { ask, written, right }) {
  const by = written.length === 2 ? written.join(" against ") : written[right.indexOf(true)]
  return ruledNodes(ask, stage.ask.said.get(ask.at), right, by)
}

// The longest question has its place from the start.
function reserveAsk(stage) {
  const { root } = stage.ask
  root.style.removeProperty("min-height")
  paintAsk(stage)
  if (root.hidden) return
  const length = ({ text, guesses }) => text.length + guesses.reduce((sum, { says }) => sum + says.length + 4, 0)
  const longest = asksOf(stage).reduce((most, one) => (length(one) > length(most) ? one : most))
  root.replaceChildren(...askedNodes(longest))
  root.style.minHeight = `${root.offsetHeight}px`
  paintAsk(stage)
}
