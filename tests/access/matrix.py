"""The matrix: every URL of the site × every role × where the object is, with what must come out.

Derived from the URL configuration and from the roles table alone. The oracle never asks a view: it
reads `accounts/roles.py` and the objects' places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern

from accanto.core.checks import url_patterns
from accanto.core.screens import PUBLIC, SIGNED_IN

#: Library pages have their own tests and no objects of ours.
OURS = "accanto."
#: Values of URL parameters that are not objects.
WORDS = {
    "status": "met",
    "outcome": "served",
    "kind": "telephone",
    "secret": "no-such-secret",
    "side": "tutor",
    "language": "ar",
    "number": 1,
    "id": "0",
    "file": "service.json",
    "key": "vicini",
    "section": "overall",
}
WORD_FOR = {
    "plans:action_end": {"status": "done"},
    "skills:find": {"kind": "occupation"},
    "skills:section_absent": {"section": "licence"},
    "cases:appointment_outcome": {"outcome": "came"},
}


@dataclass(frozen=True)
class Address:
    """One URL of ours."""

    name: str
    view: Any
    parameters: tuple[str, ...]

    @property
    def capability(self) -> str:
        return str(self.view.capability)

    @property
    def by_token(self) -> dict[str, str]:
        """Capability by method of an address of the API that takes a token; empty for pages."""
        said: dict[str, str] = getattr(self.view, "capabilities", {})
        return {method: capability for method, capability in said.items() if capability != PUBLIC}

    @property
    def model(self) -> Any:
        return self.view.view_class.model

    @property
    def methods(self) -> tuple[str, ...]:
        allowed = [name for name in ("get", "post") if hasattr(self.view.view_class, name)]
        return tuple(name for name in allowed if name in self.view.view_class.http_method_names)


def addresses() -> Iterator[Address]:
    """Every URL of ours, by its full name."""
    for namespace, pattern in _named():
        view: Any = pattern.callback
        if view.__module__.startswith(OURS):
            name = f"{namespace}:{pattern.name}" if namespace else str(pattern.name)
            yield Address(name, view, tuple(pattern.pattern.converters))


def _named() -> Iterator[tuple[str, URLPattern]]:
    rooms = {}
    for _route, pattern in url_patterns():
        module = getattr(pattern.callback, "__module__", "")
        if module.startswith(OURS):
            room = module.split(".")[1]
            rooms[pattern] = "" if room == "config" else room
    yield from ((room, pattern) for pattern, room in rooms.items())


def is_open(address: Address) -> bool:
    return address.capability in (PUBLIC, SIGNED_IN)
