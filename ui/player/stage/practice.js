// Cells that the reader fills in. They are checked here, against the board's own values; nothing is sent anywhere. What
// was typed, and the score, stay in this browser.

const NOTEBOOK = "unrolled-practice"
const FRACTIONS = { "½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125 }

const blankKey = blank => `${blank.name}.${blank.t}.${blank.row}.${blank.col}`
const findBlank = (stage, name, t, row, col) => stage.board.practice?.blanks.find(blank =>
  blank.name === name && blank.row === row && blank.col === col && (blank.t === t || !stage.board.grids[name].timed))
const isSolved = (stage, blank) => Boolean(stage.practice.page?.solved[blankKey(blank)])
const sameCell = (one, other) => one && other && blankKey(one) === blankKey(other)
const asked = ({ board: { practice } }) => (practice?.blanks ?? []).filter(blank => !practice.false || sameCell(blank, practice.false))
const unsolved = stage => asked(stage).filter(blank => !isSolved(stage, blank))

// The cell that the reader has to fill in here, if there is one; a number that may be the wrong one is so once it is opened.
function blankAt(stage, name, t, row, col) {
  const blank = findBlank(stage, name, t, row, col)
  if (!blank || isSolved(stage, blank)) return null
  return !stage.board.practice.false || (sameCell(blank, stage.board.practice.false) && stage.practice.page.found) ? blank : null
}

// The blank that is to be filled in at this step: the one that was last in hand, else the first.
function blankNow(stage) {
  const { board, step, practice } = stage
  const { t } = board.steps[step]
  const open = unsolved(stage).filter(blank => blank.t === t && isShown(board, blank.name, t, step) && blankAt(stage, blank.name, t, blank.row, blank.col))
  return open.find(blank => blank === practice.current) ?? open[0] ?? null
}

// Is this number one that the reader is to judge? Then nothing tells how it was made.
const isJudged = (stage, { name, t, row, col }) =>
  Boolean(findBlank(stage, name, t, row, col)) && unsolved(stage).length > 0 && Boolean(stage.board.practice.false)

// The wrong number that is shown in this place, until it is put right.
function falseAt(stage, name, t, row, col) {
  const shown = stage.board.practice?.false
  const here = shown && shown.name === name && shown.t === t && shown.row === row && shown.col === col
  return here && unsolved(stage).length ? shown.value : undefined
}

// A number that the reader takes for the wrong one.
function accuse(stage, cell) {
  const { name, t, row, col } = cellAt(stage, cell)
  const blank = findBlank(stage, name, t, row, col)
  const { practice } = stage
  if (!blank || !isJudged(stage, blank) || practice.page.found) return false
  practice.page.tries += 1
  practice.page.found = sameCell(blank, stage.board.practice.false)
  say(stage, practice.page.found ? `${blank.label} is the wrong one. What should it be?` : `${blank.label} is right: ${blank.hints[1]}.`)
  paint(stage)
  if (practice.page.found) inputOf(stage, blank)?.focus()
  return true
}

const solvedAt = (stage, name, t, row, col) => {
  const blank = findBlank(stage, name, t, row, col)
  return Boolean(blank && isSolved(stage, blank))
}

// The last step that may be shown: a blank is not walked past. Where a number is to be found, all are there.
function heldAt(stage) {
  const { steps, practice } = stage.board
  if (practice?.false) return steps.length - 1
  const open = unsolved(stage)
  const at = steps.findIndex(step => open.some(blank => blank.t === step.t && step.computes.includes(blank.name)))
  return at < 0 ? steps.length - 1 : at
}

// One number, however a person writes it: 0.3, 0,30, .3, −0.3, ½, 1½, 1/2, 3e-1, 3·10⁻¹. {value} or {error}.
function readAnswer(typed) {
  const text = typed.trim().replace(/[−–]/g, "-").replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g, power => `^${[...power].map(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".indexOf(digit)).map(at => (at === 10 ? "-" : at)).join("")}`)
  if (!text) return { error: "Type a number, such as −0.35." }
  const [, sign, whole, fraction] = text.match(/^([+-]?)(\d{0,6})\s?([½¼¾⅓⅔⅛])$/) ?? []
  if (fraction) return { value: (sign === "-" ? -1 : 1) * (Number(whole) + FRACTIONS[fraction]) }
  const [, above, below] = text.match(/^([+-]?\d{1,6})\s*\/\s*(\d{1,6})$/) ?? []
  if (below && Number(below)) return { value: Number(above) / Number(below) }
  const [, factor, power] = text.match(/^(?:([+-]?\d+(?:[.,]\d*)?)\s?[·×*x]\s?)?10\^(-?\d{1,3})$/) ?? []
  if (power) return { value: Number((factor ?? "1").replace(",", ".")) * 10 ** Number(power) }
  if (/^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,3})?$/i.test(text)) return { value: Number(text.replace(",", ".")) }
  const several = text.split(/[\s;|]+/).length
  if (several > 1) return { error: `One number is expected for this cell; here are ${several}.` }
  return { error: `“${typed.trim().slice(0, 12)}” is not a number. Write it as 0.35, 0,35 or −0.35.` }
}

function readNotebook() {
  try {
    const found = JSON.parse(localStorage.getItem(NOTEBOOK) ?? "{}")
    return found && typeof found === "object" && !Array.isArray(found) ? found : {}
  } catch { return {} }
}

const writeNotebook = pages => {
  try { localStorage.setItem(NOTEBOOK, JSON.stringify(pages)) } catch { /* storage is full or off: it lasts as long as the page */ }
}

function buildPractice(stage) {
  const verdict = element("p", { class: "verdict", "data-testid": "verdict", role: "status" })
  const score = element("p", { class: "score", "data-testid": "score" })
  const hint = element("button", { type: "button" }, "Hint")
  const table = element("button", { type: "button" }, "Score as CSV")
  const root = element("div", { class: "practice", hidden: true }, verdict, element("div", { class: "ledger" }, hint, score, table))
  hint.onclick = () => giveHint(stage)
  table.onclick = () => saveScore(stage)
  return { root, verdict, score, hint, page: null, pages: {}, current: null }
}

// The page of this exercise in the reader's notebook.
function openPractice(stage) {
  const { practice, board } = stage
  practice.root.hidden = !board.practice
  if (!board.practice || practice.key === board.practice.key) return
  practice.key = board.practice.key
  practice.pages = readNotebook()
  const kept = practice.pages[practice.key]
  practice.page = { typed: {}, solved: {}, hints: {}, tries: 0, seconds: 0, ...(typeof kept === "object" ? kept : {}), label: board.practice.label }
  practice.since = Date.now()
  practice.current = null
  practice.verdict.textContent = unsolved(stage).length ? board.practice.task : "This exercise is solved."
  paintScore(stage)
}

function keepPractice(stage) {
  const { practice } = stage
  const { page } = practice
  if (unsolved(stage).length || !page.done) page.seconds += (Date.now() - practice.since) / 1000
  practice.since = Date.now()
  page.done = !unsolved(stage).length
  practice.pages = { ...readNotebook(), [practice.key]: page }
  writeNotebook(practice.pages)
  paintScore(stage)
}

// An exercise that was only looked at is not kept, and not counted.
function paintScore(stage) {
  const { practice } = stage
  const { page } = practice
  const all = Object.values({ ...practice.pages, [practice.key]: page })
  const done = all.filter(one => one.done).length
  const given = Object.values(page.hints).reduce((sum, count) => sum + count, 0)
  const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`
  practice.score.textContent = [`exercises solved: ${done} of ${all.length}`,
    `here: ${asked(stage).length - unsolved(stage).length} of ${asked(stage).length} right`,
    count(page.tries, "try").replace("trys", "tries"), count(given, "hint"), `${Math.round(page.seconds)} s`].join(" · ")
}

function paintBlank(stage, node, blank, solved) {
  if (solved) { node.dataset.blank = ""; node.dataset.verdict = "right" }
  if (!blank) { if (!solved && node.dataset.blank !== undefined) { delete node.dataset.blank; delete node.dataset.verdict } return }
  const { page } = stage.practice
  const key = blankKey(blank)
  node.dataset.blank = ""
  // A field that is there keeps the keyboard when the board is painted again.
  const input = node.querySelector("input") ?? node.appendChild(element("input", { type: "text", inputmode: "decimal", autocomplete: "off", maxlength: 40 }))
  input.setAttribute("aria-label", `Your number for ${blank.label}`)
  const typed = page.typed[key] ?? ""
  if (input.value !== typed) input.value = typed
  if (page.wrong?.[key]) node.dataset.verdict = "wrong"
  else delete node.dataset.verdict
  input.onfocus = () => { Object.assign(stage, { pointed: null }).practice.current = blank; refreshExplanation(stage) }
  input.oninput = () => { page.typed[key] = input.value; keepPractice(stage) }
  input.onkeydown = event => {
    if (["Enter", "PageDown"].includes(event.key)) { event.preventDefault(); event.stopPropagation(); check(stage, blank) }
    else if (event.key !== "Escape") event.stopPropagation()
  }
  input.onchange = () => check(stage, blank)
}

const inputOf = (stage, blank) => stage.views.find(view => view.name === blank.name && !view.echo)?.cells[blank.row][blank.col].querySelector("input")

function enter(stage, cell) {
  const input = cell.querySelector("input")
  if (input) input.focus()
  else if (!accuse(stage, cell)) activate(stage, cell)
}

// From anywhere on the page to the first field that is open on this step.
function enterBlank(stage) {
  const input = unsolved(stage).map(blank => inputOf(stage, blank)).find(Boolean)
  input?.focus({ preventScroll: true })
  return Boolean(input)
}

// Another exercise may have been chosen far below the board: it comes into view, and has the keyboard, unless a field has it.
function showBlank(stage) {
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
  if (!stage.sizes || !enterBlank(stage)) root.focus({ preventScroll: true }) // on a phone the keyboard would lie on the board
}

function check(stage, blank) {
  const { practice } = stage
  const { page } = practice
  const typed = page.typed[blankKey(blank)] ?? ""
  if (isSolved(stage, blank) || (page.wrong?.[blankKey(blank)] === typed && typed)) return
  const { value, error } = readAnswer(typed)
  if (error) { say(stage, error); return }
  page.tries += 1
  const near = other => Math.abs(value - other) <= blank.tolerance + 1e-9
  if (near(blank.answer)) {
    page.solved[blankKey(blank)] = typed
    keepPractice(stage)
    goOn(stage, blank)
    return
  }
  const slip = blank.slips.find(({ value: other }) => near(other))
  page.wrong = { ...page.wrong, [blankKey(blank)]: typed }
  say(stage, `${blank.label}: ${slip ? slip.why : "not this number. A hint shows its formula."}`)
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
  stage.practice.verdict.textContent = open.length ? `Right: ${blank.label} = ${shown}.` : `Right: ${blank.label} = ${shown}. The exercise is solved.`
  goTo(stage, heldAt(stage))
  if (!enterBlank(stage)) stage.root.focus({ preventScroll: true })
}

function giveHint(stage) {
  const open = unsolved(stage)
  const blank = open.find(each => each === stage.practice.current) ?? open.find(each => inputOf(stage, each)) ?? open[0]
  if (!blank) return
  const { hints } = stage.practice.page
  const given = Math.min((hints[blankKey(blank)] ?? 0) + 1, blank.hints.length)
  hints[blankKey(blank)] = given
  say(stage, `Hint ${given} of ${blank.hints.length}: ${blank.hints[given - 1]}`)
  inputOf(stage, blank)?.focus({ preventScroll: true })
}

function saveScore(stage) {
  const quoted = text => `"${String(text).replaceAll('"', '""')}"`
  const lines = Object.entries(stage.practice.pages).map(([key, page]) => [key, page.label ?? "", page.done ? "yes" : "no", page.tries,
    Object.values(page.hints ?? {}).reduce((sum, count) => sum + count, 0), Math.round(page.seconds)].map(quoted).join(","))
  const file = new Blob([["exercise,level,solved,tries,hints,seconds", ...lines].join("\r\n")], { type: "text/csv" })
  const link = element("a", { href: URL.createObjectURL(file), download: "unrolled-score.csv" })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
