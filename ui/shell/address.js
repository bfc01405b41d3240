// The server's half of the address: what its reader chose. It is written here, in the browser: with
// every write st.query_params adds an entry to the history, drops the fragment, and does not see
// what the stage wrote meanwhile (its step, its edits: ui/player/stage/dom.js). Only the names that
// the server gives are touched.

export default ({ data }) => {
  const { page, names, query, mine } = data
  // For ui/player/local_storage, should this page's server go away.
  if (mine) window.unrolledMine = mine
  const address = new URL(window.location.href)
  if (address.pathname.split("/").pop() !== page) return
  for (const name of names) {
    const [first, ...more] = [query[name] ?? []].flat()
    if (first === undefined) address.searchParams.delete(name)
    else address.searchParams.set(name, first) // in its place
    for (const value of more) address.searchParams.append(name, value)
  }
  if (address.href !== window.location.href)
    window.history.replaceState(window.history.state, "", address)
}
