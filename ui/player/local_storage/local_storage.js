// The reader's own model stays in this browser, so that it is still there after a reload or a
// restart of the server.
const PLACE = "unrolled-model"

export default ({ data, setStateValue }) => {
  try {
    if (data.forget) localStorage.removeItem(PLACE)
    else if (data.keep) localStorage.setItem(PLACE, data.keep)
    else if (localStorage.getItem(PLACE)) {
      // a page that stood with it when its server went away still stands with it
      if (window.unrolledMine) setStateValue("asked", window.unrolledMine.join())
      setStateValue("kept", localStorage.getItem(PLACE))
    }
  } catch {
    // storage is full or switched off: then the model lasts as long as the session
  }
}
