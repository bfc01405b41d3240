// What the reader brought stays in this browser, so that a reload, or a server that starts again, finds it.
const PLACE = "unrolled-model"

export default ({ data, setStateValue }) => {
  try {
    if (data.forget) localStorage.removeItem(PLACE)
    else if (data.keep) localStorage.setItem(PLACE, data.keep)
    else if (localStorage.getItem(PLACE)) setStateValue("kept", localStorage.getItem(PLACE))
  } catch {
    // storage is full or switched off: then the model lasts as long as the session
  }
}
