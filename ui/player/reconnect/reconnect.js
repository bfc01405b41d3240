// After its server went away a page is connected to another one, which knows nothing of it: its
// downloads have ids of the old session, and a change that was on its way is lost with the old
// server. So the page asks again, with all that it shows; at once if an answer was due, else within
// some seconds, for a whole class comes back at the same moment.
const AT_ONCE = 300
const SOON = 4000 // ms, at most
const kept = (window.unrolledReconnect ??= {})

function watch(app) {
  let connected = true
  let due = false
  let soon
  const look = () => {
    const now = app.dataset.testConnectionState === "CONNECTED"
    const idle = app.dataset.testScriptState === "notRunning"
    if (connected && !idle) clearTimeout(soon) // the reader was faster
    if (now && !connected)
      soon = setTimeout(() => kept.ask(), Math.random() * (due ? AT_ONCE : SOON))
    if (now) due = !idle
    connected = now
  }
  new MutationObserver(look).observe(app, {
    attributeFilter: ["data-test-connection-state", "data-test-script-state"],
  })
}

export default ({ setTriggerValue }) => {
  kept.ask = () => setTriggerValue("again", true)
  if (!kept.watched) watch((kept.watched = document.querySelector("[data-testid=stApp]")))
}
