"""The address of a screen as a QR code, for the phones of a class: drawn here, so that no other machine learns of it."""

import io
from urllib.parse import parse_qs

import segno
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from server.files import below

LONGEST = 2300  # characters: more is too fine for a phone's camera, and a code holds 2953 bytes at most
RULE = f"qr.svg draws one text, at most {LONGEST} characters of ASCII: qr.svg?text=…"


class QR:
    """Plain ASGI middleware: answers …/qr.svg?text=…; passes on the rest."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.path = f"{below()}/qr.svg"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if scope["type"] != "http" or scope["method"] != "GET" or path != self.path:
            await self.app(scope, receive, send)
            return
        texts = parse_qs(scope["query_string"].decode("latin-1")).get("text", [])
        if len(texts) != 1 or len(texts[0]) > LONGEST or not texts[0].isascii():
            await PlainTextResponse(RULE, 400)(scope, receive, send)
            return
        await Response(drawn(texts[0]), media_type="image/svg+xml")(scope, receive, send)


def drawn(text: str) -> bytes:
    """The code as SVG with a white ground, with the least correction of errors: it is seen on a screen, not on paper."""
    image = io.BytesIO()
    segno.make(text, error="l", micro=False, boost_error=True).save(image, kind="svg", scale=1, border=3, light="#fff")
    return image.getvalue()
