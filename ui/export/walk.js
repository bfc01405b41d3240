// The stage in a file that stands alone: there is nobody to send anything to.

import mount from "../player/stage/stage.js"

mount({
  data: { board: document.getElementById("story").textContent },
  parentElement: document.getElementById("walk"),
  setStateValue: () => {},
})
