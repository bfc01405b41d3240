// One diagram for every shape of input and output: the columns of one shape slide into those of the
// next. A column is a copy of the cell; what it reads stands below, what it says above.

import { element, stillness, writeUrl } from "../stage/dom.js"
import { subscript } from "../stage/numbers.js"
import { arrow, arrowHead, between, shape, symbols, words } from "../stage/svg.js"

const MORPH_MS = 520
const AT = { says: 24, out: 38, top: 76, bottom: 116, in: 152, reads: 176, part: 204, all: 214 }
const KEYS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 }

export default function mount({ data, parentElement, setStateValue }) {
  const fresh = !parentElement.shapes
  const view = (parentElement.shapes ??= createShapes(parentElement))
  Object.assign(view, { data, send: setStateValue })
  view.root.setAttribute("aria-label", data.label)
  if (fresh) {
    view.name = data.start
    buildButtons(view)
    if (data.present) view.root.dataset.present = ""
  }
  if (fresh) view.shown = target(view)
  aim(view)
  if (fresh && data.present)
    // A presenter's remote sends keys.
    view.buttons.querySelector("[aria-pressed=true]")?.focus({ preventScroll: true })
  return () => {
    cancelAnimationFrame(view.frame)
    view.resized.disconnect()
    view.root.remove()
    delete parentElement.shapes
  }
}

function createShapes(parent) {
  const view = {}
  view.buttons = element("div", { class: "choices", role: "group", "aria-label": "Shape" })
  view.caption = element("p", { class: "caption", "data-testid": "caption", "aria-live": "polite" })
  view.svg = shape("svg", { role: "img", "aria-hidden": "true" })
  view.scroll = element("div", { class: "scroll" }, view.svg)
  view.root = element(
    "div",
    { class: "unroll shapes", "data-testid": "shapes", role: "group" },
    view.buttons,
    view.caption,
    element("div", { class: "picture" }, view.scroll),
  )
  view.root.onkeydown = event => onKey(view, event)
  parent.append(view.root)
  view.resized = new ResizeObserver(() => {
    if (view.data) draw(view)
  })
  view.resized.observe(view.root)
  return view
}

function buildButtons(view) {
  view.buttons.replaceChildren(
    ...view.data.shapes.map(({ name, title }) => {
      const button = element("button", { type: "button", "data-shape": name }, title)
      button.onclick = () => choose(view, name)
      return button
    }),
  )
}

function onKey(view, event) {
  if (!(event.key in KEYS) || event.altKey || event.ctrlKey || event.metaKey) return
  const { shapes } = view.data
  const next = shapes[shapes.findIndex(({ name }) => name === view.name) + KEYS[event.key]]
  if (!next && view.data.present) return // leads out of the shapes: see slides.js
  event.preventDefault()
  if (!next) return
  choose(view, next.name)
  view.buttons.querySelector(`[data-shape="${next.name}"]`).focus()
}

// The picture moves at once; the page below follows when the server has heard of it.
function choose(view, name) {
  if (name === view.name) return
  view.name = name
  writeUrl({ t: 0 })
  view.send("shape", name)
  aim(view)
}

const current = view => view.data.shapes.find(({ name }) => name === view.name)

// A shape as numbers that can be mixed: for each column where it stands and how much of each part
// is there. A column too many waits, unseen, behind the last one.
function target(view) {
  const { columns } = current(view)
  return columns.map((column, index) => ({
    at: index,
    there: 1,
    reads: column.reads === null ? 0 : 1,
    says: column.says === null ? 0 : 1,
    own: column.own ? 1 : 0,
    turn: index && column.part !== columns[index - 1].part ? 1 : 0,
  }))
}

const folded = last => ({ ...last, there: 0, reads: 0, says: 0, own: 0, turn: 0 })

function aim(view) {
  const { sentence, columns } = current(view)
  for (const button of view.buttons.children)
    button.setAttribute("aria-pressed", String(button.dataset.shape === view.name))
  if (view.caption.textContent !== sentence) view.caption.textContent = sentence
  view.root.dataset.shape = view.name
  view.root.dataset.columns = columns.length
  cancelAnimationFrame(view.frame)
  const goal = target(view)
  const longest = Math.max(goal.length, view.shown.length)
  const filled = list =>
    Array.from({ length: longest }, (_, index) => list[index] ?? folded(list.at(-1)))
  const [from, to] = [filled(view.shown), filled(goal)]
  const same = JSON.stringify(from) === JSON.stringify(to)
  const began = performance.now()
  const tick = now => {
    const share = stillness.matches || same ? 1 : Math.min(1, Math.max(0, now - began) / MORPH_MS)
    const ease = 1 - (1 - share) ** 3
    view.shown =
      share === 1
        ? goal
        : from.map((column, index) =>
            Object.fromEntries(
              Object.keys(column).map(key => [key, between(column[key], to[index][key], ease)]),
            ),
          )
    draw(view)
    if (share < 1) view.frame = requestAnimationFrame(tick)
  }
  tick(began)
}

function draw(view) {
  // No longer, or not yet, on the page, it has no size to draw in.
  if (!view.root.isConnected) return
  const { svg, scroll, root, shown } = view
  const { columns } = current(view)
  const unit = (parseFloat(getComputedStyle(root).fontSize) / 16) * (view.data.present ? 0.85 : 1)
  const room = scroll.clientWidth / unit
  const longest = Math.max(
    ...columns.map(({ reads, says }) => Math.max((reads ?? "").length, (says ?? "").length)),
  )
  const width = Math.max(...shown.map(({ at }) => at)) + 1
  const step = Math.max(54, 11.5 * longest + 16, Math.min(150, room / (columns.length + 0.5)))
  const full = Math.max(room, step * (width + 0.2))
  const left = (full - step * width) / 2 + step / 2
  const X = column => left + column.at * step
  svg.setAttribute("viewBox", `0 0 ${full} ${AT.all}`)
  svg.setAttribute("width", full * unit)
  svg.setAttribute("height", AT.all * unit)
  const half = Math.min(24, step / 2 - 12)
  const middle = (AT.top + AT.bottom) / 2
  const parts = [arrowHead()]
  shown.forEach((column, index) => {
    if (column.there < 0.02) return
    const text = columns[index] ?? {}
    const x = X(column)
    const before = index ? X(shown[index - 1]) : 0
    const bend = (before + x) / 2
    const on = [bend + 4, AT.in + 6, x - 5, AT.in + 5]
    const down = [before + step * 0.35, AT.out + 14, bend, AT.top, bend, middle]
    parts.push(
      shape(
        "g",
        { opacity: column.there, "data-testid": "column", "data-part": text.part },
        index
          ? arrow(`M${before + half + 2} ${middle} H${x - half - 3}`, {
              class: column.turn > 0.5 ? "arrow context" : "arrow",
            })
          : "",
        column.turn
          ? words(bend, AT.top - 8, "context", { class: "state", opacity: column.turn })
          : "",
        column.own
          ? shape("path", {
              d: `M${before} ${AT.says + 8} C${down.join(" ")} S${on.join(" ")}`,
              class: "fed",
              "marker-end": "url(#unroll-head)",
              opacity: column.own,
            })
          : "",
        shape(
          "g",
          { opacity: column.reads },
          arrow(`M${x} ${AT.in + 6} V${AT.bottom + 4}`),
          words(x, AT.reads, text.reads ?? "", { class: "reads", "data-testid": "reads" }),
        ),
        shape(
          "g",
          { opacity: column.says },
          arrow(`M${x} ${AT.top - 2} V${AT.out}`),
          words(x, AT.says, text.says ?? "", { class: "says", "data-testid": "says" }),
        ),
        shape("rect", {
          x: x - half,
          y: AT.top,
          width: 2 * half,
          height: AT.bottom - AT.top,
          rx: 9,
          class: "cell",
          "data-part": text.part,
        }),
        symbols(x, middle + 5, `s${subscript(index + 1)}`, { class: "state" }),
      ),
    )
  })
  for (const part of new Set(columns.map(column => column.part).filter(Boolean))) {
    const places = shown
      .filter((column, index) => columns[index]?.part === part && column.there > 0.5)
      .map(X)
    if (!places.length) continue
    const [from, to] = [Math.min(...places) - half, Math.max(...places) + half]
    parts.push(
      shape("path", { d: `M${from} ${AT.part - 14} H${to}`, class: "bracket" }),
      words((from + to) / 2, AT.part + 2, part, { class: "small" }),
    )
  }
  svg.replaceChildren(...parts)
}
