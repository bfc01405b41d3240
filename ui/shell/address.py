"""What the address says: the settings in force and the page's own choices."""

from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from engine.presets import MINE
from ui.shell import session, settings, widgets
from ui.shell.chapters import Chapter
from ui.shell.controls import KEYS, PRESETS_OF, chosen

_address = st.components.v2.component("address", js=Path(__file__).with_suffix(".js").read_text("utf-8"))


def write(chapter: Chapter) -> None:
    """Make the address say which shared settings are in force; `t` and `edit` are the stage's to write."""
    names = [*KEYS, "present", *(choice.name for choice in chapter.choices)]
    query = _query(chapter, [*KEYS, "present"])
    mine = [name for name in PRESETS_OF if query.get(name) == MINE] if session.current().model else None
    _address(key="address", data={"page": chapter.path, "names": names, "query": query, "mine": mine})


def write_own(chapter: Chapter) -> None:
    """Make it say what the page's own widgets are set to, once they are drawn."""
    own = widgets.said(chapter.parameters)
    _address(key="address_own", data={"page": chapter.path, "names": list(own), "query": own, "mine": None})


def of(chapter: Chapter, edits: str) -> str:
    """The address that shows what this page shows from its first step, for a file that leaves the page."""
    came = {name: st.query_params.get_all(name) for name in chapter.parameters if name in st.query_params}
    query = came | widgets.said(chapter.parameters) | _query(chapter, KEYS) | ({"edit": edits} if edits else {})
    page = urlsplit(st.context.url or f"/{chapter.path}")._replace(query=urlencode(query, doseq=True), fragment="")
    return urlunsplit(page)


def _query(chapter: Chapter, names: Collection[str]) -> dict[str, str]:
    """What differs from its default: the shared settings of these names, and the page's own choices."""
    query = {name: value for name, value in settings.query(session.current()).items() if name in names}
    for choice in chapter.choices:
        if chosen(choice.name) != choice.options[0][0]:
            query[choice.name] = chosen(choice.name)
    return query
