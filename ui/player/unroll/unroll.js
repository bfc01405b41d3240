// The folded cell and its copies. How far it is unrolled is one number: 0 is folded, k means k letters are read.
// In between, copy k slides out of copy k − 1 and the loop W stretches into the arrow between them.

const SLIDE_MS = 420

// Heights, for a root font of 16 px; the lanes of the weights run through all copies.
const LANES = ["V", "W", "b", "U"]
const Y = { says: 22, V: 62, W: 108, state: 176, b: 246, U: 286, reads: 340, all: 362 }

export default function ({ data, parentElement }) {
  const fresh = !parentElement.unroll
  const view = (parentElement.unroll ??= create(parentElement))
  if (JSON.stringify(data.asks) !== JSON.stringify(view.data?.asks)) view.said.clear()
  view.data = data
  view.last = data.copies.length
  view.transport.scrub.max = view.last
  view.root.setAttribute("aria-label", data.label)
  view.root.dataset.present = data.present
  view.at = Math.min(!fresh ? view.at : data.present && cameFromBehind() ? view.last : startingStep(data.start), view.last)
  draw(view)
  if (fresh && data.edit) writeUrl({ edit: data.edit })
  if (fresh && data.present) view.root.focus({ preventScroll: true }) // a presenter's remote sends keys
  return () => {
    cancelAnimationFrame(view.frame)
    view.resized.disconnect()
    leave(view)
    delete parentElement.unroll
  }
}

function create(parent) {
  const view = { at: 0, held: null, said: new Map(), playing: null, path: window.location.pathname }
  view.svg = shape("svg", { role: "img", "aria-hidden": "true" })
  view.cards = element("div", { class: "cards", role: "group", "aria-label": "The weights, one object each" })
  view.caption = element("p", { class: "caption", "data-testid": "caption", "aria-live": "polite" })
  const scroll = element("div", { class: "scroll" }, view.svg)
  Object.assign(view, moves(view))
  view.transport = buildTransport(view, { start: "Fold", end: "Unroll all", bar: "Unroll" })
  view.transport.scrub.step = "any"
  view.transport.scrub.onchange = () => slide(view, Math.round(view.at))
  view.ask = askLine(guess => answer(view, guess), () => toggleAsking(view))
  view.transport.root.prepend(view.ask) // on a phone it stays in sight with the buttons
  view.root = element("div", { class: "unroll", "data-testid": "unroll", role: "group", tabindex: 0 },
    view.caption, element("div", { class: "picture" }, view.cards, scroll), view.transport.root)
  listenToKeys(view)
  parent.append(view.root)
  view.scroll = scroll
  view.resized = new ResizeObserver(() => { if (view.data) draw(view) })
  view.resized.observe(view.root)
  return view
}

const UP_DOWN = { ArrowUp: 1, ArrowDown: -1 } // of the bar, which by itself would move by a part of a letter

// What the transport asks of a player.
const moves = view => ({
  quiet: [view.caption],
  turn: by => turn(view, by),
  toStart: () => slide(view, 0),
  toEnd: () => slide(view, view.last),
  pull: at => { cancelAnimationFrame(view.frame); view.goal = null; view.at = at; draw(view) },
  ends: () => [goalOf(view) === 0, goalOf(view) === view.last],
  here: () => ({ t: goalOf(view), edit: view.data.edit }),
  hall: () => view.data.present,
  own: ({ key, target }) => {
    const mine = target === view.transport.scrub && key in UP_DOWN
    if (mine) turn(view, UP_DOWN[key])
    return mine
  },
  guess: index => answer(view, index),
  toggleAsking: () => toggleAsking(view),
})

// What is asked before a letter is read: → walks past it, and then its answer stands in the same place.
const askAt = ({ data, at }) => (isAsking(data.present) ? data.asks.find(ask => ask.at === Math.floor(at + 1e-9) + 1) : undefined)
const ruledAt = ({ data, at }) => data.asks.find(ask => ask.at === Math.floor(at + 1e-9))

function answer(view, guess) {
  const ask = askAt(view)
  if (!ask?.guesses[guess]) return false
  view.said.set(ask.at, guess)
  turn(view, 1)
  return true
}

function toggleAsking(view) {
  window.unrolledAsks = !isAsking(view.data.present)
  paintAsk(view)
}

// A letter may answer one question and put the next: both stand below the drawing.
function paintAsk(view) {
  const { ask: root, data, said } = view
  root.hidden = !isAsking(data.present)
  const [ruled, open] = [ruledAt(view), askAt(view)]
  const painted = JSON.stringify([ruled, open, open && said.get(open.at)])
  if (painted === view.painted) return // a button under the finger stays the same one
  view.painted = painted
  root.replaceChildren(...[ruled && ruledNodes(ruled, said.get(ruled.at), ruled.right, ruled.by), open && askedNodes(open, said.get(open.at))]
    .filter(Boolean).map(nodes => element("div", { class: "group" }, ...nodes)))
}

// By whole letters, from where the last slide leads.
const goalOf = view => Math.round(view.goal ?? view.at)

function turn(view, by) {
  const goal = goalOf(view) + by
  if (goal < 0 || goal > view.last) return false
  slide(view, goal)
  return true
}

function slide(view, goal) {
  cancelAnimationFrame(view.frame)
  view.goal = goal
  const [from, began] = [view.at, performance.now()]
  const duration = stillness.matches ? 0 : SLIDE_MS
  const tick = now => {
    const share = duration ? Math.min(1, Math.max(0, now - began) / duration) : 1
    view.at = share === 1 ? goal : between(from, goal, 1 - (1 - share) ** 3)
    draw(view)
    if (share < 1) view.frame = requestAnimationFrame(tick)
    else view.goal = null
  }
  tick(began + (duration ? 0 : 1))
}

function draw(view) {
  if (!view.root.isConnected) return // no longer, or not yet, on the page, it has no size to draw in
  const { data, at } = view
  const read = Math.floor(at + 1e-9)
  view.root.dataset.read = read
  const { scrub, position } = view.transport
  scrub.value = at
  scrub.setAttribute("aria-valuetext", read ? `${read} of ${view.last} letters read` : "folded")
  position.textContent = `${read} / ${view.last}`
  const sentence = data.sentences[read]
  if (view.caption.textContent !== sentence) view.caption.replaceChildren(...glued(withMath(sentence, data.letters)))
  drawCards(view)
  drawCopies(view)
  paintAsk(view)
  if (Number.isInteger(at)) keepPlace(view)
}

// How large a length of 1 is drawn, in pixels: it grows with the type, and once more for a projector.
const unitOf = view => (parseFloat(getComputedStyle(view.root).fontSize) / 16) * (view.data.present ? 1.45 : 1)

// A weight's card is drawn once, and it is a button: pressed, every place where this one object is used lights up.
function drawCards(view) {
  const unit = unitOf(view)
  const drawn = JSON.stringify([view.data.weights, view.held, unit])
  if (drawn === view.drawnCards) return
  const focused = view.cards.contains(document.activeElement) ? document.activeElement.dataset.name : null
  view.drawnCards = drawn
  view.cards.replaceChildren(...view.data.weights.map(weight => {
    const { name, values } = weight
    const [rows, cols] = [values.length, values[0].length]
    const printed = rows <= 4 && cols <= 4
    const [wide, high] = printed ? [38, 17] : [Math.max(3, Math.min(12, 150 / cols)), Math.max(3, Math.min(11, 44 / rows))]
    const boxes = values.flatMap((line, row) => line.map((value, col) =>
      box(col * wide, row * high, wide, high, value, weight.scale, printed ? formatNumber(value, 2) : "")))
    const card = element("button", { type: "button", class: "card", "data-name": name, "aria-pressed": String(view.held === name),
      "aria-label": `${name}, ${weight.shape}, ${weight.meaning}: show every place where it is used` },
      element("span", { class: "title" }, element("b", {}, mathNode(name)), ` ${weight.shape}`),
      shape("svg", { viewBox: `0 0 ${cols * wide} ${rows * high}`, width: cols * wide * unit, height: rows * high * unit, "aria-hidden": "true" }, ...boxes))
    card.onclick = () => { view.held = view.held === name ? null : name; drawCards(view); drawCopies(view) }
    card.onpointerenter = () => { view.root.dataset.lit = name }
    card.onpointerleave = () => { view.root.dataset.lit = view.held ?? "" }
    return card
  }))
  view.root.dataset.lit = view.held ?? ""
  if (focused) [...view.cards.children].find(card => card.dataset.name === focused)?.focus()
}

function drawCopies(view) {
  const { data, at, svg, last } = view
  const unit = unitOf(view)
  const room = view.scroll.clientWidth / unit
  const edge = 46 // where each lane comes from its card
  const step = Math.max(58, Math.min(200, (room - edge - 16) / last))
  const H = data.copies[0].s.length
  const printed = step >= 100 && H <= 4
  const [wide, high] = printed ? [38, 20] : [13, 13]
  const across = Math.max(1, Math.min(H, 4, Math.floor((step - (printed ? 56 : 34)) / wide)))
  const half = { x: (across * wide) / 2 + 5, y: (Math.ceil(H / across) * high) / 2 + 5 }
  const width = Math.max(room, edge + 16 + step * last)
  const reach = Math.max(0, at - 1) // how far the last copy has come, in steps
  const X = index => edge + step / 2 + Math.min(index, reach) * step
  const newest = Math.ceil(reach - 1e-9)
  svg.setAttribute("viewBox", `0 0 ${width} ${Y.all}`)
  svg.setAttribute("width", width * unit)
  svg.setAttribute("height", Y.all * unit)

  const symbol = (x, y, text, className, anchor = "start") => symbols(x, y, text, { class: className, "text-anchor": anchor })
  const parts = [arrowHead()]
  const end = X(newest) + half.x + 8
  for (const lane of LANES) {
    const from = origin(view, lane, unit)
    parts.push(shape("path", { d: `M0 ${from} C${edge / 2} ${from} 4 ${Y[lane]} ${edge - 18} ${Y[lane]} H${end}`, class: "lane", "data-of": lane }),
      symbol(edge - 8, Y[lane] - 7, lane, "weight", "middle"))
  }
  const tap = (lane, x, to) => shape("g", { class: "tap", "data-of": lane, "data-testid": `use-${lane}` },
    shape("path", { d: `M${x} ${Y[lane]} V${to}` }), shape("circle", { cx: x, cy: Y[lane], r: 4.5 }))

  // The newest copy lies under the one it slides out of.
  for (let index = newest; index >= 0; index--) {
    const copy = data.copies[index]
    const x = X(index)
    const known = at >= index + 1 - 1e-9
    const [top, bottom] = [Y.state - half.y, Y.state + half.y]
    const t = known ? subscript(index + 1) : ""
    const group = shape("g", { "data-testid": "copy", "data-t": index, "data-known": known },
      arrow(`M${x} ${Y.reads - 24} V${bottom + 3}`, { "data-of": "U" }), arrow(`M${x} ${top - 2} V${Y.says + 14}`, { "data-of": "V" }),
      tap("U", x, Y.U), tap("V", x, Y.V), tap("b", x - half.x + 7, bottom),
      shape("rect", { x: x - half.x, y: top, width: 2 * half.x, height: 2 * half.y, rx: 9, class: "cell" }),
      ...copy.s.map((value, k) => box(x - half.x + 5.5 + (k % across) * wide, top + 5.5 + Math.floor(k / across) * high, wide, high,
        known ? value : null, 1, printed ? formatNumber(value, 2) : "", { "data-row": k })),
      symbol(x + half.x + 3, bottom + 6, `${data.symbols.s}${t}`, "state"),
      ...(known ? [words(x, Y.reads, copy.reads, { class: "reads" }), symbol(x + 12, Y.reads + 13, `${data.symbols.x}${t}`, "small"), words(x, Y.says, copy.says, { class: "says" })]
        : [symbol(x, Y.reads, data.symbols.x, "reads", "middle"), symbol(x, Y.says, data.symbols.o, "says", "middle")]),
      words(x + 12, Y.says, known ? formatNumber(copy.sure, 2) : "", { class: "small", "text-anchor": "start" }))
    parts.push(group)
  }
  for (let index = 1; index <= newest; index++) parts.push(...hand(X(index - 1), X(index), half, Math.min(1, reach - index + 1), tap))
  if (Number.isInteger(reach) && at < last) parts.push(...hand(X(newest), X(newest), half, 0, tap)) // the loop, as long as there are letters
  svg.replaceChildren(...parts)
  if (view.scroll.scrollWidth > view.scroll.clientWidth) view.scroll.scrollLeft = (X(newest) + step) * unit - view.scroll.clientWidth
}

// The height at which a weight's lane leaves its card; its own height where the cards stand above the drawing.
function origin(view, lane, unit) {
  const card = [...view.cards.children].find(node => node.dataset.name === lane).getBoundingClientRect()
  const drawing = view.scroll.getBoundingClientRect()
  return card.right > drawing.left + 8 ? Y[lane] : (card.top + card.height / 2 - drawing.top) / unit
}

// W's arrow from one state to the next: share 0 is the loop of the folded cell, 1 the straight arrow.
function hand(from, to, half, share, tap) {
  const [start, end, y] = [from + half.x + 1, to - half.x - 3, Y.state]
  const lift = (half.y + 40) * (1 - share)
  const [bulge, gap] = [30 * (1 - share), Math.max(0, end - start) / 3]
  const points = [[start, y], [start + bulge + gap, y - lift], [end - bulge - gap, y - lift], [end, y]]
  const middle = between(0.16, 0.5, share)
  const on = axis => points.reduce((sum, point, k) => sum + [1, 3, 3, 1][k] * (1 - middle) ** (3 - k) * middle ** k * point[axis], 0)
  return [arrow(`M${points[0]} C${points[1]} ${points[2]} ${points[3]}`, { "data-of": "W" }), tap("W", on(0), on(1))]
}
