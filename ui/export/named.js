// Streamlit has no group with a name; a screen reader hears one.
export default ({ data, parentElement }) => {
  const group = parentElement.closest(".st-key-take_it_away")
  group?.setAttribute("role", "group")
  group?.setAttribute("aria-label", data.label)
}
