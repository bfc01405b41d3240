// The signs on the transport's buttons, drawn: a machine without their letters would show empty
// boxes.

import { element } from "../stage/dom.js"

const ICONS = {
  first: "M6 5h2v14H6zM19 5v14L9 12z",
  previous: "M17 5v14L7 12z",
  play: "M7 5v14l12-7z",
  pause: "M7 5h4v14H7zM14 5h4v14h-4z",
  next: "M7 5v14l10-7z",
  last: "M5 5v14l10-7zM16 5h2v14h-2z",
  full: "M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z",
}

export function icon(name) {
  const [drawing, path] = ["svg", "path"].map(tag =>
    document.createElementNS("http://www.w3.org/2000/svg", tag),
  )
  drawing.setAttribute("viewBox", "0 0 24 24")
  path.setAttribute("d", ICONS[name])
  drawing.append(path)
  return element("span", { class: "icon", "aria-hidden": "true" }, drawing)
}
