"""Whether a file is taken as a document: its size, viruses, what it is by its content."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.cases.papers.scan import NoAnswer, virus_in
from accanto.core.limited import TookTooLong, run_limited
from accanto.core.uploads import largest

#: Most pixels of a photo (a telephone's largest are of 50 million); longest side of what is kept; pages of a PDF.
PIXELS, SIDE, PAGES = 64_000_000, 3_600, 300
#: Most files at once.
AT_ONCE = 12
#: Types that are kept, and the ending of their files.
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf"}
_LONGEST_NAME = 80
_CHILD = Path(__file__).with_name("look.py")
_SECONDS = 40

_WHY: dict[str, Promise] = {
    "kind": gettext_lazy("this is neither a photo (JPEG, PNG, WebP) nor a PDF, whatever its name says"),
    "heic": gettext_lazy("photos in the HEIC format are not taken: send it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible)"),
    "moving": gettext_lazy("this is a moving picture: take a photo of the paper"),
    "bomb": gettext_lazy("this picture has more points than any camera makes: take the photo again"),
    "damaged": gettext_lazy("the file is damaged: open it yourself, and send it again"),
    "locked": gettext_lazy("this PDF asks for a password: save it without one, and send it again"),
    "program": gettext_lazy("this PDF holds a program: print it to a new PDF, and send that"),
    "inside": gettext_lazy("this PDF holds other files: send each of them by itself"),
    "pages": gettext_lazy("this PDF has no page, or more than 300"),
}  # fmt: skip


class NotTaken(Exception):
    """Why a file is not taken, in words for whoever sent it."""


@dataclass(frozen=True)
class Paper:
    """What is kept of a file: `thumbnail` is a small JPEG, empty where there is none."""

    name: str
    content_type: str
    content: bytes
    thumbnail: bytes


def checked(upload: Any) -> Paper:
    """What of an uploaded file is kept. Raises NotTaken."""
    if not upload.size:
        raise NotTaken(_("the file is empty"))
    content = upload.read()
    if upload.size > largest() or len(content) < upload.size:
        raise NotTaken(_("the file is larger than %(most)d MB") % {"most": settings.ACCANTO_DOCUMENT_MB})
    _no_virus(content)
    kind, kept, small = _looked_at(content)
    return Paper(clean_name(upload.name or "", ENDINGS[kind]), kind, kept, small)


def clean_name(name: str, ending: str) -> str:
    """A file's name without folders, without what cannot be seen, with the ending of what it is."""
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(each for each in last if unicodedata.category(each)[0] != "C")
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", " ".join(seen.split())).strip(". ")
    return f"{stem[:_LONGEST_NAME] or 'document'}.{ending}"


def _no_virus(content: bytes) -> None:
    try:
        found = virus_in(content)
    except NoAnswer as error:
        raise NotTaken(_("the virus scanner does not answer: try again in a few minutes")) from error
    if found:
        raise NotTaken(_("a virus was found in it (%(name)s)") % {"name": found[:60]})


def _looked_at(content: bytes) -> tuple[str, bytes, bytes]:
    try:
        done = run_limited(_CHILD, str(PIXELS), str(SIDE), str(PAGES), content=content, seconds=_SECONDS)
    except TookTooLong as error:
        raise NotTaken(str(_WHY["damaged"])) from error
    line, _end, rest = done.stdout.partition(b"\n")
    if done.returncode or not line:  # it used more than it may
        raise NotTaken(str(_WHY["damaged"]))
    said = json.loads(line)
    if "refused" in said:
        raise NotTaken(str(_WHY[said["refused"]]))
    return said["type"], rest[: said["size"]], rest[said["size"] :]
