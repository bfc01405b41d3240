// What a lecturer wants of the keyboard: all keys on one sheet, a dark screen, the full screen,
// this step on every phone. `holder` is who is asked: a player, or the page in a hall that has
// none.

import { addressWith, element } from "../stage/dom.js"

const SHEET = [
  ["→ or PageDown", "the next step; in a presentation then the figures, then the next chapter"],
  ["← or PageUp", "back the same way"],
  ["Home, End", "the first step, the last step"],
  ["Space", "play, pause; play a figure again"],
  ["↑ ↓", "walk through the numbers of a grid"],
  ["Enter", "change a weight, keep an explanation in place, or go to a blank"],
  ["Esc", "let go of it"],
  ["1, 2, …", "answer what is asked under the board"],
  ["a", "questions before some steps, or none"],
  ["s", "in a presentation: start the training or the race"],
  ["q", "this very step as a code for phones"],
  ["f", "full screen"],
  ["b", "a dark screen, until the next key"],
  ["?", "this list"],
]
const OWN_NAME =
  "Only this computer knows that name: " +
  "open the page under its name in the network, and phones find it."
// Characters of an address that a code can hold and a phone can still read.
const LONGEST_CODE = 2300

export const PLAYERS = "[data-testid=stage], [data-testid=unroll]"
const isPlayer = holder => "here" in holder

export function toggleFull(holder) {
  if (document.fullscreenElement) document.exitFullscreen()
  else
    (isPlayer(holder) && !holder.hall()
      ? holder.root
      : document.documentElement
    ).requestFullscreen()
}

function darken(holder) {
  show(
    holder,
    element("div", {
      class: "cover dark",
      "data-testid": "dark",
      role: "status",
      "aria-label": "The screen is dark. Press a key to go on.",
    }),
  )
}

export function showKeys(holder) {
  const lines = SHEET.map(([keys, what]) =>
    element("div", {}, element("dt", {}, keys), element("dd", {}, what)),
  )
  show(
    holder,
    element(
      "div",
      { class: "cover sheet", "data-testid": "keys", role: "dialog", "aria-label": "Keys" },
      element("dl", { class: "page" }, ...lines),
    ),
  )
}

// The address of this screen without the presentation, as a picture for a phone's camera and in
// words.
function showAddress(holder) {
  const here = addressWith({ present: "", ...(isPlayer(holder) ? { t: holder.here().t } : {}) })
  const own = ["localhost", "127.0.0.1", "[::1]"].includes(here.hostname)
  const short = decodeURIComponent(here.host + here.pathname + here.search)
  const code = new URL("qr.svg", new URL(".", here))
  code.searchParams.set("text", here.href)
  const picture =
    here.href.length > LONGEST_CODE
      ? element("p", {}, "This address is too long for a code: use Link.")
      : element("img", { src: code.href, alt: `QR code of ${short}`, "data-testid": "qr" })
  picture.onerror = () => picture.remove() // a file has no server that draws
  const warning = own ? element("small", {}, OWN_NAME) : null
  show(
    holder,
    element(
      "div",
      { class: "cover sheet", role: "dialog", "aria-label": "The address of this step" },
      element(
        "figure",
        { class: "page" },
        picture,
        element("figcaption", {}, short, ...(warning ? [element("br"), warning] : [])),
      ),
    ),
  )
}

export const HALL = { f: toggleFull, b: darken, "?": showKeys, q: showAddress }

function show(holder, cover) {
  holder.cover?.remove()
  holder.rest?.()
  holder.cover = cover
  cover.onclick = () => uncover(holder)
  ;(isPlayer(holder) ? holder.root : document.body).append(cover)
}

// True if something lay over the screen: the key that takes it away does nothing else.
export function uncover(holder) {
  const covered = Boolean(holder.cover)
  holder.cover?.remove()
  holder.cover = null
  return covered
}
