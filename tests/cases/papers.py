"""Papers made for tests: photos and PDFs, well and not."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS = 0x8825


def photo(kind: str = "JPEG", size: tuple[int, int] = (900, 600), *, where: bool = False) -> bytes:
    """A photo; with `where`, one in which a camera wrote its place and turned the picture."""
    out, exif = BytesIO(), Image.Exif()
    if where:
        exif[0x0112] = 6
        exif[0x010F] = "Telefono-di-prova"
        exif.get_ifd(GPS).update({1: "N", 2: (45.0, 8.0, 0.0), 3: "E", 4: (8.0, 24.0, 0.0)})
    Image.new("RGB", size, "#c8d6e5").save(out, kind, exif=exif)
    return out.getvalue()


def pdf(**how: object) -> bytes:
    """A page of PDF: `script`, `hidden` (a script written out within the page), `password`, `inside`, `deep` (a script
    many steps down), `pinned` (a file on a note)."""
    out, made = BytesIO(), pikepdf.new()
    made.add_blank_page()
    if how.get("script"):
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    if how.get("hidden"):
        made.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"))
    if how.get("deep"):
        chain = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        for _each in range(70):
            chain = pikepdf.Dictionary(S=pikepdf.Name.GoTo, Next=chain)
        made.Root.OpenAction = chain
    if how.get("pinned"):
        file = pikepdf.Dictionary(F="a.exe", EF=pikepdf.Dictionary(F=made.make_stream(b"more")))
        made.pages[0].Annots = pikepdf.Array(
            [pikepdf.Dictionary(Subtype=pikepdf.Name.FileAttachment, FS=file)]
        )
    if how.get("inside"):
        made.attachments["a.txt"] = b"more"
    lock = pikepdf.Encryption(owner="a", user="b") if how.get("password") else False
    made.save(out, encryption=lock)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of some hundred bytes that says it has ten thousand million points."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def moving() -> bytes:
    out = BytesIO()
    one, two = (Image.new("RGB", (20, 20), colour) for colour in ("red", "blue"))
    one.save(out, "WEBP", save_all=True, append_images=[two])
    return out.getvalue()


def upload(content: bytes, name: str = "foto.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=kind)
