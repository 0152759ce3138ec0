"""Reading, writing and filling .po catalogues, so that the same code gives the same bytes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

#: What marks a string, besides the names that xgettext knows (those of Django's makemessages).
_KEYWORDS = (
    "_t", "gettext_noop", "gettext_lazy", "ngettext_lazy:1,2", "pgettext:1c,2", "npgettext:1c,2,3",
    "pgettext_lazy:1c,2", "npgettext_lazy:1c,2,3",
)  # fmt: skip
#: Lines of a header that say nothing or change with the hour.
_NOISE = re.compile(
    r'^"(?:Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Generated-By'
    r"|Last-Translator|Language-Team): .*\n",
    re.M,
)

#: Lines that xgettext leaves for a translator to fill in, and that cannot be read before.
_BLANKS = re.compile(r'^"(?:Content-Type|Plural-Forms): .*\n', re.M)


def extract(root: Path, files: list[str]) -> Catalog:
    """The strings of Python files and of Django templates. Raises RuntimeError if xgettext fails."""
    from django.utils.translation.template import templatize

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in files:
            text = (root / path).read_text(encoding="utf-8")
            copied = folder / path
            copied.parent.mkdir(parents=True, exist_ok=True)
            copied.write_text(
                text if path.endswith(".py") else templatize(text, origin=path), encoding="utf-8"
            )
        (folder / "files").write_text("\n".join(files), encoding="utf-8")
        command = [
            _xgettext(), "--language=Python", "--from-code=UTF-8", "--files-from=files", "--output=-",
            "--add-comments=Translators", *(f"--keyword={word}" for word in _KEYWORDS),
        ]  # fmt: skip
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(f"xgettext: {done.stderr.decode(errors='replace')}")
        # Without its header xgettext drops every letter beyond ASCII; of the header only the letters count.
        text = _BLANKS.sub("", done.stdout.decode("utf-8"))
        return read_po(io.StringIO(text), charset="utf-8")


def _xgettext() -> str:
    beside = Path(sys.executable).with_name("xgettext")
    found = str(beside) if beside.exists() else shutil.which("xgettext")
    if not found:
        raise RuntimeError("xgettext is not here: `make messages` installs it")
    return found


def read(path: Path, language: str) -> Catalog:
    """A catalogue; an empty one if there is no file."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write(path: Path, catalog: Catalog) -> None:
    """Sorted by file and without dates or line numbers: only a changed string makes a changed line."""
    catalog.header_comment = (
        "# Accanto. Licence: EUPL-1.2. Written by `make messages`; translate the empty strings."
    )
    held = io.BytesIO()
    write_po(held, catalog, width=100, include_lineno=False, sort_by_file=True, ignore_obsolete=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_NOISE.sub("", held.getvalue().decode("utf-8")), encoding="utf-8")
