// Symbols as a textbook sets them, in MathML. What is drawn has the text of the symbol, letter by
// letter: a copy, a search and a screen reader get "a_f₁" while the eye gets an a with f and 1
// below it.

import { element } from "./dom.js"

const MATH = "http://www.w3.org/1998/Math/MathML"
// A name, _ and a name below it; characters that stand low or high by themselves.
const ATOM = /((?:(?![ₜᵀᵏ])[\p{L}\p{M}])+)(_(?:(?![ₜᵀᵏ])\p{L})+)?|([₀-₉₋₊ₜᵀᵏ²]+)|(\s+)|(.)/gu
// A letter alone is a quantity, slanted; a word is a function or a name.
const UPRIGHT = /^(∂|Δ|Σ|σ|.{2,})$/u

function mathml(tag, attributes, ...children) {
  const node = document.createElementNS(MATH, tag)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  node.append(...children)
  return node
}

const named = text => mathml("mi", UPRIGHT.test(text) ? { class: "upright" } : {}, text)
const unseen = text => mathml("mtext", { class: "unseen" }, text)
const tight = sign =>
  mathml("mo", { form: "infix", lspace: "0", rspace: "0", stretchy: "false" }, sign)

function atoms(text) {
  return [...text.matchAll(ATOM)].map(([, name, below, script, space, sign]) => {
    if (script) return mathml("mn", {}, script)
    if (space) return mathml("mtext", {}, space)
    if (sign) return tight(sign)
    return below
      ? mathml("msub", {}, named(name), mathml("mrow", {}, unseen("_"), named(below.slice(1))))
      : named(name)
  })
}

// The indices of a cell stand below a weight; after a quantity of a time step, which has that below
// it, in brackets.
function withPlace(set, labels, timed) {
  const inside = labels.flatMap((label, index) => [
    ...(index ? [tight(",")] : []),
    mathml("mtext", {}, label),
  ])
  if (timed) return [...set, mathml("mrow", { class: "place" }, tight("["), ...inside, tight("]"))]
  return [
    ...set.slice(0, -1),
    mathml("msub", {}, set.at(-1), mathml("mrow", {}, unseen("["), ...inside, unseen("]"))),
  ]
}

export function mathNode(text, labels = [], timed = false) {
  const set = atoms(text)
  return mathml("math", {}, ...(labels.length ? withPlace(set, labels, timed) : set))
}

// The same where an equation has a line for itself: what is divided stands above the bar. A copy
// has a slash.
export function equationNode(text) {
  const [, before, above, below, after] = text.match(/^(.*?)(∂[^/ ]+)\/(∂[^/ ‖]+)(.*)$/u) ?? []
  if (!above) return mathNode(text)
  const fraction = mathml(
    "mfrac",
    {},
    mathml("mrow", {}, ...atoms(above), unseen("/")),
    mathml("mrow", {}, ...atoms(below)),
  )
  return mathml("math", { displaystyle: "true" }, ...atoms(before), fraction, ...atoms(after))
}

// The same inside a drawing, where MathML is not drawn: parts of an SVG text.
export function svgMath(text) {
  let sunk = false
  const part = (text, className, low = false) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", "tspan")
    node.setAttribute("class", className)
    // In ems of their own sizes, 0.72 to 1.
    if (low !== sunk) node.setAttribute("dy", low ? "0.36em" : "-0.26em")
    sunk = low
    node.textContent = text
    return node
  }
  return [...text.matchAll(ATOM)].flatMap(([all, name, below]) => {
    if (!name) return [part(all, "sign")]
    const style = letters => (UPRIGHT.test(letters) ? "name" : "quantity")
    return [
      part(name, style(name)),
      ...(below
        ? [part("_", "unseen", true), part(below.slice(1), `${style(below.slice(1))} below`, true)]
        : []),
    ]
  })
}

// A sentence in which the names with something below them are set, "the gradient of b_y so far",
// and the letters given that stand by themselves: "s₂, the memory left by “s”".
const SUNK = "\\p{L}+_\\p{L}+[₀-₉ₜ]*"
const alone = letters =>
  letters.length ? `|(?<![“\\p{L}])(?:${letters.join("|")})[₀-₉]*(?![”\\p{L}])` : ""
export const withMath = (text, letters = []) =>
  text
    .split(new RegExp(`(${SUNK}${alone(letters)})`, "u"))
    .map((part, index) => (index % 2 ? mathNode(part) : part))
    .filter(part => part !== "")

// No line begins with the comma after a symbol, nor ends with the bracket before it.
const SIGNS = /^[²,.;:!?)”’]+/u
export function glued(parts) {
  const out = []
  for (const part of parts) {
    const [signs] = (typeof part === "string" &&
      typeof out.at(-1) === "object" &&
      part.match(SIGNS)) || [""]
    if (signs) out.push(element("span", { class: "glued" }, out.pop(), signs))
    const rest = signs ? part.slice(signs.length) : part
    if (rest) out.push(rest)
  }
  return out
}
