"""Whether a translation keeps the placeholders of its source."""

from __future__ import annotations

import re

_NAMED = re.compile(r"%\(\w+\)[#0 +-]*\d*(?:\.\d+)?[a-z]|\{\w*\}")
_BARE = re.compile(r"%(?:%|[sdifr])")


def placeholders(text: str) -> list[str]:
    """In order of the alphabet, as often as they stand in the text: `%(name)s`, `{name}`, `%s`."""
    bare = _BARE.findall(_NAMED.sub("", text))
    return sorted(set(_NAMED.findall(text))) + sorted(name for name in bare if name != "%%")


def placeholder_problem(source: str | tuple[str, ...], strings: list[str]) -> str:
    """What differs, or "". A plural form may leave out the number (Arabic has a word for "two")."""
    if isinstance(source, str):
        return "" if placeholders(source) == placeholders(strings[0]) else "placeholders differ"
    allowed = set(placeholders(source[0])) | set(placeholders(source[1]))
    if any(set(placeholders(string)) - allowed for string in strings):
        return "a placeholder that the code does not give"
    return "" if set(placeholders(strings[-1])) == allowed else "placeholders differ"
