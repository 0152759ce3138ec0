"""Words that staff alone read, and names of scripts."""

from __future__ import annotations

from typing import Any

from babel import Locale
from django.utils.translation import gettext_lazy as _

#: What makes it hard to work. It stands in the assessment, never on a CV.
OBSTACLES: list[tuple[str, Any]] = [
    ("children", _("Nobody to look after the children")),
    ("health", _("Health")),
    ("transport", _("No means of getting there")),
    ("language", _("Italian")),
    ("reading", _("Reading and writing")),
    ("recognition", _("A qualification that is not recognised")),
    ("permit", _("The permit")),
    ("home", _("The home")),
]
#: Who does what was agreed.
WHO: list[tuple[str, Any]] = [
    ("person", _("The person")),
    ("operator", _("The operator")),
    ("service", _("A service")),
]


def script_name(code: str, language: str) -> str:
    """The name of a script by CLDR: "Arabo", "Latino"."""
    name = str(Locale(language.split("-", maxsplit=1)[0]).scripts.get(code, code))
    return name[:1].upper() + name[1:]
