// What the reader typed, and the score: they stay in this browser.

import { askedBlanks, unsolved } from "./blanks.js"
import { element } from "./dom.js"

const NOTEBOOK = "unrolled-practice"

function readNotebook() {
  try {
    const pages = JSON.parse(localStorage.getItem(NOTEBOOK) ?? "{}")
    return pages && typeof pages === "object" && !Array.isArray(pages) ? pages : {}
  } catch {
    return {}
  }
}

const writeNotebook = pages => {
  try {
    localStorage.setItem(NOTEBOOK, JSON.stringify(pages))
  } catch {
    /* storage is full or off: it lasts as long as the page */
  }
}

// The page of this exercise in the reader's notebook.
export function openPractice(stage) {
  const { practice, board } = stage
  practice.root.hidden = !board.practice
  if (!board.practice || practice.key === board.practice.key) return
  practice.key = board.practice.key
  practice.pages = readNotebook()
  const kept = practice.pages[practice.key]
  practice.page = {
    typed: {},
    solved: {},
    hints: {},
    tries: 0,
    seconds: 0,
    ...(typeof kept === "object" ? kept : {}),
    label: board.practice.label,
  }
  practice.since = Date.now()
  practice.current = null
  practice.verdict.textContent = unsolved(stage).length
    ? board.practice.task
    : "This exercise is solved."
  paintScore(stage)
}

export function keepPractice(stage) {
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
  const blanks = askedBlanks(stage).length
  const given = Object.values(page.hints).reduce((sum, count) => sum + count, 0)
  const count = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`
  practice.score.textContent = [
    `exercises solved: ${done} of ${all.length}`,
    `here: ${blanks - unsolved(stage).length} of ${blanks} right`,
    count(page.tries, "try").replace("trys", "tries"),
    count(given, "hint"),
    `${Math.round(page.seconds)} s`,
  ].join(" · ")
}

export function saveScore(stage) {
  const quoted = text => `"${String(text).replaceAll('"', '""')}"`
  const lines = Object.entries(stage.practice.pages).map(([key, page]) =>
    [
      key,
      page.label ?? "",
      page.done ? "yes" : "no",
      page.tries,
      Object.values(page.hints ?? {}).reduce((sum, count) => sum + count, 0),
      Math.round(page.seconds),
    ]
      .map(quoted)
      .join(","),
  )
  const file = new Blob([["exercise,level,solved,tries,hints,seconds", ...lines].join("\r\n")], {
    type: "text/csv",
  })
  const link = element("a", { href: URL.createObjectURL(file), download: "unrolled-score.csv" })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
