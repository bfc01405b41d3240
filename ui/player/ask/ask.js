// A question before it is shown, on the stage and elsewhere: one line, answered by one key, walked past by any other. Where
// nobody has said, a hall is not asked. What is right, and by which numbers, whoever asks knows.

const ASK_KEY = "a"
const NEVER = `Hide the questions (${ASK_KEY})`
const isAsking = present => window.unrolledAsks ?? !present // for as long as the browser stays on the course
const guessOf = key => (/^[1-9]$/.test(key) ? Number(key) - 1 : -1)

function askLine(onGuess, onNever) {
  const root = element("div", { class: "ask", "data-testid": "ask", role: "group", "aria-label": "A question", hidden: true })
  root.onclick = event => {
    const guess = event.target.closest("[data-guess]")
    if (guess) onGuess(Number(guess.dataset.guess))
    if (event.target.closest(".never")) onNever()
  }
  return root
}

function askedNodes({ text, guesses }, said) {
  const buttons = guesses.map(({ says }, index) =>
    element("button", { type: "button", "data-guess": index, "aria-pressed": String(said === index) }, element("kbd", { "aria-hidden": "true" }, index + 1), ` ${says}`))
  const never = element("button", { type: "button", class: "never", "aria-label": NEVER, title: NEVER }, "✕")
  const last = element("span", { class: "last" }, buttons.pop(), never) // which never stands on a line alone
  return [element("span", { class: "asked" }, text), ...buttons, last]
}

// right: for each guess, whether it is; by: the numbers that say so.
function ruledNodes({ text, guesses }, said, right, by) {
  const found = guesses.flatMap(({ says }, index) => (right[index] ? [says] : [])).join(" or ")
  const ruling = said === undefined ? "" : right[said] ? "✓ You were right: " : `✗ You said ${guesses[said].says}: `
  return [element("span", { class: "asked" }, text), element("strong", { "data-testid": "answer", role: "status" }, `${ruling}${found} `, element("span", { class: "by" }, `(${by})`))]
}
