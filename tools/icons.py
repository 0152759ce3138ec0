"""The pictures of the portal as an app, drawn from one source: `make icons` after `icon.svg` changed.

Phones want PNG: 192 and 512 px with round corners, 512 px whose corners may be cut off in any shape (what is
drawn keeps to the inner circle of 40 %), 180 px full-bleed for Apple's.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import typst

FOLDER = Path(__file__).resolve().parent.parent / "accanto/portal/static/portal"
#: Side of the source, in its own units.
_SIDE = 512
_SQUARE = '<rect width="512" height="512" fill="#0055a6"/>'
_ROUND = '<rect width="512" height="512" rx="96" fill="#0055a6"/>'
_DRAWN = 'transform="translate(96 100) scale(13.333)"'
_SMALLER = 'transform="translate(128 131) scale(10.667)"'
#: File -> (side in pixels, what is different from the source).
ICONS: dict[str, tuple[int, dict[str, str]]] = {
    "icon-192.png": (192, {_SQUARE: _ROUND}),
    "icon-512.png": (512, {_SQUARE: _ROUND}),
    "icon-maskable-512.png": (512, {_DRAWN: _SMALLER}),
    "apple-touch-icon.png": (180, {}),
}


def draw(name: str) -> bytes:
    """One picture as PNG. Raises ValueError where the source is no longer drawn as this file thinks."""
    side, changes = ICONS[name]
    text = (FOLDER / "icon.svg").read_text(encoding="utf-8")
    for old, new in changes.items():
        if old not in text:
            raise ValueError(f"icon.svg no longer says {old}")
        text = text.replace(old, new)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "icon.svg").write_text(text, encoding="utf-8")
        page = Path(folder) / "icon.typ"
        page.write_text(
            f"#set page(width: {_SIDE}pt, height: {_SIDE}pt, margin: 0pt, fill: none)\n"
            f'#image("icon.svg", width: {_SIDE}pt, height: {_SIDE}pt)\n',
            encoding="utf-8",
        )
        drawn = typst.compile(str(page), format="png", ppi=72 * side / _SIDE)
    assert isinstance(drawn, bytes)
    return drawn


def main() -> None:
    for name in ICONS:
        (FOLDER / name).write_bytes(draw(name))
        print(f"{name}: {(FOLDER / name).stat().st_size} bytes")  # noqa: T201


if __name__ == "__main__":
    main()
