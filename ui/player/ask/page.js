// Questions before a run that is no story: one after the other until the run begins, then what was said, and once it stands
// what came of it.

export default function ({ data, parentElement }) {
  const view = (parentElement.ask ??= create(parentElement))
  if (view.data && (data.run !== view.data.run || isRuled(view.data) > isRuled(data))) view.said.clear() // another run
  view.data = data
  paint(view)
  return () => {
    view.leave.abort()
    view.root.remove()
    delete parentElement.ask
  }
}

const isRuled = ({ asks }) => asks.every(({ right }) => right.length)

function create(parent) {
  const view = { data: null, said: new Map(), leave: new AbortController() }
  view.root = askLine(guess => answer(view, guess), () => toggle(view))
  view.root.classList.add("alone")
  parent.append(view.root)
  document.addEventListener("keydown", event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented || event.target.matches("input:not([type=range]), textarea, select")) return
    if (event.key === ASK_KEY) toggle(view)
    else if (!answer(view, guessOf(event.key))) return
    event.preventDefault()
  }, { signal: view.leave.signal })
  return view
}

// The first question that is still to be answered, while it can be.
const openAsk = ({ data, said }) => (data.begun || !isAsking(data.present) ? -1 : data.asks.findIndex((_, index) => !said.has(index)))

function answer(view, guess) {
  const at = openAsk(view)
  if (!view.data.asks[at]?.guesses[guess]) return false
  view.said.set(at, guess)
  paint(view)
  return true
}

function toggle(view) {
  window.unrolledAsks = !isAsking(view.data.present)
  paint(view)
}

function paint(view) {
  const { root, data, said } = view
  root.hidden = !isAsking(data.present)
  const at = openAsk(view)
  if (at >= 0) { root.replaceChildren(...askedNodes(data.asks[at], said.get(at))); return }
  const ruled = isRuled(data)
  const lines = data.asks.flatMap((ask, index) =>
    ruled ? [ruledNodes(ask, said.get(index), ask.right, ask.by)] : said.has(index) ? [[element("span", { class: "asked" }, ask.text), element("b", {}, ask.guesses[said.get(index)].says)]] : [])
  root.replaceChildren(...lines.map(nodes => element("div", { class: "group" }, ...nodes)))
}
