"""A Chromium for the browser tests: the machine's own, or a fetched one (python -m tests.browser)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# The shell is the browser without its windows, which no test looks at and which cost a third of a visit.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing but the page under test may talk to anybody.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--min-semi-space-size=32 --max-semi-space-size=64",  # MB: a page's load is collected seldom, not all the time
]


def installed() -> str | None:
    """The path of a Chromium on this machine, or None."""
    if own := next(filter(None, map(shutil.which, NAMES)), None):
        return own
    with sync_playwright() as playwright:
        fetched = playwright.chromium.executable_path
    return fetched if Path(fetched).exists() else None


def install() -> str | None:
    """Fetch Playwright's Chromium, or as root Debian's; the path, or None if neither could be had."""
    ways = [[sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        packages = ("chromium-headless-shell", "chromium")  # older systems have the second only
        ways += [["apt-get", "update", "-qq"], *(["apt-get", "install", "-y", "-qq", package] for package in packages)]
    for command in ways:
        print("no Chromium here; trying:", " ".join(command), flush=True)
        subprocess.run(command, check=False)
        if found := installed():
            return found
    return None


if __name__ == "__main__":
    path = installed() or install()
    if path is None:
        sys.exit("The browser tests need a Chromium: install chromium or google-chrome, then run again.")
    print("browser tests use", path)
