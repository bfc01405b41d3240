"""What bars a reader from a page, as axe-core tells it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import comes_true

# Streamlit fades what it redraws, charts fade in; what never ends (a pulse) does not count.
STILL = """() => document.getAnimations().every(animation =>
  animation.playState !== 'running' || animation.effect.getComputedTiming().endTime === Infinity)"""

# Axe takes some milliseconds an element for its contrast: one element of each colour, size, weight and ground is asked for.
_CONTRASTS = """() => {
  const grounds = new Map([[null, '']]), found = new Map()
  const ground = node => {
    if (!grounds.has(node)) {
      const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(node)
      const own = [backgroundColor, backgroundImage, opacity].join()
      const laid = ['absolute', 'fixed'].includes(position) ? `over ${grounds.size}/` : ''  // over what, nobody can say
      grounds.set(node, ground(node.parentElement) + laid + (own === 'rgba(0, 0, 0, 0),none,1' ? '' : own + '/'))
    }
    return grounds.get(node)
  }
  for (const node of document.body.querySelectorAll('*')) {
    const says = [...node.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim())
    if (!says && !node.matches('input, textarea, select') || !node.checkVisibility({ visibilityProperty: true })) continue
    const { color, fontSize, fontWeight } = getComputedStyle(node)
    found.set([color, fontSize, fontWeight, ground(node)].join(), node)
  }
  return [...found.values()]
}"""
_AXE = f"""async contrast => {{
  const options = contrast ? {{ runOnly: ['color-contrast'] }} : {{ rules: {{ 'color-contrast': {{ enabled: false }} }} }}
  const context = contrast ? {{ include: ({_CONTRASTS})() }} : document
  return (await axe.run(context, {{ resultTypes: ['violations'], ...options }})).violations
}}"""


def violations(page: Page) -> list[str]:
    """What axe-core calls a serious or critical barrier but for contrasts, with the elements concerned."""
    return _serious(page, False)


def low_contrasts(page: Page) -> list[str]:
    """What cannot be read well, by axe-core, in the theme that is shown."""
    return _serious(page, True)


def _serious(page: Page, contrast: bool) -> list[str]:
    assert comes_true(page, STILL)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    return [
        f"{v['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for v in page.evaluate(_AXE, contrast)
        for node in v["nodes"]
        if v["impact"] in ("serious", "critical")
    ]
