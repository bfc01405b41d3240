// A symbol in a drawing, set as everywhere else.
const symbols = (x, y, text, attributes = {}) => shape("text", { x, y, "text-anchor": "middle", ...attributes }, ...svgMath(text))
