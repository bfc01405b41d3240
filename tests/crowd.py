"""A crowd that leaves: python -m tests.crowd [sessions, 1000]

Opens so many pages of /forward, twenty at a time, and drops them without a word; starts twenty lessons and abandons them; sends
files at the limit and over it, and to sessions that are not there. Prints the server's memory before, at its highest and two
minutes later. Streamlit keeps up to 128 dropped sessions for two minutes, for readers whose connection was cut.
"""

import asyncio
import http.client
import sys
import time
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg

from benchmarks.load import memory
from tests.e2e.server import started
from tests.reader import opened

LIMIT = 1_000_000  # bytes of a file; config.toml has 1 MB, of 1,048,576


async def drop(url: str, path: str, press: str = "") -> None:
    """Open a page, press a button on it if one is named, and go without closing anything."""
    async with opened(url, path) as reader:
        await reader.run()
        if press:
            await reader.change(press, trigger_value=True)
        reader.connection.transport.abort()


async def upload(url: str, size: int) -> list[int]:
    """The answers to a file of this size: to a session of one's own and to one that is not there."""
    async with opened(url, "/lab") as reader:
        await reader.run()
        request = {"request_id": "1", "file_names": ["x"], "session_id": reader.session}
        await reader.send(BackMsg(file_urls_request=request))
        while (message := await reader.receive()).WhichOneof("type") != "file_urls_response":
            pass
        own = message.file_urls_response.file_urls[0].upload_url
        return [await asyncio.to_thread(put, url, path, size) for path in (own, own.replace(reader.session, "nobody"))]


def put(url: str, path: str, size: int) -> int:
    """The status of an upload with the token that the page would send; 0 where the server hung up before all was sent."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    connection.request("GET", "/_stcore/health")
    answer = connection.getresponse()
    answer.read()
    cookie = answer.headers["set-cookie"].split(";")[0]
    head = b'--x\r\nContent-Disposition: form-data; name="x"; filename="x"\r\n\r\n'
    headers = {
        "Content-Type": "multipart/form-data; boundary=x",
        "Cookie": cookie,
        "X-Xsrftoken": cookie.split("=", 1)[1],
    }
    try:
        connection.request("PUT", path, head + b"x" * size + b"\r\n--x--\r\n", headers)
        return connection.getresponse().status
    except ConnectionError:
        return 0
    finally:
        connection.close()


async def come_and_go(url: str, pid: int, sessions: int) -> tuple[float, float]:
    for path, press in (("/forward", ""), ("/training", "to_train"), ("/lab", "")) * 5:  # what is loaded once is loaded
        await drop(url, path, press)
    before = highest = memory([pid])
    for first in range(0, sessions, 20):
        await asyncio.gather(*(drop(url, "/forward") for _ in range(min(20, sessions - first))))
        highest = max(highest, memory([pid]))
    await asyncio.gather(*(drop(url, "/training", "to_train") for _ in range(20)))
    highest = max(highest, memory([pid]))
    for size in (LIMIT // 5, LIMIT, LIMIT + 100_000, 4 * LIMIT):
        print(f"a file of {size:,} bytes: {await upload(url, size)}")
    return before, max(highest, memory([pid]))


def main() -> None:
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with started() as (url, pid):
        before, highest = asyncio.run(come_and_go(url, pid, sessions))
        time.sleep(125)
        asyncio.run(drop(url, "/forward"))
        after = memory([pid])
    print(f"{sessions} sessions: {before:.0f} MB before, {highest:.0f} MB at most, {after:.0f} MB two minutes later")
    sys.exit(after > 1.2 * before)


if __name__ == "__main__":
    main()
