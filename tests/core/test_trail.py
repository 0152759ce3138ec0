"""Every write leaves an entry: who, what, when, why, before and after."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction

from accanto.accounts.operations.account import create_administrator
from accanto.cases.models import Case, Need
from accanto.core import trail
from accanto.people.models import Involvement, Person
from accanto.privacy.models import AuditEntry
from tests.cast import SYSTEM, TODAY, Cast


def _last() -> AuditEntry:
    entry = AuditEntry.objects.unscoped("test").order_by("-number").first()
    assert entry is not None
    return entry


def test_creation_is_recorded_with_its_subjects(cast: Cast) -> None:
    case = cast.case()
    need = trail.create(
        cast.actor(cast.berta), Need(case=case, area="housing", noted_on=TODAY()), "need.added"
    )
    entry = _last()
    assert (entry.action, entry.user_label, entry.object_id) == (
        "need.added",
        "berta@example.org",
        str(need.pk),
    )
    assert (entry.person_id, entry.case_id) == (case.person_id, case.pk)
    assert (entry.organisation_id, entry.project_id) == (case.organisation_id, case.project_id)
    assert entry.changes["area"] == [None, "housing"]


def test_a_change_keeps_before_and_after(cast: Cast) -> None:
    person = cast.person(gender="female")
    trail.change(SYSTEM, person, "person.changed", because="said so", gender="other")
    entry = _last()
    assert entry.changes == {"gender": ["female", "other"]}
    assert entry.reason == "said so"
    assert Person.objects.visible_to(SYSTEM).get(pk=person.pk).gender == "other"


def test_nothing_changed_leaves_no_entry(cast: Cast) -> None:
    person = cast.person(gender="female")
    before = _last().number
    trail.change(SYSTEM, person, "person.changed", gender="female")
    assert _last().number == before


def test_removal_keeps_what_was(cast: Cast) -> None:
    need = trail.create(SYSTEM, Need(case=cast.case(), area="legal", noted_on=TODAY()), "need.added")
    trail.remove(SYSTEM, need, "need.removed")
    assert _last().changes["area"] == ["legal", None]


def test_many_removed_at_once_leave_an_entry_each(cast: Cast) -> None:
    case = cast.case()
    needs = [
        trail.create(SYSTEM, Need(case=case, area=area, noted_on=TODAY()), "need.added")
        for area in ("legal", "housing")
    ]
    before = _last().number
    trail.remove_all(SYSTEM, needs, "need.removed")
    trail.remove_all(SYSTEM, [], "need.removed")
    told = AuditEntry.objects.visible_to(SYSTEM).filter(number__gt=before).order_by("number")
    assert [(each.action, each.object_id, each.changes["area"]) for each in told] == [
        ("need.removed", str(need.pk), [need.area, None]) for need in needs
    ]
    assert not Need.objects.visible_to(SYSTEM).filter(case=case).exists()


def test_an_invalid_row_is_neither_written_nor_recorded(cast: Cast) -> None:
    before = _last().number
    with pytest.raises(ValidationError):
        trail.create(SYSTEM, Person(year_of_birth=1200), "person.added")
    assert _last().number == before


def test_a_rolled_back_write_leaves_no_entry(cast: Cast) -> None:
    before = _last().number

    class Stop(Exception):
        pass

    with pytest.raises(Stop), transaction.atomic():
        cast.person()
        raise Stop
    assert _last().number == before


def test_without_a_trail_nothing_is_written(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trail, "_sink", None)
    with pytest.raises(trail.NoTrail):
        trail.create(SYSTEM, Person(), "person.added")
    assert not Person.objects.visible_to(SYSTEM).exists()


def test_a_note_records_an_act_without_a_row(cast: Cast) -> None:
    person = cast.person()
    trail.note(
        cast.actor(cast.mario), "identity.opened", person, reason="visit tomorrow", details={"how": "call"}
    )
    entry = _last()
    assert (entry.person_id, entry.reason, entry.changes) == (
        person.pk,
        "visit tomorrow",
        {"how": [None, "call"]},
    )


def test_no_secret_stands_in_the_trail(cast: Cast) -> None:
    create_administrator(
        email="prima@example.org", name="Prima", password="lunga-abbastanza-e-rara", organisation_name="Sede"
    )
    joined = AuditEntry.objects.unscoped("test").order_by("-number").filter(action="user.joined")[0]
    assert joined.changes["password"] == [None, trail.SEALED]


def test_every_column_that_lets_someone_in_is_kept_out_of_the_trail() -> None:
    """A new table with a token's hash must name the column so that the trail knows it."""
    words = ("password", "secret", "token", "hash")
    columns = {
        (model._meta.label, column.name)
        for model in apps.get_models()
        if model.__module__.startswith("accanto.") and model._meta.label != "directory.SearchWord"  # words
        for column in model._meta.concrete_fields
        if any(word in column.name for word in words)
    }
    assert columns and {name for _label, name in columns} <= trail._SECRETS


def test_who_loses_a_race_is_told_and_nothing_breaks(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two tabs at once: when this one looked, the other's case was not there yet."""
    person = cast.person(follower=cast.berta)
    cast.case(person)
    looked = Case.validate_constraints
    times: list[int] = []

    def blind_at_first(self: Case, exclude: Any = None) -> None:
        times.append(1)
        if len(times) > 1:
            looked(self, exclude)

    monkeypatch.setattr(Case, "validate_constraints", blind_at_first)
    before = _last().number
    with pytest.raises(ValidationError):
        cast.case(person)
    assert len(times) == 2
    assert _last().number == before


def test_a_locked_row_says_what_stands_now(cast: Cast) -> None:
    person = cast.person(gender="female")
    stale = Person.objects.visible_to(SYSTEM).get(pk=person.pk)
    trail.change(SYSTEM, person, "person.changed", gender="male")
    with transaction.atomic():
        trail.lock(stale)
    assert stale.gender == "male"


def test_of_a_file_the_trail_keeps_size_and_digest(cast: Cast) -> None:
    """The trail is never forgotten: a file of an import stands there no longer than it is worked on."""
    from accanto.directory.models import ImportBatch

    content = "nome;città\nSegreta;Ottiglio\n".encode() * 20
    batch = ImportBatch(file_name="x.csv", kind="sheet", content=content)
    trail.create(SYSTEM, batch, "import.started")
    said = str(_last().changes)
    assert f"{len(content)} bytes, SHA-256 " in said and b"Segreta".hex() not in said
    trail.change(SYSTEM, batch, "import.read", content=None)
    assert [*_last().changes] == ["content"] and b"Segreta".hex() not in str(_last().changes)


def test_a_key_to_a_row_that_is_gone_is_told_at_its_field(cast: Cast) -> None:
    """A row at hand is not looked up again; one that was removed meanwhile is at hand no more."""
    person = cast.person()
    known = Involvement(person=person, organisation=cast.org_b, project=cast.project)
    for involvement in person.involvements.all():
        trail.remove(SYSTEM, involvement, "test.removed")
    trail.remove(SYSTEM, person, "test.removed")
    with pytest.raises(ValidationError) as refused:
        trail.create(SYSTEM, known, "person.involved")
    assert "person" in refused.value.message_dict
