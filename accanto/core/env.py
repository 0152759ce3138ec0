"""Settings from the environment: four typed readers, and the list of every name for the documents.

A secret may come from a file instead: `NAME_FILE` holds the path. A value that cannot be read
stops the start; it never falls back to something weaker in silence.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Setting:
    """One environment name, as `docs/settings.md` shows it."""

    name: str
    default: str
    meaning: str


KNOWN: dict[str, Setting] = {}


def text(name: str, default: str = "", *, meaning: str) -> str:
    KNOWN[name] = Setting(name, default, meaning)
    file_name = os.environ.get(f"{name}_FILE")
    if file_name:
        return Path(file_name).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def flag(name: str, default: bool = False, *, meaning: str) -> bool:
    raw = text(name, "true" if default else "false", meaning=meaning).lower()
    if raw in ("1", "true", "yes", "on"):
        return True
    if raw in ("0", "false", "no", "off", ""):
        return False
    raise ValueError(f"{name} must be true or false, not {raw!r}")


def number(name: str, default: int, *, meaning: str) -> int:
    raw = text(name, str(default), meaning=meaning)
    try:
        return int(raw)
    except ValueError as error:
        raise ValueError(f"{name} must be a whole number, not {raw!r}") from error


def words(name: str, default: str = "", *, meaning: str) -> list[str]:
    return [word.strip() for word in text(name, default, meaning=meaning).split(",") if word.strip()]
