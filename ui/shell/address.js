// The address says what is in force. This runs where the address is, and so keeps what others wrote
// there meanwhile (the stage its step). Streamlit's own binding (bind="query-params") writes a
// choice's label instead of its key, and a refused word instead of the one shown. It is called
// again when its data change: hence the page is among them. Streamlit writes a widget that it has
// bound from its own copy of the address, now and then after this: so what is missing is written
// again.

const kept = (window.unrolledAddress ??= {})
const write = () => {
  const { page, names, query } = kept.data
  const address = new URL(window.location.href)
  if (address.pathname.split("/").pop() !== page) return
  for (const name of names) address.searchParams.delete(name)
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
  if (address.href !== window.location.href)
    window.history.replaceState(window.history.state, "", address)
}
export default ({ data }) => {
  const first = !kept.data
  kept.data = data
  // For ui/player/local_storage, should this page's server go away.
  if (data.mine) window.unrolledMine = data.mine
  if (first) {
    for (const name of ["pushState", "replaceState"]) {
      const own = window.history[name].bind(window.history)
      window.history[name] = (...given) => {
        own(...given)
        write()
      }
    }
  }
  write()
}
