"""Documents by typst: tagged PDF/UA-1, fonts of our own, data kept apart from markup.

Data go in as JSON and are read by the template, so that no text of anyone is ever markup.
"""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).resolve().parent / "static" / "accanto" / "ttf"
#: Stands for a letter that none of our fonts has.
UNPRINTABLE = "□"
#: How typst, held to PDF/UA, names a text that no font shows or that the standard does not allow.
_NO_GLYPH = re.compile(r"(?:the text|disallowed codepoint) `\"(.+?)\"`", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
#: Rounds in which one script, sign or rare letter each is given up, before everything unusual is.
_ROUNDS = 12
#: Given up at once when the rounds did not help: all but everyday Latin and Arabic, then all but ASCII.
_UNUSUAL, _BEYOND_ASCII = "*", "**"


def isolated(text: str) -> str:
    """Someone's words within ours, in the direction of their own script (UAX #9: FSI … PDI)."""
    return f"\u2068{text}\u2069" if text else ""


class FontsMissing(Exception):
    """The look is not built: a document without its fonts would show empty boxes in Arabic."""


def render(template: Path, data: dict[str, Any]) -> bytes:
    """A PDF of a typst template, which reads `json(bytes(sys.inputs.data))`. Raises FontsMissing.

    A text in a script that no font has (Tigrinya, Bengali, an emoji) never stops the document: boxes
    stand for its letters, and `data.unprintable` is true, for the template to say so.
    """
    if not any(FONTS.glob("*.ttf")):
        raise FontsMissing("The look is not built: run `make assets`.")
    given_up: set[str] = set()
    text = json.dumps({**data, "unprintable": False}, ensure_ascii=False)
    while True:
        try:
            return _compile(template, text)
        except typst.TypstError as error:
            found = _NO_GLYPH.search(str(error))
            if found is None or _BEYOND_ASCII in given_up:
                raise
            missing = _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), found[1])
            given_up |= _next_to_give_up(missing, given_up)
        text = json.dumps({**_without(data, given_up), "unprintable": True}, ensure_ascii=False)


def _next_to_give_up(missing: str, given_up: set[str]) -> set[str]:
    """What to give up for a text that no font shows; always more than before, so that it ends."""
    scripts = {_script(letter) for letter in missing if not _is_plain(letter)}
    if scripts - given_up and len(given_up) < _ROUNDS:
        return scripts
    return {_BEYOND_ASCII} if _UNUSUAL in given_up else {_UNUSUAL}


def _compile(template: Path, data: str) -> bytes:
    compile_document: Any = typst.compile  # its stubs need an output type that bytes have not
    result = compile_document(
        template.read_bytes(),
        sys_inputs={"data": data},
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    assert isinstance(result, bytes)
    return result


def _script(letter: str) -> str:
    """The script of a letter (the first word of its name in Unicode), or the kind of a sign.

    A rare Latin or Arabic letter stands for itself alone: the rest of its script does print.
    """
    if unicodedata.category(letter)[0] not in "LMN":
        return unicodedata.category(letter)
    script = unicodedata.name(letter, letter).split(" ")[0].split("-")[0]
    return letter if script in ("LATIN", "ARABIC", "COMBINING") else script


def _is_plain(letter: str) -> bool:
    return (letter.isascii() and letter.isprintable()) or letter in ("\n", UNPRINTABLE)


def _without(part: Any, given_up: set[str]) -> Any:
    """The same data with a box for each letter of what was given up."""
    if isinstance(part, str):
        return "".join(UNPRINTABLE if _is_given_up(letter, given_up) else letter for letter in part)
    if isinstance(part, dict):
        return {key: _without(value, given_up) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_without(value, given_up) for value in part]
    return part


def _is_given_up(letter: str, given_up: set[str]) -> bool:
    if _is_plain(letter):
        return False
    everyday = letter <= "\u024f" or "\u0600" <= letter <= "\u06ff" or "\u2010" <= letter <= "\u203a"
    unusual = not everyday or unicodedata.category(letter)[0] == "C"
    return _BEYOND_ASCII in given_up or (_UNUSUAL in given_up and unusual) or _script(letter) in given_up
