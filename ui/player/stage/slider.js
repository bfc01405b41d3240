// A number between limits can be pulled there: a slider beside its cell. Its arrow keys move it,
// not the story.

import { element } from "./dom.js"
import { commitEdits, parseEdits, writeEdits } from "./edit.js"
import { formatNumber, symbolAt } from "./numbers.js"

const PULL = { step: 0.01, key: 0.1 }

export const buildSlider =
  ([low, high]) =>
  cell =>
    element(
      "span",
      {
        class: "pull",
        role: "slider",
        tabindex: 0,
        "aria-valuemin": low,
        "aria-valuemax": high,
        "data-row": cell.dataset.row,
        "data-col": cell.dataset.col,
      },
      element("i"),
    )

function paintSlider(slider, value, [low, high], label) {
  slider.setAttribute("aria-label", label)
  slider.setAttribute("aria-valuenow", value)
  slider.style.setProperty("--at", (value - low) / (high - low))
}

export function paintSliders(stage, view, grid, matrix, t) {
  view.sliders.forEach((line, row) =>
    line.forEach((slider, col) => {
      if (matrix && slider !== stage.sliding)
        paintSlider(
          slider,
          matrix[row][col],
          grid.limits,
          `${symbolAt(grid, t)}[${grid.rows[row]}]`,
        )
    }),
  )
}

// Its cell follows at once, the engine as fast as it can; one pull is one step of undo.
function slide(stage, slider, to) {
  const { name } = slider.closest("[data-name]").dataset
  const { row, col } = slider.dataset
  const grid = stage.board.grids[name]
  const [low, high] = grid.limits
  const value = Number(
    Math.min(high, Math.max(low, Math.round(to / PULL.step) * PULL.step)).toFixed(2),
  )
  paintSlider(slider, value, grid.limits, slider.getAttribute("aria-label"))
  slider.closest("tr").querySelector(`td[data-col="${col}"]`).textContent = formatNumber(
    value,
    stage.decimals,
    grid,
  )
  if (stage.sliding !== slider) stage.undo.push(stage.edit)
  stage.sliding = slider
  const edits = parseEdits(stage.edit)
  edits.set(`${name}.${row}.${col}`, String(value))
  stage.edit = writeEdits(edits)
  stage.root.setAttribute("aria-busy", "true")
  clearTimeout(stage.slideTimer)
  stage.slideTimer = setTimeout(() => {
    stage.slideTimer = null
    commitEdits(stage, stage.edit, false)
  }, 100)
}

export function listenToSliders(stage) {
  const { root } = stage
  const pull = event => {
    const { left, width } = event.target.getBoundingClientRect()
    const [low, high] = stage.board.grids[event.target.closest("[data-name]").dataset.name].limits
    slide(stage, event.target, low + ((event.clientX - left) / width) * (high - low))
  }
  root.onpointerdown = event => {
    if (!event.target.matches(".pull")) return
    event.target.setPointerCapture(event.pointerId)
    pull(event)
  }
  root.onpointermove = event => {
    if (event.target.matches(".pull") && event.target.hasPointerCapture(event.pointerId))
      pull(event)
  }
  root.addEventListener("lostpointercapture", () => {
    stage.sliding = null
  })
  root.addEventListener("focusout", () => {
    stage.sliding = null
  })
}

// Was this key meant for a slider? Then it has moved it.
export function slideByKey(stage, { key, target }) {
  if (!target.matches(".pull")) return false
  const now = Number(target.getAttribute("aria-valuenow"))
  const to = {
    ArrowRight: now + PULL.key,
    ArrowUp: now + PULL.key,
    ArrowLeft: now - PULL.key,
    ArrowDown: now - PULL.key,
    Home: Number(target.getAttribute("aria-valuemin")),
    End: Number(target.getAttribute("aria-valuemax")),
  }[key]
  if (to === undefined) return false
  slide(stage, target, to)
  return true
}
