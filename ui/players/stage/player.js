// The clock of the stage: steps, keys, play, scrub bar. Nothing here asks the server.

const SPEEDS = { "½×": 2400, "1×": 1200, "2×": 600, "4×": 300 }
const stillness = window.matchMedia("(prefers-reduced-motion: reduce)")

// The steps at which "next" stops: all, or the last of each phase.
function stops(stage) {
  const { steps } = stage.board
  return steps.flatMap((step, index) => {
    const next = steps[index + 1]
    return !stage.coarse || !next || next.t !== step.t || next.phase !== step.phase ? [index] : []
  })
}

function goTo(stage, step, { animate = true } = {}) {
  const last = heldAt(stage)
  const target = Math.max(0, Math.min(last, step))
  const forward = target > stage.step
  stage.step = target
  stage.pointed = null
  paint(stage)
  reveal(stage)
  if (animate && forward && !stillness.matches) fly(stage)
  clearTimeout(stage.urlTimer)
  stage.urlTimer = setTimeout(() => writeUrl({ t: stage.step }), 150)
}

function advance(stage, direction) {
  const all = stops(stage)
  const target = direction > 0 ? all.find(index => index > stage.step) : all.findLast(index => index < stage.step)
  if (target === undefined) { pause(stage); return }
  goTo(stage, target)
}

function play(stage) {
  if (stage.step === stage.board.steps.length - 1) goTo(stage, 0, { animate: false })
  stage.playing = setInterval(() => advance(stage, 1), SPEEDS[stage.transport.speed.value])
  paintPlay(stage)
}

function pause(stage) {
  clearInterval(stage.playing)
  stage.playing = null
  paintPlay(stage)
}

// While it plays, nothing is read aloud: a live region that changes every second drowns its listener.
function paintPlay(stage) {
  const on = Boolean(stage.playing)
  stage.transport.play.replaceChildren(icon(on ? "pause" : "play"), on ? " Pause" : " Play")
  stage.transport.play.setAttribute("aria-label", on ? "Pause" : "Play")
  stage.caption.setAttribute("aria-live", on ? "off" : "polite")
  stage.explain.root.setAttribute("aria-live", on ? "off" : "polite")
}

const KEYS = {
  ArrowRight: stage => advance(stage, 1),
  PageDown: stage => advance(stage, 1),
  ArrowLeft: stage => advance(stage, -1),
  PageUp: stage => advance(stage, -1),
  Home: stage => goTo(stage, 0),
  End: stage => goTo(stage, stage.board.steps.length - 1),
  " ": stage => (stage.playing ? pause(stage) : play(stage)),
  a: toggleAsking,
  ...HALL,
}

// In a presentation the keys that lead on lead out of the story at its ends: to the page's figures, to the next chapter.
function leadsOut(stage, key) {
  const { board, step } = stage
  const on = ["PageDown", "ArrowRight"].includes(key) ? heldAt(stage) : ["PageUp", "ArrowLeft"].includes(key) ? 0 : -1
  return board.present && step === on
}

function onKey(stage, event) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches("select, input[type=text], .slide input")) return
  if (!["Shift", "Tab"].includes(event.key) && uncover(stage)) { event.preventDefault(); event.stopPropagation(); return }
  const cell = event.target.closest("td[data-row]")
  if (slideByKey(stage, event)) { event.preventDefault(); event.stopPropagation(); return }
  if (cell && (event.key === "ArrowUp" || event.key === "ArrowDown")) walk(cell, event.key === "ArrowDown" ? 1 : -1)
  else if (cell && (event.key === "Enter" || event.key === "F2")) enter(stage, cell)
  else if (event.key === "Enter" && !event.target.closest("button, select, label") && enterBlank(stage)) { /* its field has the keyboard */ }
  else if (event.key === "Escape") unpin(stage)
  else if (event.key === " " && event.target.matches("button, input[type=checkbox]")) return
  else if (answerByKey(stage, event.key)) { /* said, and walked on */ }
  else if (leadsOut(stage, event.key)) return
  else if (event.key in KEYS) KEYS[event.key](stage)
  else return
  event.preventDefault()
  event.stopPropagation()
}

// Up and down walk through the cells of a grid; left and right are the steps, everywhere.
function walk(cell, direction) {
  const cells = [...cell.closest("table").querySelectorAll("td[data-row]")]
  const next = cells[cells.indexOf(cell) + direction]
  if (!next) return
  cell.tabIndex = -1
  next.tabIndex = 0
  next.focus()
}

function buildTransport(stage) {
  const button = (label, ink, action) => {
    const node = element("button", { type: "button", "aria-label": label, title: label }, ink)
    node.onclick = action
    return node
  }
  const scrub = element("input", { type: "range", min: 0, max: 0, value: 0, "aria-label": "Step" })
  scrub.oninput = () => goTo(stage, Number(scrub.value), { animate: false })
  const speed = element("select", { "aria-label": "Speed" }, ...Object.keys(SPEEDS).map(name => element("option", { selected: name === "1×" }, name)))
  speed.onchange = () => { if (stage.playing) { pause(stage); play(stage) } }
  const coarse = element("input", { type: "checkbox" })
  coarse.onchange = () => { stage.coarse = coarse.checked }
  const playButton = button("Play", "", () => (stage.playing ? pause(stage) : play(stage)))
  playButton.className = "play"
  playButton.append(icon("play"), " Play")
  const link = button("Copy the link to this screen", "Link", () => copyLink(stage, link))
  const full = button("Full screen", icon("full"), () => toggleFull(stage))
  const position = element("span", { class: "position" })
  const ticks = element("span", { class: "ticks", "aria-hidden": "true" })
  const big = element("label", { class: "coarse" }, coarse, "big steps")
  const root = element("div", { class: "transport" },
    button("First", icon("first"), () => goTo(stage, 0)), button("Previous", icon("previous"), () => advance(stage, -1)), playButton,
    button("Next", icon("next"), () => advance(stage, 1)), button("Last", icon("last"), () => goTo(stage, stage.board.steps.length - 1)),
    element("span", { class: "scrub" }, scrub, ticks), position,
    button("All keys", element("kbd", {}, "?"), () => showKeys(stage)), big, speed, link, full)
  return { root, scrub, play: playButton, speed, position, ticks, big }
}

async function copyLink(stage, node) {
  const here = { t: stage.step, edit: stage.edit }
  writeUrl(here)
  try {
    await navigator.clipboard.writeText(addressWith(here, stage.board.address).href)
    node.textContent = "Copied"
  } catch {
    node.textContent = "Copy it from the address bar"
  }
  setTimeout(() => { node.textContent = "Link" }, 2000)
}

// A value travels from where it was computed to where it is used next: the board to the strip, the strip to the next step.
function fly(stage) {
  const { board, strip, views } = stage
  if (!board.strip) return
  const now = board.steps[stage.step]
  const columnAt = t => strip.columns[t]?.root.querySelector(".beads")
  const gridOf = name => views.find(view => view.name === name && !view.echo)?.root.querySelector("tbody")
  const previous = board.steps[stage.step - 1]
  if (now.computes.includes(board.strip.cells)) travel(gridOf(board.strip.cells), columnAt(now.t))
  if (!previous || previous.t === now.t) return
  for (const [name, grid] of Object.entries(board.grids))
    if (grid.op === "copy" && grid.of[0][0] === board.strip.cells) travel(columnAt(now.t + grid.of[0][1]), gridOf(name))
}

function travel(from, to) {
  if (!from || !to) return
  const [start, end] = [from.getBoundingClientRect(), to.getBoundingClientRect()]
  if (!end.width || !start.width) return
  to.animate([
    { transform: `translate(${start.x - end.x}px, ${start.y - end.y}px)`, opacity: 0.3 },
    { transform: "none", opacity: 1 },
  ], { duration: 260, easing: "ease-out" })
}
