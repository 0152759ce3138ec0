"""Puts the built look and the compiled translations into the wheel; refuses to build without them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_LOOK = ("accanto/core/static/accanto/accanto.css", "accanto/core/static/accanto/accanto.rtl.css")


class BuiltFiles(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if version == "editable":
            return
        for file in _LOOK:
            if not (root / file).exists():
                raise RuntimeError(f"The look is not built ({file} is missing): run `make assets` first.")
        compile_messages(root)


def compile_messages(root: Path) -> int:
    """Compile every .po that is newer than its .mo. Returns how many."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    done = 0
    for source in sorted(root.glob("accanto/locale*/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalog = read_po(file)
        with target.open("wb") as file:
            write_mo(file, catalog)
        done += 1
    return done


if __name__ == "__main__":
    compile_messages(Path(__file__).parent)
