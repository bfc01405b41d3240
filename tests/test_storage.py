"""What the server keeps for its sessions, and for how long."""

import asyncio
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.exceptions import HTTPException
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from server import storage
from tests.crowd import put
from tests.reader import Reader, opened


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "_left_behind", [])


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    clock = [100.0]
    monkeypatch.setattr(storage, "monotonic", lambda: clock[0])
    return clock


def file(file_id: str, size: int = 10) -> UploadedFileRec:
    return UploadedFileRec(file_id, "x.txt", "text/plain", b"x" * size)


def given(uploads: storage.Uploads, session: str, count: int = 1) -> list[str]:
    return [info.file_id for info in uploads.get_upload_urls(session, [""] * count)]


def held(uploads: storage.Uploads, session: str, ids: list[str]) -> list[str]:
    return [found.file_id for found in uploads.get_files(session, ids)]


def test_a_file_is_taken_once_and_only_under_an_id_that_its_own_session_was_given() -> None:
    uploads = storage.Uploads("/upload")
    (mine,) = given(uploads, "mine")
    for session, file_id in (("mine", "made up"), ("another", mine)):
        with pytest.raises(HTTPException):
            uploads.add_file(session, file(file_id))
    uploads.add_file("mine", file(mine))
    assert held(uploads, "mine", [mine]) == [mine]
    with pytest.raises(HTTPException):
        uploads.add_file("mine", file(mine))


def test_a_session_holds_few_files_the_newest_and_another_session_none_of_them_less() -> None:
    uploads = storage.Uploads("/upload")
    (other,) = given(uploads, "other")
    uploads.add_file("other", file(other))
    ids = []
    for _ in range(storage.HELD + 2):
        ids += given(uploads, "mine")
        uploads.add_file("mine", file(ids[-1]))
    assert held(uploads, "mine", ids) == ids[-storage.HELD :]
    assert held(uploads, "other", [other]) == [other]
    assert len(given(uploads, "mine", 100_000)) == storage.HELD


def test_all_sessions_together_hold_no_more_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "LARGEST_UPLOADS", 100)
    uploads = storage.Uploads("/upload")
    ids = {session: given(uploads, session) for session in ("a", "b", "c")}
    for session, (file_id,) in ids.items():
        uploads.add_file(session, file(file_id, 40))
    assert [held(uploads, session, mine) for session, mine in ids.items()] == [[], ids["b"], ids["c"]]
    uploads.remove_session_files("c")
    assert held(uploads, "c", ids["c"]) == []


def made(downloads: storage.Downloads, content: bytes) -> str:
    return downloads.load_and_get_id(content, "text/plain", MediaFileKind.DOWNLOADABLE, "x.txt")


def stands(downloads: storage.Downloads, file_id: str) -> bool:
    try:
        return bool(downloads.get_file(file_id))
    except MediaFileStorageError:
        return False


def test_a_made_file_outlives_the_ends_of_scripts_for_a_minute(now: list[float]) -> None:
    downloads = storage.Downloads("/media")
    manager = MediaFileManager(downloads)
    button = manager.add_deferred(lambda: b"numbers", "text/plain", "1.0", "x.txt")
    file_id = urlsplit(manager.execute_deferred(button)).path.rsplit("/", 1)[-1].split(".")[0]
    for _ in range(4):
        manager.remove_orphaned_files()
    now[0] += storage.STAYS - 1
    downloads.clear_away()
    assert stands(downloads, file_id)
    now[0] += 2
    assert downloads.clear_away()
    assert not stands(downloads, file_id)


def test_made_files_take_no_more_than_the_limit_and_the_newest_stays(
    monkeypatch: pytest.MonkeyPatch, now: list[float]
) -> None:
    monkeypatch.setattr(storage, "LARGEST_DOWNLOADS", 100)
    downloads = storage.Downloads("/media")
    files = [made(downloads, bytes([number]) * 40) for number in range(4)]
    assert [stands(downloads, file_id) for file_id in files] == [False, False, True, True]
    assert stands(downloads, made(downloads, b"x" * 1000))


def test_who_was_cut_off_is_forgotten_when_the_time_is_over_though_nobody_else_comes() -> None:
    sessions = storage.Sessions(ttl_seconds=0)
    sessions.save(SimpleNamespace(session=SimpleNamespace(id="gone")))  # type: ignore[arg-type]
    assert sessions.clear_away()
    assert not sessions.clear_away()


def asked(handler: Any, count: int, session: str) -> list[Any]:
    async def ask() -> list[Any]:
        request = BackendOperationRequest(request_id="q", deferred_file={"file_id": "f"})
        return await asyncio.gather(*(storage.make_in_turn(handler, request, session) for _ in range(count)))

    return asyncio.run(ask())


def handler(make: Any) -> Any:
    return SimpleNamespace(_get_media_file_mgr=lambda: SimpleNamespace(execute_deferred=make))


def test_a_page_has_few_files_made_at_once_and_is_told_so() -> None:
    answers = asked(handler(lambda file_id: f"/media/{file_id}"), storage.WAITING + 3, "s")
    assert [answer.deferred_file.url for answer in answers if not answer.error_msg] == ["/media/f"] * storage.WAITING
    assert all(str(storage.WAITING) in answer.error_msg for answer in answers[storage.WAITING :])


def test_a_file_that_cannot_be_made_is_an_answer_and_no_failure() -> None:
    def fails(_: str) -> str:
        raise MediaFileStorageError("Deferred file not found")

    (answer,) = asked(handler(fails), 1, "s")
    assert answer.error_msg
    assert not asked(handler(str), 1, "s")[0].error_msg


async def upload_address(reader: Reader) -> str:
    await reader.send(BackMsg(file_urls_request={"request_id": "1", "file_names": ["x"], "session_id": reader.session}))
    while (message := await reader.receive()).WhichOneof("type") != "file_urls_response":
        pass
    return message.file_urls_response.file_urls[0].upload_url


def test_the_server_keeps_to_these_limits(base: str) -> None:
    """Fails where Streamlit builds its runtime from other classes."""

    async def read() -> tuple[int, int]:
        async with opened(base, "/lab") as reader:
            await reader.run()
            address = await upload_address(reader)
            made_up = f"{address.rsplit('/', 1)[0]}/made-up"
            return await asyncio.to_thread(put, base, address, 5), await asyncio.to_thread(put, base, made_up, 5)

    assert asyncio.run(read()) == (204, 403)
