// The drawing of a cell, in the stage's clock: what the step computes is lit, with the wires that
// lead to it, and every operation shows its latest numbers. Shapes and wires come as data; text
// goes in as textContent.

import { svgMath } from "./math.js"
import { formatNumber, matrixAt, symbolAt } from "./numbers.js"
import { shape } from "./svg.js"

const VALUE = { width: 51, height: 18, most: 4, bead: 12 }
const MARGIN = 14 // around the drawing, for numbers that stand at its edge

export function buildDiagram(stage) {
  const plan = stage.board.diagram
  stage.diagram = null
  stage.root.toggleAttribute("data-diagram", Boolean(plan))
  stage.side.diagram.replaceChildren()
  if (!plan) return
  const wires = plan.wires.map(wire => ({
    ...wire,
    node: shape("polyline", {
      class: "wire",
      points: wire.points.map(point => point.join(",")).join(" "),
    }),
  }))
  const shapes = plan.shapes.map(part => buildShape(stage, part))
  const root = shape(
    "svg",
    {
      viewBox: `${-MARGIN} ${-MARGIN} ${plan.width + 2 * MARGIN} ${plan.height + MARGIN}`,
      role: "group",
      "aria-label": plan.about,
    },
    ...wires.map(wire => wire.node),
    ...shapes.map(({ node }) => node),
  )
  stage.side.diagram.append(root)
  stage.diagram = { shapes, wires }
}

function buildShape(stage, part) {
  const { kind, x, y, label, about, name } = part
  const place = { class: "outline" }
  const outline =
    kind === "op"
      ? shape("circle", { ...place, cx: x, cy: y, r: 12 })
      : kind === "gate"
        ? shape("rect", { ...place, x: x - 19, y: y - 16, width: 38, height: 32, rx: 7 })
        : null
  const values = shape("g", { class: "values", "aria-hidden": "true" })
  const leads = part.grids.length > 0
  const node = shape(
    "g",
    { class: "shape", "data-kind": kind, ...(leads ? { role: "button", tabindex: 0 } : {}) },
    ...(outline ? [outline] : []),
    shape("text", { x, y: y + 5, class: "label" }, label),
    shape("text", { x: x + 11, y: y + 32, class: "called", "data-role": "state" }, name),
    values,
  )
  if (leads) {
    node.setAttribute("aria-label", about)
    const lead = () => {
      const step = stepFor(stage, part.grids)
      if (step >= 0) stage.goTo(step)
    }
    node.onclick = lead
    node.onkeydown = event => {
      if (event.key !== "Enter" && event.key !== " ") return
      event.preventDefault()
      event.stopPropagation()
      lead()
    }
  }
  return { ...part, node, values }
}

// Where one of these grids is computed: at this time step in the part being played, else later,
// else anywhere.
function stepFor({ board, step }, names) {
  const now = board.steps[step]
  const computing = other => other.computes.some(name => names.includes(name))
  const tries = [
    other => other.t === now.t && other.part === now.part,
    other => other.t === now.t,
    () => true,
  ]
  for (const fits of tries) {
    const index = board.steps.findIndex(other => fits(other) && computing(other))
    if (index >= 0) return index
  }
  return -1
}

export function paintDiagram(stage, now) {
  if (!stage.diagram) return
  const { computes } = now
  const from = name => stage.sources.has(name)
  for (const { node, carries, into } of stage.diagram.wires)
    node.dataset.lit =
      into.some(name => computes.includes(name)) &&
      carries.some(name => from(name) || computes.includes(name))
  for (const part of stage.diagram.shapes) {
    const here = [...part.grids, ...part.also]
    part.node.dataset.state = here.some(name => computes.includes(name))
      ? "now"
      : here.some(from)
        ? "from"
        : ""
    paintShape(stage, part, now.t)
  }
}

// The latest of a shape's columns that is known at this time step; matrices are the board's to
// show.
function latest({ board, step }, names, t) {
  const known = names.filter(
    name => board.grids[name].cols.length === 1 && (board.first[name]?.get(t) ?? Infinity) <= step,
  )
  return known.sort((one, other) => board.first[other].get(t) - board.first[one].get(t))[0]
}

function paintShape(stage, { values, value, x, y, grids }, t) {
  const name = value && latest(stage, grids, t)
  if (!name) {
    values.replaceChildren()
    return
  }
  const grid = stage.board.grids[name]
  const [left, top] = [x + value[0], y + value[1]]
  const numbers = matrixAt(grid, t).map(row => row[0])
  const beads = numbers.length > VALUE.most
  const cells = numbers.flatMap((number, index) => {
    const [col, row] = beads ? [index % VALUE.most, Math.floor(index / VALUE.most)] : [0, index]
    const size = beads ? [VALUE.bead, VALUE.bead] : [VALUE.width, VALUE.height]
    const box = shape("rect", {
      class: "bead",
      x: left + col * size[0],
      y: top + 12 + row * size[1],
      width: size[0] - 1,
      height: size[1] - 1,
      rx: 2,
    })
    if (number === null) return [box]
    box.style.setProperty("--v", Math.min(1, Math.abs(number) / grid.scale).toFixed(3))
    box.dataset.sign = number < 0 ? "-" : "+"
    return beads
      ? [box]
      : [
          box,
          shape(
            "text",
            { x: left + VALUE.width - 3, y: top + 26.5 + row * size[1], class: "digits" },
            formatNumber(number, 2, grid),
          ),
        ]
  })
  const symbol = shape(
    "text",
    { x: left + VALUE.width / 2, y: top + 8, class: "carried", "data-role": grid.role },
    ...svgMath(symbolAt(grid, t)),
  )
  values.replaceChildren(symbol, ...cells)
}
