// Growing curves. The picture is as wide as its place and is drawn again as a whole: a few hundred
// points.

import { element } from "../stage/dom.js"
import { between, shape, words } from "../stage/svg.js"

// For a root font of 16 px, as all lengths here; a projector's is larger.
const HEIGHT = 290
const EDGE = { left: 62, right: 14, top: 12, bottom: 44 }

export default function mount({ data, parentElement }) {
  const view = (parentElement.curves ??= create(parentElement))
  view.data = data
  draw(view)
  return () => {
    view.resized.disconnect()
    view.root.remove()
    delete parentElement.curves
  }
}

function create(parent) {
  const view = { svg: shape("svg", { role: "img" }), table: element("table") }
  view.root = element(
    "div",
    { class: "curves", "data-testid": "curves" },
    view.svg,
    element("div", { class: "scroll" }, view.table),
  )
  parent.append(view.root)
  view.resized = new ResizeObserver(() => {
    if (view.data && view.root.clientWidth !== view.width) draw(view)
  })
  view.resized.observe(view.root)
  return view
}

function draw(view) {
  const { data, svg, root } = view
  view.width = root.clientWidth
  const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
  const width = view.width / scale
  const palette = getComputedStyle(root)
    .getPropertyValue("--st-chart-categorical-colors")
    .split(",")
  const colour = curve => palette[curve.colour - 1] ?? "currentColor"
  const right = width - EDGE.right
  const floor = HEIGHT - EDGE.bottom
  const x = count => between(EDGE.left, right, count / data.last)
  const y = share => between(floor, EDGE.top, share)
  svg.setAttribute("width", view.width)
  svg.setAttribute("height", HEIGHT * scale)
  svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`)
  svg.setAttribute("aria-label", data.label)
  svg.replaceChildren(
    ...[0, 0.25, 0.5, 0.75, 1].flatMap(share => [
      shape("path", { d: `M${EDGE.left} ${y(share)}H${right}`, class: "grid" }),
      words(EDGE.left - 8, y(share) + 4, `${share * 100}%`, { "text-anchor": "end" }),
    ]),
    ...[0, 0.25, 0.5, 0.75, 1].map(part =>
      words(x(part * data.last), floor + 18, String(Math.round(part * data.last)), {
        "text-anchor": part === 1 ? "end" : "middle",
      }),
    ),
    words((EDGE.left + right) / 2, HEIGHT - 6, data.across),
    words(12, (floor + EDGE.top) / 2, data.up, {
      transform: `rotate(-90 12 ${(floor + EDGE.top) / 2})`,
    }),
    shape("path", { d: `M${EDGE.left} ${y(data.guess)}H${right}`, class: "guess" }),
    ...data.curves.flatMap(curve => line(curve, x, y, colour(curve))),
  )
  const row = (tag, cells) =>
    element(
      "tr",
      {},
      ...cells.map((text, k) =>
        element(k ? tag : "th", k ? {} : { scope: tag === "th" ? "col" : "row" }, text),
      ),
    )
  const rows = data.curves.map(curve => {
    const made = row("td", [curve.name, ...curve.facts])
    const swatch = shape(
      "svg",
      { width: 30, height: 10, "aria-hidden": "true" },
      shape("path", {
        d: "M1 5H29",
        class: "line",
        stroke: colour(curve),
        "stroke-dasharray": curve.dash,
      }),
    )
    made.firstChild.prepend(swatch)
    return made
  })
  view.table.replaceChildren(
    element("thead", {}, row("th", data.heads)),
    element("tbody", {}, ...rows),
  )
}

function line(curve, x, y, colour) {
  if (!curve.points.length) return []
  const [count, share] = curve.points.at(-1)
  const d = curve.points
    .map(([n, p], k) => `${k ? "L" : "M"}${x(n).toFixed(1)} ${y(p).toFixed(1)}`)
    .join("")
  return [
    shape("path", {
      d,
      class: "line",
      stroke: colour,
      "stroke-dasharray": curve.dash,
      "data-name": curve.name,
      "data-points": curve.points.length,
    }),
    shape("circle", {
      cx: x(count),
      cy: y(share),
      r: 5,
      fill: colour,
      "data-name": curve.name,
      "data-value": share,
    }),
  ]
}
