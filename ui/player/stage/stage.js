// The stage: plays a storyboard. It knows grids, operations and steps, and nothing of what they mean.

const DENSE = 8 // a side longer than this makes all grids of the board smaller

function create(parent) {
  const stage = { board: null, step: 0, pin: null, pointed: null, undo: [], sent: [], edit: "", coarse: false, playing: null, views: [], sources: new Set() }
  const root = element("div", { class: "stage", "data-testid": "stage", role: "group", tabindex: 0 })
  stage.root = root
  stage.path = window.location.pathname
  stage.stripHost = element("div", { class: "strip-host" })
  stage.caption = element("p", { class: "caption", "data-testid": "caption", "aria-live": "polite" })
  stage.rows = element("div", { class: "rows" })
  const close = element("button", { type: "button", class: "unpin", "aria-label": "Unpin", hidden: true }, "✕")
  close.onclick = () => unpin(stage)
  stage.explain = { body: element("div", { class: "lines", "data-testid": "explain" }), close }
  stage.explain.root = element("aside", { class: "explain", "aria-label": "How this number was made", tabindex: 0 }, close, stage.explain.body)
  stage.side = { diagram: element("div", { class: "diagram", "data-testid": "diagram" }) }
  stage.side.root = element("div", { class: "side" }, stage.side.diagram, stage.explain.root)
  stage.body = element("div", { class: "body" }, stage.rows, stage.side.root)
  stage.parts = element("nav", { class: "parts", "aria-label": "Parts of the story" })
  Object.assign(stage, moves(stage))
  stage.big = bigSteps(stage)
  stage.transport = buildTransport(stage, {}, stage.big)
  const undo = element("button", { type: "button" }, "Undo")
  const reset = element("button", { type: "button" }, "Reset weights")
  const edits = element("span", { class: "edits", role: "status" })
  undo.onclick = () => commitEdits(stage, stage.undo.pop(), false)
  reset.onclick = () => commitEdits(stage, "")
  stage.tools = { undo, reset, edits, root: element("div", { class: "tools" }, element("span", { class: "hint" }, EDIT_HINT), edits, undo, reset) }
  stage.practice = buildPractice(stage)
  stage.ask = buildAsk(stage)
  stage.head = element("div", { class: "head" }, stage.stripHost)
  stage.foot = element("div", { class: "foot" }, stage.parts, stage.ask.root, stage.tools.root, stage.practice.root)
  root.append(stage.head, element("div", { class: "board" }, stage.caption, stage.body, stage.foot), stage.transport.root)
  listen(stage)
  stage.equations = element("div", { class: "stage equations", role: "group", "aria-label": "The equations" })
  parent.append(root, stage.equations)
  stage.fitting = new ResizeObserver(() => { if (stage.board && String(stage.place) !== String(placeOf(stage))) fit(stage) })
  observe(stage)
  return stage
}

function listen(stage) {
  const { root } = stage
  listenToKeys(stage)
  root.onclick = event => {
    const column = event.target.closest("[data-column]")
    if (column) goTo(stage, firstStepAt(stage, Number(column.dataset.column)))
    const cell = event.target.closest("td[data-row]")
    if (cell && !event.target.matches("input")) enter(stage, cell)
  }
  listenToSliders(stage)
  const point = event => {
    if (event.target.matches?.("input")) return
    const ref = cellAt(stage, event.target)
    const same = JSON.stringify(ref) === JSON.stringify(stage.pointed)
    stage.pointed = ref
    if (!same) refreshExplanation(stage)
  }
  // A board that has come under a pointer at rest is not what the pointer points at.
  root.onpointerover = event => { if (event.pointerType === "mouse" && !stage.resting) point(event) }
  root.addEventListener("pointermove", event => {
    if (!stage.resting || !(event.movementX || event.movementY)) return
    stage.resting = false
    point(event)
  })
  root.onpointerleave = () => { stage.pointed = null; refreshExplanation(stage) }
  root.addEventListener("focusin", event => { if (event.target.matches("td")) point(event) })
}

// The first step of a time step: in the part that is being played, if that part comes to it.
function firstStepAt({ board, step }, t) {
  const inPart = board.steps.findIndex(other => other.t === t && other.part === board.steps[step].part)
  return inPart < 0 ? board.steps.findIndex(other => other.t === t) : inPart
}

function activate(stage, cell) {
  if (cell.dataset.editable !== undefined) { openEditor(stage, cell); return }
  stage.pin = cellAt(stage, cell)
  stage.pointed = null
  refreshExplanation(stage)
  const { name, row, col } = stage.pin
  if (stage.board.picks.includes(name)) stage.send("pick", `${name}.${row}.${col}`)
}

function unpin(stage) {
  stage.pin = null
  stage.pointed = null
  refreshExplanation(stage)
}

// What must be equal for the drawn board to be painted anew instead of built anew.
const layoutOf = data => JSON.stringify([data.rows, data.strip && [data.strip.reads, data.strip.cells, data.strip.above], data.asides,
  data.diagram, data.equations, Object.entries(data.grids).map(([name, grid]) => [name, grid.rows, grid.cols, grid.editable])])

function receive(stage, data) {
  const layout = layoutOf(data)
  const typing = layout !== stage.layout && takeTyped(stage)
  const first = {}
  data.steps.forEach((step, index) => step.computes.forEach(name => {
    first[name] ??= new Map()
    if (!first[name].has(step.t)) first[name].set(step.t, index)
  }))
  const another = stage.board && stage.board.practice?.key !== data.practice?.key
  const asked = another ? data.start : stage.board ? stage.step : data.present && cameFromBehind() ? data.steps.length - 1 : startingStep(data.start)
  const start = stage.board || asked < data.steps.length ? asked : data.start
  if (start >= data.steps.length) writeUrl({ t: data.steps.length - 1 })
  stage.board = { ...data, first, asks: receiveAsks(stage, data.steps) }
  openPractice(stage)
  Object.assign(stage, { decimals: data.decimals, asides: data.asides, step: another ? heldAt(stage) : Math.min(start, heldAt(stage)) })
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
  stage.root.toggleAttribute("data-tall", !stage.sizes && stage.rows.offsetHeight > window.innerHeight)
  if (another) showBlank(stage)
}

function build(stage) {
  const { board } = stage
  const there = ref => board.grids[ref?.name]?.rows.length > ref?.row && board.grids[ref.name].cols.length > ref.col
  for (const held of ["pin", "pointed"]) if (!there(stage[held])) stage[held] = null // the board before had more cells
  const seen = new Set()
  stage.views = []
  const scenes = [...new Set(board.rows.map(row => row.scene))]
  stage.rows.replaceChildren(...scenes.map(scene => element("div", { class: "scene", "data-scene": scene },
    ...board.rows.filter(row => row.scene === scene).map(row => buildRow(board, row, seen, stage.views)))))
  stage.strip = buildStrip(board)
  stage.stripHost.replaceChildren(stage.strip.root)
  stage.root.toggleAttribute("data-dense", Object.values(board.grids).some(grid => Math.max(grid.rows.length, grid.cols.length) > DENSE))
  buildDiagram(stage)
  buildEquations(stage)
  buildParts(stage)
  const { scrub, ticks } = stage.transport
  const last = board.steps.length - 1
  scrub.max = last
  stage.big.hidden = stops({ ...stage, coarse: true }).length === board.steps.length
  const starts = board.steps.flatMap((step, index) => (index && step.t !== board.steps[index - 1].t ? [index] : []))
  ticks.replaceChildren(...starts.map(index => element("i", { style: `left:${(100 * index) / last}%` })))
}

// A story in several parts can be entered at each of them.
function buildParts(stage) {
  const names = [...new Set(stage.board.steps.map(step => step.part))]
  stage.parts.hidden = names.length < 2
  stage.parts.replaceChildren(...(names.length < 2 ? [] : names).map(name => {
    const node = element("button", { type: "button", "data-part": name }, name)
    node.onclick = () => goTo(stage, stage.board.steps.findIndex(step => step.part === name))
    return node
  }))
}

function paint(stage) {
  const { board, step, root } = stage
  const now = board.steps[step]
  stage.sources = new Set(now.computes.flatMap(name => board.grids[name].of.filter(([, dt]) => dt === 0).map(([from]) => from)))
  Object.assign(root.dataset, { step, t: now.t, phase: now.phase })
  stage.views.forEach(view => paintGrid(stage, view, step))
  paintStrip(stage, step)
  paintCaption(stage, now)
  paintRows(stage, now)
  paintDiagram(stage, now)
  paintEquations(stage, now)
  for (const node of stage.parts.children) node.setAttribute("aria-pressed", node.dataset.part === now.part)
  const { scrub, position } = stage.transport
  scrub.value = step
  scrub.setAttribute("aria-valuetext", `step ${step + 1} of ${board.steps.length}: ${now.title}`)
  position.textContent = `${step + 1} / ${board.steps.length}`
  paintAsk(stage)
  refreshExplanation(stage)
  follow(stage, now.t)
}

function paintCaption(stage, now) {
  const parts = now.caption.flatMap(part => {
    if (typeof part === "string") return withMath(part)
    if ("sym" in part) return symbolNode(stage.board.grids[part.sym], now.t + part.dt)
    if ("ink" in part) return element("b", { "data-ink": part.role }, part.ink)
    const ref = { name: part.num, t: now.t + part.dt, row: part.row, col: part.col }
    return element("span", { class: "number" }, formatNumber(numberAt(stage.board, ref), stage.decimals, stage.board.grids[part.num], true))
  })
  const part = stage.board.steps.filter(step => step.part === now.part)
  const same = part.filter(step => step.t === now.t)
  const time = now.part && same.length === part.length ? "" : `t = ${now.t + 1}`
  const place = [now.part, time, `${same.indexOf(now) + 1} of ${same.length}`].filter(Boolean).join(" · ")
  stage.caption.replaceChildren(element("span", { class: "place" }, place), element("strong", {}, ...withMath(now.title)), " ", ...glued(parts))
}

// The strip scrolls sideways inside itself; the page never does.
function follow(stage, t) {
  const host = stage.strip.root
  const column = stage.strip.columns[t]?.root
  if (stage.sizes === undefined || stage.followed === column) return // to ask for a width costs the layout of the whole board
  stage.followed = column
  if (!column || host.scrollWidth <= host.clientWidth) return
  host.scrollTo({ left: column.offsetLeft - host.clientWidth / 2 + column.offsetWidth / 2, behavior: stillness.matches ? "auto" : "smooth" })
}

// The player that has stood here since before the page did (ui/player/opening).
function takenOver(parentElement) {
  const opening = window.unrolledOpening
  if (!opening) return null
  const { stage } = opening
  if (stage.path !== window.location.pathname) { opening.leave(); return null }
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

// Streamlit calls this again on new data and on a change of theme; the stage lives on its parent element.
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
