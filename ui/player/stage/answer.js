// The number that a reader has typed into a blank.

const FRACTIONS = { "½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125 }

// One number, however a person writes it: 0.3, 0,30, .3, −0.3, ½, 1½, 1/2, 3e-1, 3·10⁻¹. {value} or
// {error}.
export function readAnswer(typed) {
  const text = typed
    .trim()
    .replace(/[−–]/g, "-")
    .replace(
      /[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g,
      power =>
        `^${[...power]
          .map(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".indexOf(digit))
          .map(at => (at === 10 ? "-" : at))
          .join("")}`,
    )
  if (!text) return { error: "Type a number, such as −0.35." }
  const [, sign, whole, fraction] = text.match(/^([+-]?)(\d{0,6})\s?([½¼¾⅓⅔⅛])$/) ?? []
  if (fraction) return { value: (sign === "-" ? -1 : 1) * (Number(whole) + FRACTIONS[fraction]) }
  const [, above, below] = text.match(/^([+-]?\d{1,6})\s*\/\s*(\d{1,6})$/) ?? []
  if (below && Number(below)) return { value: Number(above) / Number(below) }
  const [, factor, power] =
    text.match(/^(?:([+-]?\d+(?:[.,]\d*)?)\s?[·×*x]\s?)?10\^(-?\d{1,3})$/) ?? []
  if (power) return { value: Number((factor ?? "1").replace(",", ".")) * 10 ** Number(power) }
  if (/^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,3})?$/i.test(text))
    return { value: Number(text.replace(",", ".")) }
  const several = text.split(/[\s;|]+/).length
  if (several > 1) return { error: `One number is expected for this cell; here are ${several}.` }
  return {
    error: `“${typed.trim().slice(0, 12)}” is not a number. Write it as 0.35, 0,35 or −0.35.`,
  }
}
