// A figure as Plotly draws it, from one as the server writes it: places of the theme (#000001 …
// #000010, and scales that are left to it) become its colours.

const LARGE = 16 // px: a hall's type

// look { text, ground, grid, palette, sequential, diverging, font, size }: colours, a font and its
// size in px
export function dressed(written, look) {
  const swap = colour =>
    Array.isArray(colour)
      ? colour.map(swap)
      : /^#0000\d\d$/.test(colour)
        ? look.palette[Number(colour.slice(1)) - 1]
        : colour
  const { data, layout, frames } = JSON.parse(written, (key, value) =>
    /color(way)?$/i.test(key) ? swap(value) : value,
  )
  // Plotly sets a large legend by the margins that it had before: so there is room above for two
  // lines of it.
  const t =
    layout.legend?.orientation === "h" && look.size > LARGE
      ? Math.max(layout.margin.t, 4 * look.size)
      : layout.margin.t
  return {
    data,
    frames,
    layout: {
      ...layout,
      margin: { ...layout.margin, t },
      height: undefined,
      autosize: true,
      template: { layout: template(look) },
    },
  }
}

function template({ text, ground, grid, palette, sequential, diverging, font, size }) {
  const scale = colours => colours.map((colour, k) => [k / (colours.length - 1), colour])
  const axis = {
    tickfont: { size },
    title: { font: { size: Math.max(14, size) } },
    gridcolor: grid,
    zerolinecolor: grid,
    tickcolor: grid,
    automargin: true,
  }
  return {
    font: { family: font, size, color: text },
    colorway: palette,
    colorscale: { sequential: scale(sequential), diverging: scale(diverging) },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    margin: { l: 48, r: 16, t: 40, b: 40, pad: 8 },
    separators: ".,",
    hovermode: "closest",
    hoverlabel: { bgcolor: ground, bordercolor: grid, font: { family: font, size, color: text } },
    legend: { font: { size } },
    xaxis: { ...axis, showgrid: false, zeroline: false },
    // Away from the numbers, also in a narrow figure.
    yaxis: { ...axis, title: { ...axis.title, standoff: 0.7 * size } },
  }
}
