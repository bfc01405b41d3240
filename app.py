"""The app: pages behind security headers and small files; python -m server, uvicorn app:app and streamlit run app.py serve it."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import runtime

from server import metrics
from server.files import Files
from server.metrics import Refusals
from server.paths import Paths, Status
from server.runtime import send_in_turn, watch_no_files
from server.security import Security
from server.storage import keep_house, keep_within_limits
from server.websockets import Messages
from ui.training import counted


def apologise(_: Exception) -> bool:
    """Stands in for a stack trace; the server's log has that."""
    counted.failed()
    st.error("This page could not be drawn. What you chose is in the address: reload the page to try again.")
    return True


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """What is set once: the collector, how threads take turns, and the figures for the inside."""
    gc.collect()
    gc.freeze()  # what is loaded stays until the end, and walking it costs
    sys.setswitchinterval(0.0005)  # a page beside a training waits for its turn many times, by default 5 ms each
    send_in_turn(runtime.get_instance())
    house = asyncio.create_task(keep_house())
    with metrics.served():
        yield
    house.cancel()


keep_within_limits()
watch_no_files()

# The main script lies in pages/ so that it has no pages/ beside it: Streamlit's older page discovery would
# otherwise answer the first deep link to a fresh server with the page file alone, without the router. Its settings
# lie beside it, in pages/.streamlit: they count wherever the server is started, over the settings of that directory.
# `streamlit run app.py` reads those beside app.py, which are the same by a link.
app = st.App(
    Path(__file__).parent / "pages" / "_router.py",
    lifespan=lifespan,
    middleware=[Middleware(part) for part in (Status, Refusals, Security, Files, Messages, Paths)],
    on_script_error=apologise,
)
