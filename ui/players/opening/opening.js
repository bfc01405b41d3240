// The first picture, before Streamlit stands: the player with the board that came with the page, in the place where the
// page will have it. It cannot be clicked yet; the page's own player takes its nodes over (see stage.js), so nothing moves.

const WIDE = "(min-width: 1300px)" // where the place is known: below, title and controls wrap
const PATIENCE = 10000 // ms for the page to take it over; one that does not come, or is another, is not waited for
const plan = document.getElementById("first-board")

// Where the reader has chosen a theme or another width of the navigation, the place and its colours are not these.
const isOurs = () => window.matchMedia(WIDE).matches && !localStorage.getItem("sidebarWidth")
  && Object.entries(localStorage).every(([key, value]) => !key.startsWith("stActiveTheme") || value === '"System"')

async function open() {
  const [{ default: show }, board] = await Promise.all([import(plan.dataset.player), fetch(plan.href).then(answer => answer.text())])
  if (document.querySelector("[data-testid=stage]")) return // the page was faster
  const place = element("div", { class: "opening" })
  place.style.setProperty("--top", `${plan.dataset.top}rem`)
  document.body.append(place)
  show({ data: { board }, parentElement: place, setStateValue() {} })
  window.unrolledOpening = place
  setTimeout(() => place.remove(), PATIENCE)
}

try { if (isOurs()) open() } catch { /* storage is off: the page comes by itself */ }
