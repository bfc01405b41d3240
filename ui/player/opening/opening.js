// The first picture, before Streamlit stands: the player with the board that came with the page, in
// the place where the page will have it. It cannot be clicked yet; the page's own player takes its
// nodes over (see stage.js), so nothing moves.

import { element } from "../stage/dom.js"

const LOOK = 250 // ms
// Looks at a page that stands and takes nothing over: it has no player, or says why it could not be
// drawn.
const PATIENCE = 20
const plan = document.getElementById("first-board")

// Where the reader has chosen a theme or another width of the navigation, the place and its colours
// are not these.
const isOurs = () =>
  window.matchMedia(plan.media).matches &&
  !localStorage.getItem("sidebarWidth") &&
  Object.entries(localStorage).every(
    ([key, value]) => !key.startsWith("stActiveTheme") || value === '"System"',
  )
const stands = () =>
  document.querySelector("[data-testid=stMain] h1") &&
  document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")

async function open() {
  const [{ default: show }, board] = await Promise.all([
    import(plan.dataset.player),
    fetch(plan.href).then(answer => answer.ok && answer.text()),
  ])
  // It has none after all, or the page was faster.
  if (!board || document.querySelector("[data-testid=stage]")) return
  const place = element("div", { class: "opening" })
  place.style.setProperty("--top", `${plan.dataset.top}rem`)
  document.body.append(place)
  const away = show({ data: { board }, parentElement: place, setStateValue() {} })
  place.leave = () => {
    delete window.unrolledOpening
    away()
    place.remove()
  }
  window.unrolledOpening = place
  let looks = 0
  const watch = setInterval(() => {
    if (window.unrolledOpening !== place) clearInterval(watch)
    else if (place.stage.path !== window.location.pathname || (stands() && ++looks > PATIENCE))
      place.leave()
  }, LOOK)
}

try {
  if (isOurs()) open()
} catch {
  /* storage is off: the page comes by itself */
}
