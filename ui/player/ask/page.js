// Questions before a run that is no story: one after the other until the run begins, then what was
// said, and once it stands what came of it.

import { element } from "../stage/dom.js"
import { ASK_KEY, askedNodes, buildAsking, guessOf, isAsking, ruledNodes } from "./ask.js"

export default function mount({ data, parentElement }) {
  const view = (parentElement.ask ??= create(parentElement))
  if (view.data && (data.run !== view.data.run || isRuled(view.data) > isRuled(data)))
    view.ask.said.clear() // another run
  view.data = data
  paint(view)
  return () => {
    view.leave.abort()
    view.ask.root.remove()
    delete parentElement.ask
  }
}

const isRuled = ({ asks }) => asks.every(({ right }) => right.length)

function create(parent) {
  const view = { data: null, leave: new AbortController() }
  view.ask = buildAsking({
    open: () => openAsk(view),
    present: () => view.data.present,
    afterGuess: () => paint(view),
    afterToggle: () => paint(view),
  })
  view.ask.root.classList.add("alone")
  parent.append(view.ask.root)
  document.addEventListener(
    "keydown",
    event => {
      if (
        event.altKey ||
        event.ctrlKey ||
        event.metaKey ||
        event.defaultPrevented ||
        event.target.matches("input:not([type=range]), textarea, select")
      )
        return
      if (event.key === ASK_KEY) view.ask.toggle()
      else if (!view.ask.guess(guessOf(event.key))) return
      event.preventDefault()
    },
    { signal: view.leave.signal },
  )
  return view
}

// The first question that is still to be answered, while it can be.
function openAsk({ data, ask: { said } }) {
  if (data.begun || !isAsking(data.present)) return null
  const at = data.asks.findIndex((_, index) => !said.has(index))
  return at < 0 ? null : { ...data.asks[at], at }
}

function paint(view) {
  const { data } = view
  const { root, said } = view.ask
  root.hidden = !isAsking(data.present)
  const open = openAsk(view)
  if (open) {
    root.replaceChildren(...askedNodes(open))
    return
  }
  const ruled = isRuled(data)
  const lines = data.asks.flatMap((ask, index) =>
    ruled
      ? [ruledNodes(ask, said.get(index), ask.right, ask.by)]
      : said.has(index)
        ? [
            [
              element("span", { class: "asked" }, ask.text),
              element("b", {}, ask.guesses[said.get(index)].says),
            ],
          ]
        : [],
  )
  root.replaceChildren(...lines.map(nodes => element("div", { class: "group" }, ...nodes)))
}
