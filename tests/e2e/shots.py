"""Screenshots of pages: light, dark, phone and projector.

python -m tests.e2e.shots http://localhost:8501 ../shots forward --t 12 --query "word=hole&decimals=4"
"""

import argparse
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

from tests import browser
from tests.e2e.conftest import ready
from ui.shell.chapters import PAGES

# name: width, height, theme, further parameters, the whole page or only the screen
VIEWS = {
    "light": (1440, 900, "light", {}, True),
    "dark": (1440, 900, "dark", {}, True),
    "phone": (390, 844, "light", {}, True),
    "projector": (1920, 1080, "light", {"present": "1"}, False),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server")
    parser.add_argument("folder", type=Path, help="outside the repository")
    parser.add_argument("paths", nargs="*", default=[c.path for c in PAGES], help="all pages if none is given")
    parser.add_argument("--t", type=int, help="the step of the stage, counted from 0")
    parser.add_argument("--query", default="", help="further parameters, as in an address")
    parser.add_argument("--views", nargs="+", choices=VIEWS, default=list(VIEWS))
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    step = {} if wanted.t is None else {"t": wanted.t}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser.installed(), args=browser.FLAGS)
        for view in wanted.views:
            width, height, scheme, more, whole = VIEWS[view]
            page = chromium.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
            )
            for path in wanted.paths:
                query = "&".join(filter(None, [wanted.query, urlencode(step | more)]))
                page.goto(f"{wanted.server}/{path.strip('/')}?{query}")
                ready(page)
                page.wait_for_timeout(400)  # charts fade in
                if whole:  # the page scrolls inside the app: make the screen as high as its content
                    content = page.get_by_test_id("stMainBlockContainer").evaluate("e => e.scrollHeight")
                    page.set_viewport_size({"width": width, "height": max(height, content + 80)})
                file = wanted.folder / f"{path.strip('/') or 'home'}-{view}.png"
                page.screenshot(path=file)
                page.set_viewport_size({"width": width, "height": height})
                print(file)
            page.close()
        chromium.close()


if __name__ == "__main__":
    main()
