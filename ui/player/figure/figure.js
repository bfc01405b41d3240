// Plotly's figures. Its library is 4.8 MB, so a page asks for it when it stands and a figure is
// near the window, or a while later; then all its figures are drawn, one in each idle moment. A
// figure that has changed is drawn in its place.

import { element } from "../stage/dom.js"
import { dressed } from "./look.js"

const AHEAD = "100%" // of the window's height
const LATER = 2000 // ms
const idle = () =>
  new Promise(done =>
    (window.requestIdleCallback ?? (then => setTimeout(then, 50)))(done, { timeout: 2000 }),
  )
let wake
const wanted = new Promise(done => {
  wake = done
})
let library = null

function plotly(file) {
  return (library ??= new Promise((done, fail) => {
    const script = element("script", { src: new URL(file, import.meta.url) })
    script.onload = () => done(window.Plotly)
    script.onerror = () => {
      library = null // the next figure tries again
      script.remove()
      fail()
    }
    document.head.append(script)
  }))
}

export default function mount({ data, parentElement }) {
  const view = (parentElement.figure ??= create(parentElement))
  const look = { ...lookOf(parentElement), size: data.size }
  const asked = JSON.stringify([data.figure, look])
  view.root.style.height = `${data.height}px`
  view.root.setAttribute("aria-label", data.label)
  if (data.now) wake()
  if (asked !== view.asked) {
    view.asked = asked
    view.drawing = view.drawing.then(() => draw(view, asked, data, look))
  }
  return () => {
    view.near.disconnect()
    view.resized.disconnect()
    still(view)
    if (view.drawn) window.Plotly.purge(view.root)
    view.root.remove()
    delete parentElement.figure
  }
}

function create(parent) {
  const root = element("div", { class: "figure", "data-testid": "figure", role: "figure" })
  const view = { root, drawing: wanted }
  parent.append(root)
  const scrolled = parent.closest("[data-testid=stMain]")
  view.near = new IntersectionObserver(
    seen => {
      if (seen.some(one => one.isIntersecting)) wake()
    },
    { root: scrolled, rootMargin: `${AHEAD} 0px` },
  )
  view.near.observe(root)
  setTimeout(wake, LATER)
  view.resized = new ResizeObserver(() => {
    if (view.drawn && root.offsetWidth) window.Plotly.Plots.resize(root)
  })
  view.resized.observe(root)
  return view
}

async function draw(view, asked, data, look) {
  await idle()
  // Neither gone nor changed again.
  const there = () => view.root.isConnected && view.asked === asked
  if (!there()) return
  try {
    const Plotly = await plotly(data.library)
    if (!there()) return
    still(view)
    await Plotly.newPlot(view.root, {
      ...dressed(data.figure, look),
      config: { displayModeBar: false },
    })
    view.drawn = true
  } catch (error) {
    view.root.textContent = "This figure could not be drawn. Reload the page to try again."
    throw error
  }
}

// A figure that is taken away while it moves would leave Plotly with errors.
function still(view) {
  if (view.drawn && view.root._transitionData)
    window.Plotly.animate(view.root, [null], { mode: "immediate" }).catch(() => {})
}

function lookOf(node) {
  const css = getComputedStyle(node)
  const value = name => css.getPropertyValue(`--st-${name}`).trim()
  const colours = name =>
    value(name)
      .split(",")
      .map(colour => colour.trim())
  return {
    text: value("text-color"),
    ground: value("background-color"),
    grid: value("border-color"),
    font: value("font"),
    palette: colours("chart-categorical-colors"),
    sequential: colours("chart-sequential-colors"),
    diverging: colours("chart-diverging-colors"),
  }
}
