"""Likely duplicates with reasons; merge, undo, and "not the same person" remembered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accanto.core import trail
from accanto.core.models import Record
from accanto.people.duplicates import likely_duplicates
from accanto.people.models import DuplicateVerdict, LanguageSkill, Likeness, Merge, Person, SearchKey
from accanto.people.operations.duplicate import merge_people, tell_apart, undo_merge
from accanto.people.operations.identity import add_identity
from accanto.privacy.models import AuditEntry
from tests.cast import SYSTEM, Cast


def _pair(cast: Cast) -> tuple[Any, Any]:
    one = cast.person(follower=cast.berta, year_of_birth=1990, gender="female")
    other = cast.person(follower=cast.berta, year_of_birth=1990)
    add_identity(SYSTEM, person=one, given_name="Amina", family_name="Diallo")
    add_identity(SYSTEM, person=other, given_name="Aminah", family_name="Jallow")
    for person, language in ((one, "ita"), (other, "ita"), (other, "ful")):
        trail.create(SYSTEM, LanguageSkill(person=person, language=language), "language.added")
    return one, other


def _everything() -> dict[str, list[tuple[Any, ...]]]:
    """All protected rows but the trail and the merge itself, without their time of change."""
    state = {}
    for model in apps.get_models():
        if (
            model._meta.proxy
            or not issubclass(model, Record)
            or model in (AuditEntry, Merge, SearchKey, Likeness)
        ):
            continue
        names = [field.attname for field in model._meta.concrete_fields if field.name != "updated_at"]
        rows = model.objects.unscoped("test").order_by("pk")
        state[model._meta.label] = [
            tuple(
                str(row.__dict__.get(name)) for name in names if not hasattr(row.__dict__.get(name), "token")
            )
            for row in rows
        ]
    return state


def test_likely_duplicates_come_with_reasons(cast: Cast) -> None:
    one, other = _pair(cast)
    (pair,) = likely_duplicates(cast.actor(cast.berta), [one])
    assert pair.other == other
    assert {"like_name", "same_year"} <= set(pair.evidence.reasons)


def test_a_verdict_is_remembered(cast: Cast) -> None:
    one, other = _pair(cast)
    actor = cast.actor(cast.berta)
    tell_apart(actor, one=one, other=other)
    tell_apart(actor, one=other, other=one)
    assert DuplicateVerdict.objects.visible_to(SYSTEM).count() == 1
    assert likely_duplicates(actor, [one]) == []


def test_merged_persons_are_one(cast: Cast) -> None:
    one, other = _pair(cast)
    case = cast.case(other)
    merge_people(cast.actor(cast.berta), keep=one, absorb=other, reasons=["like_name"])
    case.refresh_from_db()
    assert case.person_id == one.pk
    assert {skill.language for skill in one.languages.all()} == {"ita", "ful"}
    assert list(Person.objects.visible_to(cast.actor(cast.berta)).filter(merged_into=None)) == [one]


def test_undo_puts_everything_back(cast: Cast) -> None:
    one, other = _pair(cast)
    cast.case(other)
    before = _everything()
    actor = cast.actor(cast.berta)
    merge = merge_people(actor, keep=one, absorb=other, reasons=[])
    assert _everything() != before
    undo_merge(
        actor, merge=Merge.objects.visible_to(SYSTEM).select_related("kept", "absorbed").get(pk=merge.pk)
    )
    assert _everything() == before


def test_undo_has_an_end(cast: Cast) -> None:
    one, other = _pair(cast)
    actor = cast.actor(cast.berta)
    merge = merge_people(actor, keep=one, absorb=other, reasons=[])
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False), pytest.raises(ValidationError):
        undo_merge(actor, merge=merge)


def test_two_open_cases_are_not_merged(cast: Cast) -> None:
    one, other = _pair(cast)
    cast.case(one)
    cast.case(other)
    with pytest.raises(ValidationError, match="percorso aperto|open case"):
        merge_people(cast.actor(cast.berta), keep=one, absorb=other, reasons=[])
    assert Person.objects.visible_to(SYSTEM).filter(merged_into=None).count() == 2


def test_a_stranger_merges_nothing(cast: Cast) -> None:
    one, other = _pair(cast)
    with pytest.raises(PermissionDenied):
        merge_people(cast.actor(cast.dora), keep=one, absorb=other, reasons=[])
