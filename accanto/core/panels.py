"""What an upper room adds to a page of a lower one: a card, or the way to begin what has nothing to show yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Panel:
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50


@dataclass(frozen=True)
class Beginning:
    """A card with nothing to show yet: a link in the one line that the page has for all of them."""

    label: Any
    url: str
    order: int = 50
