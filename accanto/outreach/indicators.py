"""The facts that this room offers to evaluation: rows within the actor's reach for figures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Sum

from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet
from accanto.outreach.models import Encounter, Given, GivenKind


def encounter_facts(actor: Actor) -> ScopedQuerySet:
    """Encounters; nameless ones have no person and count `how_many`."""
    return Encounter.objects.visible_to(actor, "figures.see")


def given_facts(actor: Actor) -> ScopedQuerySet:
    """What was given at encounters, leaflets with language and copies."""
    return Given.objects.visible_to(actor, "figures.see")


def leaflets_noted(actor: Actor, project: Any, on: date, language: str) -> int:
    """Copies of leaflets that this user noted at encounters of a day, in a language (ISO 639-3)."""
    rows = Given.objects.visible_to(actor).filter(
        kind=GivenKind.LEAFLET,
        language=language,
        encounter__on=on,
        encounter__operator=actor.user_id,
        encounter__project=project,
    )
    return int(rows.aggregate(n=Sum("copies"))["n"] or 0)
