"""What Streamlit keeps for its sessions, within limits: uploads, files made for a download, and those who were cut off.

Streamlit builds its runtime from three classes of its own and has no place to name others, so `keep_within_limits` puts these
in their place before the app is built; `tests/test_storage.py` fails where they are no longer used.
"""

import asyncio
import ctypes
import gc
import sys
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import RLock
from time import monotonic
from typing import Any

from starlette.exceptions import HTTPException
from streamlit.logger import get_logger
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
from streamlit.runtime import memory_media_file_storage, memory_session_storage, memory_uploaded_file_manager
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec, UploadFileUrlInfo

from ui.training.turns import making

HELD = 4  # uploaded files of one session: two uploaders, and the file that takes another's place
LARGEST_UPLOADS = 200_000_000  # bytes of all sessions together
STAYS = 60.0  # seconds that a made file stays: a browser fetches it a moment after it was told its address
LARGEST_DOWNLOADS = 200_000_000  # bytes of all of them; beyond, the oldest go sooner
WAITING = 4  # files that are made for one session, or wait to be
MAKERS = 64  # threads that make files or wait for their turn
EVERY = 15.0  # seconds from one look at what is left behind to the next


class Uploads(MemoryUploadedFileManager):
    """Takes a file only under an id that it gave to this session, once; of more than HELD the oldest goes."""

    def __init__(self, upload_endpoint: str) -> None:
        super().__init__(upload_endpoint)
        self._given: dict[str, deque[str]] = defaultdict(lambda: deque(maxlen=HELD))
        self._held: OrderedDict[tuple[str, str], int] = OrderedDict()  # (session, file) → bytes, the oldest first

    def get_upload_urls(self, session_id: str, file_names: Sequence[str]) -> list[UploadFileUrlInfo]:
        given = super().get_upload_urls(session_id, file_names[:HELD])
        self._given[session_id].extend(info.file_id for info in given)
        return given

    def add_file(self, session_id: str, file: UploadedFileRec) -> None:
        if file.file_id not in self._given.get(session_id, ()):
            raise HTTPException(403, "This server gave no such address for a file.")
        self._given[session_id].remove(file.file_id)
        super().add_file(session_id, file)
        self._held[session_id, file.file_id] = len(file.data)
        mine = [key for key in self._held if key[0] == session_id]
        for key in mine[:-HELD]:
            self.remove_file(*key)
        while sum(self._held.values()) > LARGEST_UPLOADS:
            self.remove_file(*next(iter(self._held)))

    def remove_file(self, session_id: str, file_id: str) -> None:
        self._held.pop((session_id, file_id), None)
        super().remove_file(session_id, file_id)

    def remove_session_files(self, session_id: str) -> None:
        self._given.pop(session_id, None)
        for key in [key for key in self._held if key[0] == session_id]:
            del self._held[key]
        super().remove_session_files(session_id)


class Downloads(MemoryMediaFileStorage):
    """Lets a file that was made for a download stay for a while, whatever happens in the meantime.

    Streamlit gives such a file no owner: two ends of any scripts would delete it before the browser has fetched it.
    """

    def __init__(self, media_endpoint: str) -> None:
        super().__init__(media_endpoint)
        self._made: OrderedDict[str, float] = OrderedDict()  # file → when, the oldest first
        self._changing = RLock()  # files are made in threads and cleared away by the server
        _left_behind.append(self.clear_away)

    def load_and_get_id(
        self, path_or_data: str | bytes, mimetype: str, kind: MediaFileKind, filename: str | None = None
    ) -> str:
        with self._changing:
            file_id = super().load_and_get_id(path_or_data, mimetype, kind, filename)
            if kind == MediaFileKind.DOWNLOADABLE:
                self._made[file_id] = monotonic()
                self._made.move_to_end(file_id)
                self.clear_away()
            return file_id

    def delete_file(self, file_id: str) -> None:
        if file_id not in self._made:
            super().delete_file(file_id)

    def clear_away(self) -> bool:
        """Delete what has stayed long enough, and the oldest beyond LARGEST_DOWNLOADS bytes; whether there was any."""
        with self._changing:
            before = len(self._made)
            while len(self._made) > 1 and self._total() > LARGEST_DOWNLOADS:
                self._gone(next(iter(self._made)))
            for file_id in [file_id for file_id, made in self._made.items() if made <= monotonic() - STAYS]:
                self._gone(file_id)
            return len(self._made) < before

    def _total(self) -> int:
        return sum(self._files_by_id[file_id].content_size for file_id in self._made)

    def _gone(self, file_id: str) -> None:
        del self._made[file_id]
        super().delete_file(file_id)


class Sessions(MemorySessionStorage):
    """Forgets sessions that were cut off and not resumed in time, even when no other session connects."""

    def __init__(self, **limits: Any) -> None:
        super().__init__(**limits)
        _left_behind.append(self.clear_away)

    def clear_away(self) -> bool:
        """Drop the sessions whose time is over."""
        return bool(self._cache.expire())  # type: ignore[attr-defined]


_makers = ThreadPoolExecutor(MAKERS, "download")
_making: Counter[str] = Counter()  # by session
_left_behind: list[Callable[[], bool]] = []  # what clears away, and says whether there was anything


def keep_within_limits() -> None:
    """From now on Streamlit builds its runtime from the classes above, and makes one file for a download at a time."""
    memory_uploaded_file_manager.MemoryUploadedFileManager = Uploads  # type: ignore[misc]
    memory_media_file_storage.MemoryMediaFileStorage = Downloads  # type: ignore[misc]
    memory_session_storage.MemorySessionStorage = Sessions  # type: ignore[misc, assignment]
    DeferredFileHandler.handle = make_in_turn  # type: ignore[method-assign, assignment]


async def make_in_turn(
    handler: DeferredFileHandler, request: BackendOperationRequest, session_id: str
) -> BackendOperationResponse:
    """Make the file of a download when it is the session's turn, in a thread of its own kind: those that wait must not keep
    others from being served."""
    answer, file_id = BackendOperationResponse(request_id=request.request_id), request.deferred_file.file_id
    if _making[session_id] >= WAITING:
        answer.error_msg = f"{WAITING} files are being made for this page; wait for one of them."
        return answer
    _making[session_id] += 1
    try:
        answer.deferred_file.url = await asyncio.get_running_loop().run_in_executor(
            _makers, _make, handler._get_media_file_mgr(), file_id
        )
    except MediaFileStorageError as why:
        made = why.__cause__ is not None  # else the id is none of ours: a page that was drawn again has new ones
        get_logger(__name__).warning("A download was not made: %s", str(why)[:200], exc_info=made)
        answer.error_msg = "This file could not be made."
    finally:
        _making[session_id] -= 1
        if not _making[session_id]:
            del _making[session_id]
    return answer


def _make(manager: MediaFileManager, file_id: str) -> str:
    with making:
        return manager.execute_deferred(file_id)


async def keep_house() -> None:
    """Clear away, for as long as the server runs, and give the memory back to the system."""
    while True:
        await asyncio.sleep(EVERY)
        cleared = [clear_away() for clear_away in _left_behind]
        if any(cleared):
            gc.collect()
            glibc("malloc_trim", 0)


def glibc(function: str, *arguments: int) -> None:
    """Call a function of the GNU C library; elsewhere there is nothing to do."""
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), function):
        libc[function](*arguments)
