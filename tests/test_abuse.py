"""A sample of what tests/abuse.py sends: whatever an untrusted browser says, others notice nothing."""

import asyncio
import http.client
import random
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest

from tests.abuse import broken, strange
from tests.reader import Gone, opened
from ui.shell.chapters import PAGES


def gathered(lines: AsyncIterator[str]) -> list[str]:
    async def gather() -> list[str]:
        return [line async for line in lines]

    return asyncio.run(gather())


@pytest.mark.parametrize("chapter", PAGES, ids=lambda chapter: chapter.path or "home")
def test_a_value_that_a_page_never_sends_harms_no_other_page(base: str, chapter: object) -> None:
    path = f"/{chapter.path}"  # type: ignore[attr-defined]
    assert gathered(broken(base, path, 4, random.Random(path))) == []


def test_a_message_that_no_page_sends_is_left_out_and_no_other_reader_notices_it(base: str) -> None:
    assert gathered(strange(base, random.Random(0))) == []


def test_a_choice_of_nothing_is_the_first_choice(base: str) -> None:
    async def read() -> list[str]:
        async with opened(base, "/forward") as reader:
            await reader.run()
            await reader.change("preset", string_array_value={"data": []})
            await reader.change("decimals", string_array_value={"data": []})
            return reader.wrong

    assert asyncio.run(read()) == []


def test_a_message_that_is_too_large_ends_its_own_connection_only(base: str) -> None:
    async def read() -> list[str]:
        async with opened(base, "/forward") as other, opened(base, "/forward") as reader:
            await other.run()
            await reader.run()
            with pytest.raises(Gone):
                await reader.change("word", string_value="h" * 10_000_000)
            await other.change("word", string_value="hole")
            return other.wrong

    assert asyncio.run(read()) == []


@pytest.mark.parametrize(
    "path",
    [
        "/..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/static/..%5c..%5capp.py",
        "/%00",
        "/forward%0d%0aSet-Cookie:x",
        "/_stcore/upload_file/x/y",
        "/media/../../app.py",
        "/app/static/../app.py",
        "/component/x/../../app.py",
        "/" + "a" * 5000,
    ],
)
def test_an_odd_path_gives_nothing_away(base: str, path: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=30)
    connection._validate_path = lambda _: None  # type: ignore[method-assign, attr-defined]
    connection.request("GET", path)
    got = connection.getresponse()
    content = got.read()
    connection.close()
    assert got.status < 500
    assert got.getheader("set-cookie") is None or "x" not in got.getheader("set-cookie", "").split("=")[0]
    assert b"root:" not in content
    assert b"import " not in content
    assert b"Traceback" not in content
