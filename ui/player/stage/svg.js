// Drawing in SVG: shapes with attributes, arrows, and small matrices whose colour is their value.

import { svgMath } from "./math.js"

const SVG = "http://www.w3.org/2000/svg"

export function shape(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag)
  for (const [key, value] of Object.entries(attributes))
    if (value !== null && value !== undefined) node.setAttribute(key, value)
  node.append(...children)
  return node
}

export const words = (x, y, text, attributes = {}) =>
  shape("text", { x, y, "text-anchor": "middle", ...attributes }, text)
export const between = (from, to, share) => from + (to - from) * share

// A symbol in a drawing, set as everywhere else.
export const symbols = (x, y, text, attributes = {}) =>
  shape("text", { x, y, "text-anchor": "middle", ...attributes }, ...svgMath(text))

// An arrow along a path, its head drawn as a marker in the same colour.
export const arrow = (d, attributes = {}) =>
  shape("path", { d, class: "arrow", "marker-end": "url(#unroll-head)", ...attributes })

export function arrowHead() {
  return shape(
    "defs",
    {},
    shape(
      "marker",
      {
        id: "unroll-head",
        viewBox: "0 0 8 8",
        refX: 7,
        refY: 4,
        markerWidth: 6.5,
        markerHeight: 6.5,
        orient: "auto-start-reverse",
      },
      shape("path", { d: "M0 0.6 L8 4 L0 7.4 Z", class: "head" }),
    ),
  )
}

// One number as a box: its colour is its value, as on the stage; printed where there is room, empty
// for null.
export function box(x, y, width, height, value, scale, text, attributes = {}) {
  const known = value !== null && value !== undefined
  const ground = shape("rect", {
    x,
    y,
    width: width - 1,
    height: height - 1,
    rx: Math.min(3, height / 4),
    class: "box",
    "data-sign": known ? (value < 0 ? "-" : "+") : null,
    style: known ? `--v:${Math.min(1, Math.abs(value) / scale).toFixed(3)}` : null,
    "data-value": known ? value : null,
    ...attributes,
  })
  return known && text
    ? shape(
        "g",
        {},
        ground,
        words(x + width / 2 - 0.5, y + height / 2 + 4, text, { class: "number" }),
      )
    : ground
}
