"""Documents by typst: tagged PDF/UA-1, fonts of our own, data kept apart from markup.

Data go in as JSON and are read by the template, so that no text of anyone is ever markup.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).resolve().parent / "static" / "accanto" / "ttf"


class FontsMissing(Exception):
    """The look is not built: a document without its fonts would show empty boxes in Arabic."""


def render(template: Path, data: dict[str, Any]) -> bytes:
    """A PDF of a typst template, which reads `json(bytes(sys.inputs.data))`. Raises FontsMissing."""
    if not any(FONTS.glob("*.ttf")):
        raise FontsMissing("The look is not built: run `make assets`.")
    compile_document: Any = typst.compile  # its stubs need an output type that bytes have not
    result = compile_document(
        template.read_bytes(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    assert isinstance(result, bytes)
    return result
