// The places of a stage: its nodes, made once, in the order in which they stand.

import { buildTransport } from "../transport/transport.js"
import { buildAsk } from "./ask.js"
import { element } from "./dom.js"
import { commitEdits, EDIT_HINT } from "./edit.js"
import { bigSteps } from "./player.js"
import { unpin } from "./pointer.js"
import { buildPractice } from "./practice.js"

export function buildFrame(stage) {
  const root = element("div", {
    class: "stage",
    "data-testid": "stage",
    role: "group",
    tabindex: 0,
  })
  stage.root = root
  stage.path = window.location.pathname
  stage.stripHost = element("div", { class: "strip-host" })
  stage.caption = element("p", {
    class: "caption",
    "data-testid": "caption",
    "aria-live": "polite",
  })
  stage.rows = element("div", { class: "rows" })
  const close = element(
    "button",
    { type: "button", class: "unpin", "aria-label": "Unpin", hidden: true },
    "✕",
  )
  close.onclick = () => unpin(stage)
  stage.explain = { body: element("div", { class: "lines", "data-testid": "explain" }), close }
  stage.explain.root = element(
    "aside",
    { class: "explain", "aria-label": "How this number was made", tabindex: 0 },
    close,
    stage.explain.body,
  )
  stage.side = { diagram: element("div", { class: "diagram", "data-testid": "diagram" }) }
  stage.side.root = element("div", { class: "side" }, stage.side.diagram, stage.explain.root)
  stage.body = element("div", { class: "body" }, stage.rows, stage.side.root)
  stage.parts = element("nav", { class: "parts", "aria-label": "Parts of the story" })
  stage.big = bigSteps(stage)
  stage.transport = buildTransport(stage, {}, stage.big)
  const undo = element("button", { type: "button" }, "Undo")
  const reset = element("button", { type: "button" }, "Reset weights")
  const edits = element("span", { class: "edits", role: "status" })
  undo.onclick = () => commitEdits(stage, stage.undo.pop(), false)
  reset.onclick = () => commitEdits(stage, "")
  stage.tools = {
    undo,
    reset,
    edits,
    root: element(
      "div",
      { class: "tools" },
      element("span", { class: "hint" }, EDIT_HINT),
      edits,
      undo,
      reset,
    ),
  }
  stage.practice = buildPractice(stage)
  stage.ask = buildAsk(stage)
  stage.head = element("div", { class: "head" }, stage.stripHost)
  stage.foot = element(
    "div",
    { class: "foot" },
    stage.parts,
    stage.ask.root,
    stage.tools.root,
    stage.practice.root,
  )
  root.append(
    stage.head,
    element("div", { class: "board" }, stage.caption, stage.body, stage.foot),
    stage.transport.root,
  )
  stage.equations = element("div", {
    class: "stage equations",
    role: "group",
    "aria-label": "The equations",
  })
}
