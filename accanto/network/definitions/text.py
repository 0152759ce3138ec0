"""Words by language, as a definition has them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

Text = dict[str, str]


def in_language(texts: Any, language: str | None = None) -> str:
    """A text of a definition in the reader's language, else Italian, else whatever there is."""
    if not isinstance(texts, dict):
        return str(texts or "")
    wanted = (language or get_language() or "it").split("-")[0]
    return str(texts.get(wanted) or texts.get("it") or next(iter(texts.values()), ""))
