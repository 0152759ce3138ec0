"""Reads one file as a photo or a PDF, in a process of its own (core/limited.py).

Run with PIXELS, SIDE and PAGES: the file on standard input. On standard output a line of JSON: {"refused": why},
or {"type": …, "size": …} with the file to keep after it, and after that its small picture, if there is one.
A photo is written anew from its pixels, so that nothing stays of what a camera adds (place, device, hour).
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from typing import Any

_PHOTOS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_PDF = "application/pdf"
#: Longest side of the small picture: enough to tell papers apart, too small to read one.
_SMALL = 120
#: Dictionaries within dictionaries, written out: no honest file comes near.
_DEEPEST = 50
#: What a PDF does by itself, and what travels inside one.
_PROGRAMS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/Movie", "/GoToE"}


class Refused(Exception):
    """Why a file is not taken."""


def main(pixels: int, side: int, pages: int) -> None:
    content = sys.stdin.buffer.read()
    small = b""
    try:
        kind = _kind_of(content)
        if kind == _PDF:
            _look_at_pdf(content, pages)
        else:
            content, small = _look_at_photo(content, _PHOTOS[kind], pixels, side)
    except Refused as refused:
        print(json.dumps({"refused": str(refused)}))
        return
    print(json.dumps({"type": kind, "size": len(content)}), flush=True)
    sys.stdout.buffer.write(content + small)


def _kind_of(content: bytes) -> str:
    """What the first bytes say; never the name or what the browser says."""
    import puremagic

    try:
        found = {match.mime_type for match in puremagic.magic_string(content[:4096])}
    except (puremagic.PureError, ValueError):
        found = set()
    for kind in (*_PHOTOS, _PDF):
        if kind in found:
            return kind
    raise Refused("heic" if content[4:12] in (b"ftypheic", b"ftypmif1", b"ftypheix") else "kind")


def _look_at_photo(content: bytes, kind: str, pixels: int, side: int) -> tuple[bytes, bytes]:
    """The photo written anew, upright and no larger than it need be, and its small picture."""
    import warnings

    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = pixels
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(BytesIO(content), formats=[kind]) as opened:
            if getattr(opened, "n_frames", 1) > 1:
                raise Refused("moving")
            if opened.width * opened.height > pixels:
                raise Refused("bomb")
            opened.draft("RGB", (side, side))
            photo: Any = ImageOps.exif_transpose(opened)
            photo = photo.convert(
                "RGBA" if "A" in photo.getbands() or "transparency" in photo.info else "RGB"
            )
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise Refused("bomb") from error
    except Refused:
        raise
    except Exception as error:  # a decoder fails in its own ways
        raise Refused("damaged") from error
    photo.thumbnail((side, side))
    small = photo.copy()
    small.thumbnail((_SMALL, _SMALL))
    kept = "PNG" if kind == "PNG" else kind
    return _written(photo, kept), _written(small, "JPEG")


def _written(photo: Any, kind: str) -> bytes:
    from PIL import Image

    if kind == "JPEG" and photo.mode == "RGBA":
        photo = Image.alpha_composite(Image.new("RGBA", photo.size, "white"), photo).convert("RGB")
    bare = Image.new(photo.mode, photo.size)  # without the notes that travel along with a picture
    bare.paste(photo)
    out = BytesIO()
    bare.save(out, kind, **({} if kind == "PNG" else {"quality": 88}))
    return out.getvalue()


def _look_at_pdf(content: bytes, pages: int) -> None:
    """A PDF is kept as it is, for a signature in it must hold; one that does things by itself is not taken."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if not 0 < len(pdf.pages) <= pages:
                raise Refused("pages")
            for each in pdf.objects:
                _look_at_object(each, pikepdf)
    except pikepdf.PasswordError as error:
        raise Refused("locked") from error
    except Refused:
        raise
    except Exception as error:  # a parser fails in its own ways
        raise Refused("damaged") from error


def _look_at_object(each: Any, pikepdf: Any) -> None:
    """An object and what stands written out within it: actions mostly do."""
    waiting, seen = [(each, 0)], 0
    while waiting:
        now, deep = waiting.pop()
        seen += 1
        if seen > 100_000:
            raise Refused("damaged")
        if isinstance(now, pikepdf.Array):
            inner = list(now)
        elif isinstance(now, pikepdf.Dictionary | pikepdf.Stream):
            _look_at_entries(now)
            inner = [now[key] for key in now.keys()]  # noqa: SIM118  a PDF's dictionary is no dict
        else:
            continue
        own = (one for one in inner if isinstance(one, pikepdf.Object) and not one.is_indirect)
        if deep > _DEEPEST:
            raise Refused("damaged")
        waiting += [(one, deep + 1) for one in own]


def _look_at_entries(entries: Any) -> None:
    if "/JS" in entries or "/JavaScript" in entries or str(entries.get("/S", "")) in _PROGRAMS:
        raise Refused("program")
    if "/XFA" in entries or "/RichMedia" in entries:
        raise Refused("program")
    if "/EmbeddedFiles" in entries or "/EF" in entries or str(entries.get("/Type", "")) == "/EmbeddedFile":
        raise Refused("inside")


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:4]))
