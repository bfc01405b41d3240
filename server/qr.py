"""The address of a screen as a QR code, for the phones of a class: drawn here, so that no other machine learns of it."""

import io
from urllib.parse import parse_qs

import segno
from starlette.responses import PlainTextResponse, Response

LONGEST = 2300  # characters: more is too fine for a phone's camera, and a code holds 2953 bytes at most
RULE = f"qr.svg draws one text, at most {LONGEST} characters of ASCII: qr.svg?text=…"


def drawn(query: str) -> Response:
    """The code of the text in a query as SVG with a white ground, with the least correction of errors: it is seen on a screen,
    not on paper."""
    texts = parse_qs(query).get("text", [])
    if len(texts) != 1 or len(texts[0]) > LONGEST or not texts[0].isascii():
        return PlainTextResponse(RULE, 400)
    image = io.BytesIO()
    code = segno.make(texts[0], error="l", micro=False, boost_error=True)
    code.save(image, kind="svg", scale=1, border=3, light="#fff")
    return Response(image.getvalue(), media_type="image/svg+xml")
