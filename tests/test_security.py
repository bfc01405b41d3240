"""Who is answered: browsers that call this server by its name, for its own pages."""

import pytest
from starlette.datastructures import Headers

from server import security


def refused(**headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return security.refusal(Headers({"host": "school.example"} | named))[0]


def test_an_own_page_is_answered_and_a_foreign_one_is_not() -> None:
    assert refused() == refused(origin="https://school.example") == 0
    assert refused(origin="https://elsewhere.example") == 403


@pytest.mark.parametrize(
    "origin", ["ftp://school.example", "chrome-extension://school.example", "null", "//school.example", ""]
)
def test_an_origin_that_is_no_page_of_the_web_is_foreign(origin: str) -> None:
    assert refused(origin=origin) == 403


def test_a_length_that_is_told_in_two_ways_is_refused() -> None:
    assert refused(content_length="5", transfer_encoding="chunked") == 400
    assert refused(content_length="5") == refused(transfer_encoding="chunked") == 0


def test_only_a_listed_name_is_answered_where_names_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(host="anything.example") == 0
    monkeypatch.setattr(security, "HOSTS", {"school.example", "::1"})
    assert refused() == refused(host="School.Example:8501") == refused(host="[::1]:8501") == 0
    for other in (
        "elsewhere.example",
        "school.example.elsewhere.example",
        "",
        "school.example@elsewhere.example",
        "[bad",
    ):
        assert refused(host=other) == 421
