// What a lecturer wants of the keyboard: all keys on one sheet, a dark screen, the full screen.

const SHEET = [
  ["→ or PageDown", "the next step"], ["← or PageUp", "the step before"], ["Home, End", "the first step, the last step"], ["Space", "play, pause"],
  ["↑ ↓", "walk through the numbers of a grid"], ["Enter", "change a weight, or keep an explanation in place"], ["Esc", "let go of it"],
  ["1, 2, …", "answer what is asked under the board"], ["a", "questions before some steps, or none"],
  ["f", "full screen"], ["b", "a dark screen, until the next key"], ["?", "this list"],
]

function toggleFull(stage) {
  if (document.fullscreenElement) document.exitFullscreen()
  else stage.root.requestFullscreen()
}

function darken(stage) {
  stage.cover?.remove()
  stage.cover = element("div", { class: "dark", "data-testid": "dark", role: "status", "aria-label": "The screen is dark. Press a key to go on." })
  show(stage)
}

function showKeys(stage) {
  const lines = SHEET.map(([keys, what]) => element("div", {}, element("dt", {}, keys), element("dd", {}, what)))
  stage.cover?.remove()
  stage.cover = element("div", { class: "sheet", "data-testid": "keys", role: "dialog", "aria-label": "Keys" }, element("dl", {}, ...lines))
  show(stage)
}

function show(stage) {
  pause(stage)
  stage.cover.onclick = () => uncover(stage)
  stage.root.append(stage.cover)
}

// True if something lay over the stage: the key that takes it away does nothing else.
function uncover(stage) {
  const covered = Boolean(stage.cover)
  stage.cover?.remove()
  stage.cover = null
  return covered
}
