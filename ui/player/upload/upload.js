// Streamlit takes the button away that a file was chosen with, and the keyboard's focus with it:
// the next Tab would begin at the top of the page. The focus goes to the button that stands in its
// place.
const PATIENCE = 5000 // ms: a file of a megabyte is there sooner
const lost = () => !document.activeElement || document.activeElement === document.body

function keep(event) {
  const uploader = event.target.closest?.("[data-testid=stFileUploader]")
  if (!uploader) return
  const look = () => {
    if (lost()) [...uploader.querySelectorAll("button")].at(-1)?.focus()
  }
  const watch = new MutationObserver(look)
  watch.observe(uploader, { childList: true, subtree: true })
  setTimeout(() => watch.disconnect(), PATIENCE)
}

export default () => {
  document.removeEventListener("change", window.unrolledUpload, true)
  document.addEventListener("change", (window.unrolledUpload = keep), true)
}
