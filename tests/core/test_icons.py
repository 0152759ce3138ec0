"""Every icon that a page names is in the sprite: a name that is not there draws nothing, in silence."""

from __future__ import annotations

import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "accanto"


def test_every_icon_is_drawn() -> None:
    files = [*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.py")]
    named = {name for path in files for name in re.findall(r"""["']((?:it|ac)-[a-z0-9-]+)["']""", path.read_text("utf-8"))}  # fmt: skip
    sprite = (PACKAGE / "core/static/accanto/sprites.svg").read_text("utf-8")
    assert len(named) > 20
    assert {name for name in named if f'id="{name}"' not in sprite} == set()
