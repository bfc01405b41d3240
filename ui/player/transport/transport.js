// What every player shares: to the beginning, back, Play, on, to the end; the same by keys; a bar
// to pull; its place in the address. Nothing here asks the server. A player brings
//   root, quiet   its element, and the nodes that are not read aloud while it plays
//   turn(by)      one step on or back: false where there is none
//   toStart(), toEnd(), pull(at)
//   ends()        whether it stands at its [beginning, end]
//   here()        its place, for the address
//   hall()        whether it is shown in a hall
//   own(event)    whether the key was meant for it alone, and it has done what was asked
//   ask           its questions, of ask.js

import { ASK_KEY, guessOf } from "../ask/ask.js"
import { addressWith, element, leftOn, writeUrl } from "../stage/dom.js"
import { HALL, PLAYERS, showKeys, toggleFull, uncover } from "./hall.js"
import { icon } from "./icons.js"

const SPEEDS = { "½×": 2400, "1×": 1200, "2×": 600, "4×": 300 } // ms a step
const [ON, BACK] = [
  ["ArrowRight", "PageDown"],
  ["ArrowLeft", "PageUp"],
]

function play(player) {
  if (player.ends()[1]) player.pull(0)
  player.playing = setInterval(() => {
    if (player.turn(1) === false) pause(player)
  }, SPEEDS[player.transport.speed.value])
  paintPlay(player)
}

function pause(player) {
  clearInterval(player.playing)
  player.playing = null
  paintPlay(player)
}

// While it plays, nothing is read aloud: a live region that changes every second drowns its
// listener.
function paintPlay(player) {
  const on = Boolean(player.playing)
  const button = player.transport.play
  button.replaceChildren(icon(on ? "pause" : "play"), on ? " Pause" : " Play")
  button.setAttribute("aria-label", on ? "Pause" : "Play")
  for (const node of player.quiet) node.setAttribute("aria-live", on ? "off" : "polite")
}

const KEYS = {
  ...Object.fromEntries([
    ...ON.map(key => [key, player => player.turn(1)]),
    ...BACK.map(key => [key, player => player.turn(-1)]),
  ]),
  Home: player => player.toStart(),
  End: player => player.toEnd(),
  " ": player => (player.playing ? pause(player) : play(player)),
  [ASK_KEY]: player => player.ask.toggle(),
  ...HALL,
}

// In a hall the keys that lead on lead out of the story at its ends: to the page's figures, to the
// next chapter.
function leadsOut(player, key) {
  const [start, end] = player.ends()
  return player.hall() && ((start && BACK.includes(key)) || (end && ON.includes(key)))
}

function onKey(player, event) {
  const { key, target } = event
  if (
    event.altKey ||
    event.ctrlKey ||
    event.metaKey ||
    target.matches("select, input[type=text], .slide input")
  )
    return
  if (!["Shift", "Tab"].includes(key) && uncover(player)) {
    /* that was all it did */
  } else if (player.own(event)) {
    /* done */
  } else if (key === " " && target.matches("button, input[type=checkbox]")) return
  else if (player.ask.guess(guessOf(key))) {
    /* said, and walked on */
  } else if (leadsOut(player, key) || !(key in KEYS)) return
  else KEYS[key](player)
  event.preventDefault()
  event.stopPropagation()
}

// Keys also reach the page's first player while nothing else has the keyboard.
export function listenToKeys(player) {
  player.root.onkeydown = event => onKey(player, event)
  player.rest = () => pause(player)
  player.away = new AbortController()
  document.addEventListener(
    "keydown",
    event => {
      const idle = !document.activeElement || document.activeElement === document.body
      if (idle && document.querySelector(PLAYERS) === player.root) onKey(player, event)
    },
    { signal: player.away.signal },
  )
}

export function keepPlace(player) {
  clearTimeout(player.urlTimer)
  player.urlTimer = setTimeout(() => writeUrl({ t: player.here().t }), 150)
}

export function leave(player) {
  pause(player)
  clearTimeout(player.urlTimer)
  player.away.abort()
  player.root.remove()
  leftOn(player.path)
}

// names: what the first button, the last and the bar are called; more: controls of this player
// alone.
export function buildTransport(
  player,
  { start = "First", end = "Last", bar = "Step" } = {},
  ...more
) {
  const button = (label, ink, action) => {
    const node = element("button", { type: "button", "aria-label": label, title: label }, ink)
    node.onclick = action
    return node
  }
  const scrub = element("input", { type: "range", min: 0, max: 0, value: 0, "aria-label": bar })
  scrub.oninput = () => {
    pause(player)
    player.pull(Number(scrub.value))
  }
  const ticks = element("span", { class: "ticks", "aria-hidden": "true" })
  const speed = element(
    "select",
    { "aria-label": "Speed" },
    ...Object.keys(SPEEDS).map(name => element("option", { selected: name === "1×" }, name)),
  )
  speed.onchange = () => {
    if (player.playing) {
      pause(player)
      play(player)
    }
  }
  const playButton = button("Play", "", () => KEYS[" "](player))
  playButton.className = "play"
  playButton.append(icon("play"), " Play")
  const link = button("Copy the link to this screen", "Link", () => copyLink(player, link))
  const position = element("span", { class: "position" })
  const root = element(
    "div",
    { class: "transport" },
    button(start, icon("first"), () => player.toStart()),
    button("Previous", icon("previous"), () => player.turn(-1)),
    playButton,
    button("Next", icon("next"), () => player.turn(1)),
    button(end, icon("last"), () => player.toEnd()),
    element("span", { class: "scrub" }, scrub, ticks),
    position,
    button("All keys", element("kbd", {}, "?"), () => showKeys(player)),
    ...more,
    speed,
    link,
    button("Full screen", icon("full"), () => toggleFull(player)),
  )
  return { root, scrub, play: playButton, speed, position, ticks }
}

async function copyLink(player, node) {
  writeUrl(player.here())
  try {
    await navigator.clipboard.writeText(addressWith(player.here(), player.address?.()).href)
    node.textContent = "Copied"
  } catch {
    node.textContent = "Copy it from the address bar"
  }
  setTimeout(() => {
    node.textContent = "Link"
  }, 2000)
}
