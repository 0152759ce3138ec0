"""Links and codes with which a page is handed on. Nothing of them asks another site before it is tapped."""

from __future__ import annotations

import io
from urllib.parse import quote, urlencode

import segno

#: Quiet zone around a code, in modules (ISO/IEC 18004 asks for four).
_QUIET = 4


def whatsapp_link(title: str, url: str) -> str:
    """Opens WhatsApp with a message to send; a plain link, without a script of theirs."""
    return "https://wa.me/?" + urlencode({"text": f"{title}\n{url}"})


def route_link(point: tuple[float, float] | None, address: str) -> str:
    """A geo: address (RFC 5870), which a phone opens in the map of its owner's choice."""
    at = f"{point[0]:.5f},{point[1]:.5f}" if point else "0,0"
    return f"geo:{at}?q={quote(f'{at}({address})' if point else address)}"


def qr_svg(text: str, *, scale: float = 4) -> str:
    """A QR code as an SVG picture, black on white, readable when a fifth of it is damaged."""
    out = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(out, kind="svg", scale=scale, border=_QUIET, dark="#000", light="#fff", xmldecl=False)
    return out.getvalue().decode()
