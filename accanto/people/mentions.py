"""Whether texts about the others of a household mention one who is erased: found in memory, for a person to look at.

Names are compared, never shown: what comes out is where to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from accanto.core.actor import Actor
from accanto.core.models import Record
from accanto.core.sealed import SealedTextField
from accanto.people.erasing import Part, held_on_persons, ways
from accanto.people.models import HouseholdMember, Identity, Person

_WHY = "names that are looked for in texts that the actor sees, and never come out"
#: Shorter words are found everywhere.
_SHORTEST = 3
#: Rows of one table that are read, newest first; and places that are listed.
_ROWS, MOST = 200, 30


@dataclass(frozen=True)
class Mention:
    what: Any
    code: str
    url: str


def mentions(actor: Actor, part: Part) -> list[Mention]:
    """Where texts of others of the household name the person, among what the actor sees; at most MOST."""
    words = _words_of(part)
    homes = HouseholdMember.objects.visible_to(actor).filter(person__in=part.persons).values("household")
    others = HouseholdMember.objects.visible_to(actor).filter(household__in=homes)
    ids = set(others.values_list("person_id", flat=True)) - part.persons
    if not words or not ids:
        return []
    codes = dict(Person.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", "code"))
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    return [each for _number, each in zip(range(MOST), _found(actor, codes, pattern), strict=False)]


def _words_of(part: Part) -> set[str]:
    names = Identity.objects.unscoped(_WHY).filter(person__in=part.persons)
    said = " ".join(f"{each.given_name} {each.family_name} {each.also_known_as}" for each in names)
    return {word for word in re.findall(r"\w+", said.casefold()) if len(word) >= _SHORTEST}


def _found(actor: Actor, codes: dict[UUID, str], pattern: re.Pattern[str]) -> Iterator[Mention]:
    for _holding, model in held_on_persons():
        columns = [each for each in model._meta.concrete_fields if isinstance(each, SealedTextField)]
        if not columns or not issubclass(model, Record) or model is Identity:
            continue
        keys = [way.person for way in ways(model)]
        theirs = reduce(or_, (Q(**{f"{key}__in": codes}) for key in keys))
        whose = Coalesce(*map(F, keys)) if len(keys) > 1 else F(keys[0])
        rows = model.objects.visible_to(actor).filter(theirs).annotate(whose=whose).order_by("-pk").distinct()
        for row in rows[:_ROWS]:
            if row.whose in codes and any(
                pattern.search(str(getattr(row, each.name) or "")) for each in columns
            ):
                yield Mention(model._meta.verbose_name, codes[row.whose], _place(row))


def _place(row: models.Model) -> str:
    """The nearest page of a row: its own, or that of what it hangs on."""
    step: Any = row
    while step is not None:
        if hasattr(step, "get_absolute_url"):
            return str(step.get_absolute_url())
        parent = getattr(step, "scope_parent", None) or ("case" if getattr(step, "case_id", None) else None)
        step = getattr(step, parent) if parent else None
    return ""
