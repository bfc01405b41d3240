// A question before a step is shown. It holds nothing up: → walks on, and then its answer stands in the same place. What is
// right is read off the board: the guess whose number is the largest. Where nobody has said, a hall is not asked.

const ASK_KEY = "a"
const isAsking = stage => window.unrolledAsks ?? !stage.board.present // for as long as the browser stays on the course
const asksOf = stage => (stage.board.practice || !isAsking(stage) ? [] : stage.board.asks)

function buildAsk(stage) {
  const root = element("div", { class: "ask", "data-testid": "ask", role: "group", "aria-label": "A question", hidden: true })
  root.onclick = event => {
    const guess = event.target.closest("[data-guess]")
    if (guess) answer(stage, Number(guess.dataset.guess))
    if (event.target.closest(".never")) toggleAsking(stage)
  }
  return { root, said: new Map() }
}

// The questions of a story: each where it is answered. `said` is forgotten with the story.
function receiveAsks(stage, steps) {
  const asks = steps.flatMap(({ asks, t }, at) => (asks ? [{ ...asks, at, t }] : []))
  if (JSON.stringify(asks) !== JSON.stringify(stage.board?.asks)) stage.ask.said.clear()
  return asks
}

function toggleAsking(stage) {
  window.unrolledAsks = !isAsking(stage)
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

// What is asked now, or answered now: {ask, numbers, open}. A question without an answer is none.
function askNow(stage) {
  const { step } = stage
  const ask = asksOf(stage).find(({ at, lead }) => at - lead <= step && step <= at)
  if (!ask) return null
  const numbers = numbersOf(stage, ask)
  if (numbers.some(number => !Number.isFinite(number)) || numbers.every(number => number === numbers[0])) return null
  return { ask, numbers, open: step < ask.at }
}

function answer(stage, guess) {
  const now = askNow(stage)
  if (!now?.open || guess >= now.ask.guesses.length) return false
  stage.ask.said.set(now.ask.at, guess)
  stage.root.focus({ preventScroll: true })
  advance(stage, 1)
  return true
}

const answerByKey = (stage, key) => /^[1-9]$/.test(key) && answer(stage, Number(key) - 1)

function paintAsk(stage) {
  const { root } = stage.ask
  root.hidden = !asksOf(stage).length
  stage.tools.root.toggleAttribute("data-asking", !root.hidden)
  if (root.hidden) return
  const now = askNow(stage)
  root.toggleAttribute("data-open", Boolean(now))
  if (now) root.replaceChildren(...(now.open ? question(stage, now) : verdict(stage, now)))
  else root.replaceChildren(element("span", { class: "hint" }, stage.editable && !stage.board.present ? EDIT_HINT : ""))
}

function question(stage, { ask }) {
  const said = stage.ask.said.get(ask.at)
  const guesses = ask.guesses.map(({ says }, index) =>
    element("button", { type: "button", "data-guess": index, "aria-pressed": String(said === index) }, element("kbd", { "aria-hidden": "true" }, index + 1), ` ${says}`))
  const never = element("button", { type: "button", class: "never", "aria-label": `No more questions (${ASK_KEY})`, title: `No more questions (${ASK_KEY})` }, "✕")
  return [element("span", { class: "asked" }, ask.text), ...guesses, never]
}

function verdict(stage, { ask, numbers }) {
  const most = Math.max(...numbers)
  const right = ask.guesses.flatMap(({ says }, index) => (numbers[index] === most ? [says] : [])).join(" or ")
  const written = number => formatNumber(number, stage.decimals)
  const by = numbers.length === 2 ? `${written(numbers[0])} against ${written(numbers[1])}` : written(most)
  const said = stage.ask.said.get(ask.at)
  const ruling = said === undefined ? "" : numbers[said] === most ? "✓ You were right: " : `✗ You said ${ask.guesses[said].says}: `
  return [element("span", { class: "asked" }, ask.text), element("strong", { "data-testid": "answer", role: "status" }, `${ruling}${right} (${by})`)]
}

// The longest question has its place from the start.
function reserveAsk(stage) {
  const { root } = stage.ask
  root.style.removeProperty("min-height")
  paintAsk(stage)
  if (root.hidden) return
  const length = ({ text, guesses }) => text.length + guesses.reduce((sum, { says }) => sum + says.length + 4, 0)
  const longest = asksOf(stage).reduce((most, one) => (length(one) > length(most) ? one : most))
  root.replaceChildren(...question(stage, { ask: longest }))
  root.style.minHeight = `${root.offsetHeight}px`
  paintAsk(stage)
}
