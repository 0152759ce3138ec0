"""Names of scripts."""

from __future__ import annotations

from babel import Locale


def script_name(code: str, language: str) -> str:
    """The name of a script by CLDR: "Arabo", "Latino"."""
    name = str(Locale(language.split("-", maxsplit=1)[0]).scripts.get(code, code))
    return name[:1].upper() + name[1:]
