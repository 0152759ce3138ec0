"""What a project's tutors, and the persons they stand beside, may offer: from its definition, else the usual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from accanto.network.models import Project
from accanto.network.models.project import in_language
from accanto.tutoring.words import PERSON_OFFERS, TUTOR_OFFERS


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of a project's lists. `areas` are the needs that it answers; `kind` is relational or practical,
    or empty for what the person offers."""

    key: str
    text: str
    kind: str = ""
    areas: tuple[str, ...] = ()


def tutor_offers(project: Project) -> list[Offer]:
    """What a tutor may offer, in the reader's language."""
    told = _told(project, "tutor_offers")
    if not told:
        return [
            Offer(key, str(text), kind, tuple(map(str, areas)))
            for key, (text, kind, areas) in TUTOR_OFFERS.items()
        ]
    return [
        Offer(
            str(each["key"]),
            _words(each, TUTOR_OFFERS.get(each["key"], ("",))[0]),
            str(each.get("kind") or ""),
            tuple(each.get("areas") or ()),
        )
        for each in told
    ]


def person_offers(project: Project) -> list[Offer]:
    """What the person may offer, in the reader's language."""
    told = _told(project, "beneficiary_offers")
    if not told:
        return [Offer(key, str(text)) for key, text in PERSON_OFFERS.items()]
    return [Offer(str(each["key"]), _words(each, PERSON_OFFERS.get(each["key"], ""))) for each in told]


def _told(project: Project, name: str) -> list[dict[str, Any]]:
    return list((project.definition.get("tutoring") or {}).get(name) or [])


def _words(told: dict[str, Any], usual: Any) -> str:
    """The project's own words where it has them in the reader's language, else the usual ones for this key."""
    texts = told.get("text") or {}
    if (get_language() or "it").split("-")[0] in texts or not usual:
        return in_language(texts)
    return str(usual)
