// The stage: plays a storyboard. It knows grids, operations and steps, and nothing of what they
// mean.

import { leave, listenToKeys } from "../transport/transport.js"
import { paintAsk, receiveAsks } from "./ask.js"
import { heldAt } from "./blanks.js"
import { buildRow, paintGrid } from "./board.js"
import { paintCaption } from "./caption.js"
import { buildDiagram, paintDiagram } from "./diagram.js"
import { cameFromBehind, element, startingStep, stillness, writeUrl } from "./dom.js"
import { goOnTyping, paintEdits, receiveEdits, takeTyped } from "./edit.js"
import { buildEquations, paintEquations } from "./equations.js"
import { refreshExplanation } from "./explain.js"
import { buildFrame } from "./frame.js"
import { fit, paintRows, placeOf } from "./layout.js"
import { openPractice } from "./notebook.js"
import { longest } from "./numbers.js"
import { goTo, movesByStep, stops } from "./player.js"
import { listenToPointer } from "./pointer.js"
import { showBlank } from "./practice.js"
import { listenToSliders } from "./slider.js"
import { buildStrip, paintStrip } from "./strip.js"

const DENSE = 8 // a side longer than this makes all grids of the board smaller

function create(parent) {
  const stage = {
    board: null,
    step: 0,
    pin: null,
    pointed: null,
    undo: [],
    sent: [],
    edit: "",
    coarse: false,
    playing: null,
    views: [],
    sources: new Set(),
  }
  buildFrame(stage)
  // What the stage's parts ask of the whole, which calls them in turn.
  Object.assign(stage, movesByStep(stage), {
    paint: () => paint(stage),
    fit: () => fit(stage),
    goTo: (step, how) => goTo(stage, step, how),
  })
  listenToKeys(stage)
  listenToPointer(stage)
  listenToSliders(stage)
  parent.append(stage.root, stage.equations)
  stage.fitting = new ResizeObserver(() => {
    if (stage.board && String(stage.place) !== String(placeOf(stage))) fit(stage)
  })
  observe(stage)
  return stage
}

// What must be equal for the drawn board to be painted anew instead of built anew.
const layoutOf = data =>
  JSON.stringify([
    data.rows,
    data.strip && [data.strip.reads, data.strip.cells, data.strip.above],
    data.asides,
    data.diagram,
    data.equations,
    Object.entries(data.grids).map(([name, grid]) => [name, grid.rows, grid.cols, grid.editable]),
  ])

function receive(stage, data) {
  const layout = layoutOf(data)
  const typing = layout !== stage.layout && takeTyped(stage)
  const first = {}
  data.steps.forEach((step, index) =>
    step.computes.forEach(name => {
      first[name] ??= new Map()
      if (!first[name].has(step.t)) first[name].set(step.t, index)
    }),
  )
  const another = stage.board && stage.board.practice?.key !== data.practice?.key
  const asked = another
    ? data.start
    : stage.board
      ? stage.step
      : data.present && cameFromBehind()
        ? data.steps.length - 1
        : startingStep(data.start)
  const start = stage.board || asked < data.steps.length ? asked : data.start
  if (start >= data.steps.length) writeUrl({ t: data.steps.length - 1 })
  stage.board = { ...data, first, asks: receiveAsks(stage, data.steps) }
  openPractice(stage)
  Object.assign(stage, {
    decimals: data.decimals,
    asides: data.asides,
    step: another ? heldAt(stage) : Math.min(start, heldAt(stage)),
  })
  stage.editable = Object.values(data.grids).some(grid => grid.editable)
  stage.root.setAttribute("aria-label", data.label)
  stage.root.dataset.steps = data.steps.length
  stage.root.dataset.present = data.present
  if (layout !== stage.layout) build(stage)
  stage.layout = layout
  for (const view of stage.views) {
    const grid = data.grids[view.name]
    view.root.style.setProperty("--chars", longest(grid, data.decimals))
    view.root.toggleAttribute("data-aside", Boolean(data.asides && grid.aside && !view.echo))
  }
  paintEdits(stage)
  paint(stage)
  if (typing) goOnTyping(stage, typing)
  stage.root.removeAttribute("data-tall")
  fit(stage)
  follow(stage, data.steps[stage.step].t)
  stage.root.toggleAttribute(
    "data-tall",
    !stage.sizes && stage.rows.offsetHeight > window.innerHeight,
  )
  if (another) showBlank(stage)
}

function build(stage) {
  const { board } = stage
  const there = ref =>
    board.grids[ref?.name]?.rows.length > ref?.row && board.grids[ref.name].cols.length > ref.col
  // The board before may have had more cells.
  for (const held of ["pin", "pointed"]) if (!there(stage[held])) stage[held] = null
  const seen = new Set()
  stage.views = []
  const scenes = [...new Set(board.rows.map(row => row.scene))]
  stage.rows.replaceChildren(
    ...scenes.map(scene =>
      element(
        "div",
        { class: "scene", "data-scene": scene },
        ...board.rows
          .filter(row => row.scene === scene)
          .map(row => buildRow(board, row, seen, stage.views)),
      ),
    ),
  )
  stage.strip = buildStrip(board)
  stage.stripHost.replaceChildren(stage.strip.root)
  stage.root.toggleAttribute(
    "data-dense",
    Object.values(board.grids).some(grid => Math.max(grid.rows.length, grid.cols.length) > DENSE),
  )
  buildDiagram(stage)
  buildEquations(stage)
  buildParts(stage)
  const { scrub, ticks } = stage.transport
  const last = board.steps.length - 1
  scrub.max = last
  stage.big.hidden = stops({ ...stage, coarse: true }).length === board.steps.length
  const starts = board.steps.flatMap((step, index) =>
    index && step.t !== board.steps[index - 1].t ? [index] : [],
  )
  ticks.replaceChildren(
    ...starts.map(index => element("i", { style: `left:${(100 * index) / last}%` })),
  )
}

// A story in several parts can be entered at each of them.
function buildParts(stage) {
  const names = [...new Set(stage.board.steps.map(step => step.part))]
  stage.parts.hidden = names.length < 2
  stage.parts.replaceChildren(
    ...(names.length < 2 ? [] : names).map(name => {
      const node = element("button", { type: "button", "data-part": name }, name)
      node.onclick = () =>
        goTo(
          stage,
          stage.board.steps.findIndex(step => step.part === name),
        )
      return node
    }),
  )
}

function paint(stage) {
  const { board, step, root } = stage
  const now = board.steps[step]
  stage.sources = new Set(
    now.computes.flatMap(name =>
      board.grids[name].of.filter(([, dt]) => dt === 0).map(([from]) => from),
    ),
  )
  Object.assign(root.dataset, { step, t: now.t, phase: now.phase })
  stage.views.forEach(view => paintGrid(stage, view, step))
  paintStrip(stage, step)
  paintCaption(stage, now)
  paintRows(stage, now)
  paintDiagram(stage, now)
  paintEquations(stage, now)
  for (const node of stage.parts.children)
    node.setAttribute("aria-pressed", node.dataset.part === now.part)
  const { scrub, position } = stage.transport
  scrub.value = step
  scrub.setAttribute("aria-valuetext", `step ${step + 1} of ${board.steps.length}: ${now.title}`)
  position.textContent = `${step + 1} / ${board.steps.length}`
  paintAsk(stage)
  refreshExplanation(stage)
  follow(stage, now.t)
}

// The strip scrolls sideways inside itself; the page never does.
function follow(stage, t) {
  const host = stage.strip.root
  const column = stage.strip.columns[t]?.root
  // To ask for a width costs the layout of the whole board.
  if (stage.sizes === undefined || stage.followed === column) return
  stage.followed = column
  if (!column || host.scrollWidth <= host.clientWidth) return
  host.scrollTo({
    left: column.offsetLeft - host.clientWidth / 2 + column.offsetWidth / 2,
    behavior: stillness.matches ? "auto" : "smooth",
  })
}

// The player that has stood here since before the page did (ui/player/opening).
function takenOver(parentElement) {
  const opening = window.unrolledOpening
  if (!opening) return null
  const { stage } = opening
  if (stage.path !== window.location.pathname) {
    opening.leave()
    return null
  }
  delete window.unrolledOpening
  const held = document.activeElement
  parentElement.append(stage.root, stage.equations)
  if (stage.root.contains(held)) held.focus({ preventScroll: true })
  opening.remove()
  observe(stage)
  return stage
}

function observe({ fitting }) {
  fitting.disconnect()
  fitting.observe(document.querySelector("[data-testid=stMainBlockContainer]") ?? document.body)
}

// Streamlit calls this again on new data and on a change of theme; the stage lives on its parent
// element.
export default function mount({ data: { board }, parentElement, setStateValue }) {
  const data = JSON.parse(board)
  const fresh = !parentElement.stage
  const stage = (parentElement.stage ??= takenOver(parentElement) ?? create(parentElement))
  const known = fresh && board === stage.text // it was taken over, and has drawn this board
  Object.assign(stage, { send: setStateValue, text: board })
  receiveEdits(stage, data.edit, fresh)
  if (!known) receive(stage, data)
  if (fresh) writeUrl({ t: stage.step }) // what another stage left there is not this one's
  if (fresh && data.present) stage.root.focus({ preventScroll: true })
  return () => {
    stage.fitting.disconnect()
    stage.equations.remove()
    leave(stage)
    delete parentElement.stage
  }
}
