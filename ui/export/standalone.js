// The figures of a page in a file that stands alone, one under the other.

import { dressed } from "../player/figure/look.js"

const written = id => JSON.parse(document.getElementById(id).textContent)
const look = written("look")

for (const { about, figure, height } of written("drawn")) {
  const place = document.createElement("figure")
  const caption = document.createElement("figcaption")
  const chart = document.createElement("div")
  caption.textContent = about
  chart.setAttribute("role", "img")
  chart.setAttribute("aria-label", about)
  place.append(caption, chart)
  document.getElementById("figures").append(place)
  chart.style.height = `${height}px`
  window.Plotly.newPlot(chart, {
    ...dressed(figure, look),
    config: { responsive: true, displayModeBar: false },
  })
}
