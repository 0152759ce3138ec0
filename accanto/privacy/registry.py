"""The register of personal data: what each room says it holds, why, how long (GDPR, article 30).

Each room's `privacy.py` has `HOLDINGS`; `docs/personal-data.md` is generated from them, and a test
fails when a table with personal data is in none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal

from django.apps import apps

Erase = Literal["delete", "keep de-identified", "keep"]


@dataclass(frozen=True)
class Holding:
    """One table with personal data."""

    model: str  # "people.Identity"
    what: Any
    purpose: Any
    basis: Any
    retention: Any
    erase: Erase
    sealed: bool = False
    export: bool = True  # handed to the person who asks for their data
    #: Sealed columns that hold codes alone, and stay where the row stays without identity.
    coded: tuple[str, ...] = ()
    #: Columns in clear that say something of the person's life: emptied where the row stays without identity.
    emptied: tuple[str, ...] = ()
    #: Whether a row has files in the vault, which go with it.
    files: bool = False


def holdings() -> Iterator[Holding]:
    """What every installed room declares, in the order of the rooms."""
    for config in apps.get_app_configs():
        name = f"{config.name}.privacy"
        if config.name.startswith("accanto.") and find_spec(name) is not None:
            yield from getattr(import_module(name), "HOLDINGS", [])
