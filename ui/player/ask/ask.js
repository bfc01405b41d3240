// A question before it is shown, on the stage and elsewhere: one line, answered by one key, walked
// past by any other. Unless the reader has chosen, a presentation asks none. The caller says which
// guesses are right, and by which numbers.

import { element } from "../stage/dom.js"

export const ASK_KEY = "a"
const NEVER = `Hide the questions (${ASK_KEY})`
// For as long as the browser stays on the course.
export const isAsking = present => window.unrolledAsks ?? !present
export const guessOf = key => (/^[1-9]$/.test(key) ? Number(key) - 1 : -1)

// The questions of one place: its line, and what was said. `open()` is the question that can be
// answered now, with the place `at` where its answer is kept; `present()` whether this is a hall;
// `afterGuess()` and `afterToggle()` go on from there.
export function buildAsking({ open, present, afterGuess, afterToggle }) {
  const said = new Map()
  const guess = index => {
    const ask = open()
    if (!ask?.guesses[index]) return false
    said.set(ask.at, index)
    afterGuess()
    return true
  }
  const toggle = () => {
    window.unrolledAsks = !isAsking(present())
    afterToggle()
  }
  return { root: askLine(guess, toggle), said, guess, toggle }
}

function askLine(onGuess, onNever) {
  const root = element("div", {
    class: "ask",
    "data-testid": "ask",
    role: "group",
    "aria-label": "A question",
    hidden: true,
  })
  root.onclick = event => {
    const guess = event.target.closest("[data-guess]")
    if (guess) onGuess(Number(guess.dataset.guess))
    if (event.target.closest(".never")) onNever()
  }
  return root
}

export function askedNodes({ text, guesses }, said) {
  const buttons = guesses.map(({ says }, index) =>
    element(
      "button",
      { type: "button", "data-guess": index, "aria-pressed": String(said === index) },
      element("kbd", { "aria-hidden": "true" }, index + 1),
      ` ${says}`,
    ),
  )
  const never = element(
    "button",
    { type: "button", class: "never", "aria-label": NEVER, title: NEVER },
    "✕",
  )
  // The cross never stands on a line alone.
  const last = element("span", { class: "last" }, buttons.pop(), never)
  return [element("span", { class: "asked" }, text), ...buttons, last]
}

// right: for each guess, whether it is; by: the numbers that say so.
export function ruledNodes({ text, guesses }, said, right, by) {
  const answer = guesses.flatMap(({ says }, index) => (right[index] ? [says] : [])).join(" or ")
  const ruling =
    said === undefined
      ? ""
      : right[said]
        ? "✓ You were right: "
        : `✗ You said ${guesses[said].says}: `
  return [
    element("span", { class: "asked" }, text),
    element(
      "strong",
      { "data-testid": "answer", role: "status" },
      `${ruling}${answer} `,
      element("span", { class: "by" }, `(${by})`),
    ),
  ]
}
