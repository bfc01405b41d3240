// One screen: rows are measured once for a board, then flow in as many columns as make the type
// largest. What does not fit with the smallest type folds, first what the step has least use for.
// Where a screen is too small for that (a phone, a low window) the rows stand one below the other,
// and the page scrolls.

import { reserveAsk } from "./ask.js"
import { paintCaption } from "./caption.js"
import { stillness } from "./dom.js"
import { refreshExplanation, tighten } from "./explain.js"

// The type in which rows are measured, in px; all lengths in them are em, so they grow with it.
const MEASURED = 16
// The board's type, in px, and as a part of the screen's height.
const TYPE = { least: 10, most: 21, large: 1 / 42, hall: { least: 1 / 60, most: 1 / 18 } }
// The first three in px, the last three in em.
const ROOM = { width: 832, narrow: 660, height: 440, columns: 3, across: 1.6, down: 0.7, spread: 2 }
const FOLDED = { width: 8, height: 1.7 } // em

const rowsOf = (stage, scene) => [
  ...stage.rows.querySelectorAll(`:scope > [data-scene="${CSS.escape(scene)}"] > .row`),
]

// What a stage is laid out for, in px: its width, the height below its upper edge, the window's
// height.
export function placeOf({ root }) {
  const scrolled = root.closest("[data-testid=stMain]")?.scrollTop ?? window.scrollY
  return [
    root.clientWidth,
    Math.floor(window.innerHeight - root.getBoundingClientRect().top - scrolled - 6),
    window.innerHeight,
  ]
}

// The stage ends where the window ends, also when what stands above it grows.
export function fit(stage) {
  const { root, board } = stage
  if (!board) return
  // Its first layout is the one that measures it.
  if (stage.sizes === undefined) stage.rows.hidden = true
  stage.place = placeOf(stage)
  const [width, room] = stage.place
  root.style.setProperty("--screen", `${room}px`)
  house(stage, board.present || (width >= ROOM.narrow && room >= ROOM.height))
  if (stage.sizes && !board.present && width < ROOM.width && isCut(stage)) house(stage, false)
}

// Is a row too wide even with the smallest type?
const isCut = ({ sizes, type, room }) =>
  Math.max(...[...sizes.values()].map(({ width }) => width)) * type.least > room.width

// On one screen, or as the page flows.
function house(stage, fitted) {
  const { root, board } = stage
  root.toggleAttribute("data-fit", fitted)
  const host = fitted ? stage.head : stage.side.root
  if (stage.explain.root.parentElement !== host) host.append(stage.explain.root)
  if (fitted) stage.explain.root.style.removeProperty("top")
  // An exercise has no strip.
  const practiceHost = board.practice && fitted ? stage.stripHost : stage.foot
  if (stage.practice.root.parentElement !== practiceHost) practiceHost.append(stage.practice.root)
  stage.rows.hidden = false
  measure(stage)
  paintRows(stage, board.steps[stage.step])
  if (fitted) tighten(stage)
  else refreshExplanation(stage) // whose place is beside its row
}

function measure(stage) {
  const { root, rows, body } = stage
  stage.packings = new Map()
  stage.sizes = null
  if (!root.hasAttribute("data-fit")) return
  root.toggleAttribute("data-measuring", true)
  const all = [...rows.querySelectorAll(".row")]
  for (const row of all) {
    row.dataset.folded = false
    row.style.width = ""
  }
  // Before anything is asked for: a large board takes seconds to lay out, once.
  rows.style.fontSize = `${MEASURED}px`
  reserve(stage)
  reserveAsk(stage)
  stage.sizes = new Map(
    all.map(row => [
      row,
      { width: row.offsetWidth / MEASURED, height: row.offsetHeight / MEASURED },
    ]),
  )
  root.toggleAttribute("data-measuring", false)
  const { least, most, large, hall } = TYPE
  const high = window.innerHeight
  stage.type = stage.board.present
    ? { least: hall.least * high, most: hall.most * high }
    : { least, most: Math.max(most, large * high) }
  stage.room = { width: rows.clientWidth - 4, height: 0.98 * body.clientHeight }
  if (!stage.board.present && !root.hasAttribute("data-diagram")) trim(stage)
}

// A small board leaves the rest of the window to what comes after it. All scenes count: the stage
// does not change with a step.
function trim(stage) {
  const { root, room, type } = stage
  const scenes = new Set(stage.board.rows.map(row => row.scene))
  const spare = Math.min(
    ...[...scenes].map(scene => {
      const plan = packing(stage, together(stage, scene), new Set())
      const loose = Math.max(
        ...plan.columns.map(({ height, items }) => height + ROOM.spread * items.length),
      )
      return room.height - Math.min(type.most, plan.size) * (plan.foot + loose)
    }),
  )
  if (spare <= 0) return
  root.style.setProperty("--screen", `${Math.ceil(root.offsetHeight - spare)}px`)
  room.height -= spare
  stage.packings.clear()
}

// The rows that are seen with a scene: its own, and those of all scenes.
const together = (stage, scene) => [...new Set(["", scene])].flatMap(name => rowsOf(stage, name))

// The longest of all sentences has its place from the start: rows do not move when it comes.
function reserve(stage) {
  const { caption, board, step } = stage
  const length = ({ title, caption }) =>
    title.length + caption.reduce((sum, part) => sum + (part.length ?? 6), 0)
  const longest = board.steps.reduce((most, one) => (length(one) > length(most) ? one : most))
  caption.style.setProperty("--told", "0px")
  paintCaption(stage, longest)
  caption.style.setProperty("--told", `${caption.offsetHeight}px`)
  paintCaption(stage, board.steps[step])
}

// All ways to break n rows into columns, each as the indices at which a column begins.
function breaks(n) {
  const ways = [[0]]
  for (let second = 1; second < n; second++) {
    ways.push([0, second])
    for (let third = second + 1; third < n && ROOM.columns > 2; third++)
      ways.push([0, second, third])
  }
  return ways
}

// The columns in which the type is largest, with or without the last row below them all, in the
// whole width: {size in px, columns: [{width, height, items}], width of the columns, under: rows,
// foot: their height}.
function pack(items, room) {
  let best = null
  for (const last of items.length > 2 ? [0, 1] : [0]) {
    const under = items.slice(items.length - last)
    const foot = under.reduce((sum, item) => sum + item.height + ROOM.down, 0)
    for (const starts of breaks(items.length - last)) {
      const columns = starts.map((start, k) => {
        const inside = items.slice(start, starts[k + 1] ?? items.length - last)
        const height =
          inside.reduce((sum, item) => sum + item.height, 0) + ROOM.down * (inside.length - 1)
        return { items: inside, height, width: Math.max(...inside.map(item => item.width)) }
      })
      const width =
        columns.reduce((sum, column) => sum + column.width, 0) + ROOM.across * (columns.length - 1)
      const widest = Math.max(width, ...under.map(item => item.width))
      const size = Math.min(
        room.width / widest,
        room.height / (foot + Math.max(...columns.map(column => column.height))),
      )
      if (!best || size > best.size * 1.02) best = { size, columns, width, under, foot }
    }
  }
  return best
}

// Rows with their folds → where each goes.
function packing(stage, rows, folded) {
  const key =
    rows.map(row => (folded.has(row) ? "-" : "+")).join("") + rows[0].parentElement.dataset.scene
  if (!stage.packings.has(key))
    stage.packings.set(
      key,
      pack(
        rows.map(row => ({ row, ...(folded.has(row) ? FOLDED : stage.sizes.get(row)) })),
        stage.room,
      ),
    )
  return stage.packings.get(key)
}

// Scenes lie over each other, and only the step's own is seen. Rows that the step does not need
// fold until the rest fits.
export function paintRows(stage, now) {
  const busy = new Set([...now.computes, ...stage.sources])
  for (const { dataset } of stage.rows.children)
    dataset.away = Boolean(dataset.scene) && dataset.scene !== now.scene
  const rows = together(stage, now.scene)
  for (const row of rows) {
    row.names ??= [...row.querySelectorAll("[data-testid=grid]")].map(node => node.dataset.name)
    row.dataset.needed = row.names.some(name => busy.has(name))
    row.dataset.current = now.computes.some(name => row.names.includes(name))
  }
  if (!stage.sizes) {
    stand(stage)
    return
  }
  const current = rows.findIndex(row => row.dataset.current === "true")
  const worth = row =>
    (row.dataset.needed === "true" ? rows.length : 0) - Math.abs(rows.indexOf(row) - current)
  const spare = rows
    .filter(row => row.dataset.current !== "true")
    .sort((one, other) => worth(one) - worth(other))
  const { least, most } = stage.type
  const folded = new Set()
  let plan = packing(stage, rows, folded)
  while (plan.size < least && spare.length) {
    folded.add(spare.shift())
    plan = packing(stage, rows, folded)
  }
  lay(stage, plan, Math.min(most, plan.size), folded)
}

function lay(stage, plan, type, folded) {
  const size = Math.floor(type * 4) / 4
  const room = { width: stage.room.width / size, height: stage.room.height / size }
  const across =
    ROOM.across +
    Math.max(0, Math.min(ROOM.spread, (room.width - plan.width) / plan.columns.length))
  stage.rows.style.fontSize = `${size}px`
  const put = (row, left, top, width) => {
    Object.assign(row.style, {
      left: `${left}em`,
      top: `${top}em`,
      width: folded.has(row) ? `${width}em` : "",
    })
    if (String(folded.has(row)) !== row.dataset.folded) fold(row, folded.has(row))
  }
  let left = 0
  let bottom = 0
  for (const { width, height, items } of plan.columns) {
    const down =
      ROOM.down +
      Math.max(0, Math.min(ROOM.spread, (room.height - plan.foot - height) / items.length))
    let top = 0
    for (const { row, height: tall } of items) {
      put(row, left, top, width)
      top += tall + down
    }
    bottom = Math.max(bottom, top)
    left += width + across
  }
  for (const { row } of plan.under) put(row, 0, bottom, plan.width)
}

function fold(row, folded) {
  row.dataset.folded = folded
  row.querySelector(".folded").textContent = !folded
    ? ""
    : [...row.querySelectorAll(".symbol, .sign")].map(node => node.textContent).join(" ")
}

// One below the other, as the page flows.
function stand(stage) {
  stage.rows.style.fontSize = ""
  for (const row of stage.rows.querySelectorAll(".row")) {
    Object.assign(row.style, { left: "", top: "", width: "" })
    fold(row, false)
  }
}

// On a page that scrolls, the row that is being computed is brought into view, and only if it is
// not.
export function reveal(stage) {
  const row = stage.rows.querySelector("[data-away=false] > [data-current=true]")
  if (row && !stage.sizes)
    row.scrollIntoView({ block: "nearest", behavior: stillness.matches ? "auto" : "smooth" })
}
