// Cells that the reader fills in. They are checked here, against the board's own values; nothing is
// sent anywhere.

import { readAnswer } from "./answer.js"
import {
  blankKey,
  blankNow,
  findBlank,
  heldAt,
  isJudged,
  isSolved,
  sameCell,
  unsolved,
} from "./blanks.js"
import { cellAt } from "./cell.js"
import { element } from "./dom.js"
import { refreshExplanation } from "./explain.js"
import { keepPractice, saveScore } from "./notebook.js"
import { formatNumber } from "./numbers.js"

// A number that the reader takes for the wrong one.
export function accuse(stage, cell) {
  const { name, t, row, col } = cellAt(stage, cell)
  const blank = findBlank(stage, name, t, row, col)
  const { practice } = stage
  if (!blank || !isJudged(stage, blank) || practice.page.found) return false
  practice.page.tries += 1
  practice.page.found = sameCell(blank, stage.board.practice.false)
  say(
    stage,
    practice.page.found
      ? `${blank.label} is the wrong one. What should it be?`
      : `${blank.label} is right: ${blank.hints[1]}.`,
  )
  stage.paint()
  if (practice.page.found) inputOf(stage, blank)?.focus()
  return true
}

export function buildPractice(stage) {
  const verdict = element("p", { class: "verdict", "data-testid": "verdict", role: "status" })
  const score = element("p", { class: "score", "data-testid": "score" })
  const hint = element("button", { type: "button" }, "Hint")
  const table = element("button", { type: "button" }, "Score as CSV")
  const root = element(
    "div",
    { class: "practice", hidden: true },
    verdict,
    element("div", { class: "ledger" }, hint, score, table),
  )
  hint.onclick = () => giveHint(stage)
  table.onclick = () => saveScore(stage)
  return { root, verdict, score, hint, page: null, pages: {}, current: null }
}

export function paintBlank(stage, node, blank, solved) {
  if (solved) {
    node.dataset.blank = ""
    node.dataset.verdict = "right"
  }
  if (!blank) {
    if (!solved && node.dataset.blank !== undefined) {
      delete node.dataset.blank
      delete node.dataset.verdict
    }
    return
  }
  const { page } = stage.practice
  const key = blankKey(blank)
  node.dataset.blank = ""
  // A field that is there keeps the keyboard when the board is painted again.
  const input =
    node.querySelector("input") ??
    node.appendChild(
      element("input", { type: "text", inputmode: "decimal", autocomplete: "off", maxlength: 40 }),
    )
  input.setAttribute("aria-label", `Your number for ${blank.label}`)
  const typed = page.typed[key] ?? ""
  if (input.value !== typed) input.value = typed
  if (page.wrong?.[key]) node.dataset.verdict = "wrong"
  else delete node.dataset.verdict
  input.onfocus = () => {
    Object.assign(stage, { pointed: null }).practice.current = blank
    refreshExplanation(stage)
  }
  input.oninput = () => {
    page.typed[key] = input.value
    keepPractice(stage)
  }
  input.onkeydown = event => {
    if (["Enter", "PageDown"].includes(event.key)) {
      event.preventDefault()
      event.stopPropagation()
      check(stage, blank)
    } else if (event.key !== "Escape") event.stopPropagation()
  }
  input.onchange = () => check(stage, blank)
}

const inputOf = (stage, blank) =>
  stage.views
    .find(view => view.name === blank.name && !view.echo)
    ?.cells[blank.row][blank.col].querySelector("input")

// From anywhere on the page to the first field that is open on this step.
export function enterBlank(stage) {
  const input = unsolved(stage)
    .map(blank => inputOf(stage, blank))
    .find(Boolean)
  input?.focus({ preventScroll: true })
  return Boolean(input)
}

// Another exercise may have been chosen far below the board: it comes into view, and has the
// keyboard, unless a field has it.
export function showBlank(stage) {
  const { root, caption } = stage
  const blank = blankNow(stage)
  const place = (blank && inputOf(stage, blank)) ?? caption
  const { top, bottom } = place.getBoundingClientRect()
  if (top < 0 || bottom > window.innerHeight) {
    stage.resting = true
    if (stage.sizes) root.closest("[data-testid=stMain]")?.scrollTo({ top: 0 })
    else place.scrollIntoView({ block: "center" })
  }
  if (document.activeElement?.matches("input, textarea")) return
  // On a phone the keyboard would lie on the board.
  if (!stage.sizes || !enterBlank(stage)) root.focus({ preventScroll: true })
}

function check(stage, blank) {
  const { practice } = stage
  const { page } = practice
  const typed = page.typed[blankKey(blank)] ?? ""
  if (isSolved(stage, blank) || (page.wrong?.[blankKey(blank)] === typed && typed)) return
  const { value, error } = readAnswer(typed)
  if (error) {
    say(stage, error)
    return
  }
  page.tries += 1
  const near = other => Math.abs(value - other) <= blank.tolerance + 1e-9
  if (near(blank.answer)) {
    page.solved[blankKey(blank)] = typed
    keepPractice(stage)
    goOn(stage, blank)
    return
  }
  const mistake = blank.mistakes.find(({ value: other }) => near(other))
  page.wrong = { ...page.wrong, [blankKey(blank)]: typed }
  say(
    stage,
    `${blank.label}: ${mistake ? mistake.why : "not this number. A hint shows its formula."}`,
  )
  inputOf(stage, blank)?.closest("td").setAttribute("data-verdict", "wrong")
}

function say(stage, sentence) {
  stage.practice.verdict.textContent = sentence
  keepPractice(stage)
}

// What is right stays; the next blank takes the keyboard, on the next step if this one has no more.
function goOn(stage, blank) {
  const open = unsolved(stage)
  const shown = formatNumber(blank.answer, stage.decimals)
  stage.practice.verdict.textContent = open.length
    ? `Right: ${blank.label} = ${shown}.`
    : `Right: ${blank.label} = ${shown}. The exercise is solved.`
  stage.goTo(heldAt(stage))
  if (!enterBlank(stage)) stage.root.focus({ preventScroll: true })
}

function giveHint(stage) {
  const open = unsolved(stage)
  const blank =
    open.find(each => each === stage.practice.current) ??
    open.find(each => inputOf(stage, each)) ??
    open[0]
  if (!blank) return
  const { hints } = stage.practice.page
  const given = Math.min((hints[blankKey(blank)] ?? 0) + 1, blank.hints.length)
  hints[blankKey(blank)] = given
  say(stage, `Hint ${given} of ${blank.hints.length}: ${blank.hints[given - 1]}`)
  inputOf(stage, blank)?.focus({ preventScroll: true })
}
