"""A person who is erased: nothing of theirs is left to read, everyone else's rows are as they were."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from accanto.core import trail, vault
from accanto.core.actor import NotAllowed, SystemActor
from accanto.core.scoping import unrecorded
from accanto.core.sealed import SealedJSONField, SealedTextField
from accanto.evaluation.facts import SOURCES
from accanto.people.erasing import emptied_columns, held_on_persons, part_of, rows_of, ways
from accanto.people.models import Erasure, HouseholdMember, Identity, Involvement, Person
from accanto.people.operations.duplicate import merge_people
from accanto.people.operations.erasure import (
    ask_erasure,
    call_back_erasure,
    carry_out_erasure,
    erase_again,
    ledger,
    own_erasures,
)
from accanto.people.operations.identity import add_identity
from accanto.privacy import chain
from accanto.privacy.registry import holdings
from tests.access.objects import MAKERS, Objects
from tests.cast import SYSTEM, Cast

#: Written by an erasure itself, and by nobody else's doing.
TRAIL = {"privacy.AuditEntry", "privacy.TrailHead", "people.Erasure"}
PLANTED = "Zzyzx"


@pytest.fixture(autouse=True)
def _no_witness() -> None:
    """Of another test's trail, which was longer."""
    chain._witness_path().unlink(missing_ok=True)


def everything() -> dict[tuple[str, Any], dict[str, Any]]:
    """Every row of every table of ours, as it stands in the database."""
    return {
        (model._meta.label, row["pk"]): row
        for model in apps.get_models()
        if not model._meta.proxy
        for row in model._base_manager.values("pk", *_names(model))
    }


def _names(model: type[models.Model]) -> list[str]:
    return [column.attname for column in model._meta.concrete_fields]


def opened() -> str:
    """All of it in one text, sealed columns opened."""
    said = []
    for model in apps.get_models():
        for row in model._base_manager.all() if not model._meta.proxy else ():
            said += [str(getattr(row, name)) for name in _names(model)]
    return "\n".join(said)


def plant(part: Any) -> None:
    """A word into every sealed text of a person's rows."""
    with unrecorded("test"):
        for holding, model in held_on_persons():
            columns = [each for each in model._meta.concrete_fields if isinstance(each, SealedTextField)]
            for row in rows_of(model, part):
                for column in columns:
                    said = f"{PLANTED} {model.__name__} {column.name}"
                    if isinstance(column, SealedJSONField):
                        setattr(row, column.name, {"said": said})
                    elif column.name not in ("expires_on", "decree_on", "answers"):
                        setattr(row, column.name, said)
                for name in holding.emptied:
                    setattr(row, name, f"{PLANTED} {name}")
                models.Model.save(row)  # past models that refuse to be written twice


def all_of(cast: Cast, where: str) -> Objects:
    """One of each thing that hangs on a person, in a place; nothing goes on any more."""
    objects = Objects(cast, where)
    for label in MAKERS.keys() - {"people.Erasure"}:
        if ways(apps.get_model(label)) and not apps.get_model(label)._meta.proxy:
            objects.of(label)
    day = timezone.localdate()
    for label, values in (
        ("cases.Case", {"closed_on": day, "outcome": "lost"}),
        ("tutoring.Tutoring", {"ended_on": day, "end_reason": "other"}),
        ("supports.HomeStay", {"ended_on": day, "end": "other"}),
        ("supports.Support", {"status": "withdrawn"}),
    ):
        row = objects.of(label)
        with unrecorded("test"):
            known = {name: value for name, value in values.items() if name in _names(type(row))}
            type(row)._base_manager.filter(pk=row.pk).update(**known)
    return objects


def counted() -> dict[str, int]:
    """How many facts of each kind figures count."""
    return {name: source.rows(SYSTEM).count() for name, source in SOURCES.items()}


def due(cast: Cast, person: Person, by: Any = None) -> Erasure:
    """Asked by Berta, who follows the person; the days to think again are over."""
    (row,) = ask_erasure(cast.actor(by or cast.berta), person=person, because=f"{PLANTED} lo ha chiesto")
    return trail.change(SYSTEM, row, "test.made", not_before=timezone.localdate())


@pytest.mark.parametrize("merged", [False, True])
def test_nothing_of_the_person_is_left_and_everyone_elses_rows_are_as_they_were(
    cast: Cast, merged: bool, django_capture_on_commit_callbacks: Any
) -> None:
    own, theirs = all_of(cast, "own"), all_of(cast, "other organisation")
    person, document = own.of("people.Person"), own.of("cases.Document")
    vault.write(document.pk, vault.CONTENT, b"una pagina", document.file_key)
    if merged:
        double = cast.person(follower=cast.berta)
        add_identity(SYSTEM, person=double, given_name=f"{PLANTED}", family_name="Doppia")
        merge_people(cast.actor(cast.berta), keep=person, absorb=double, reasons=[])
    part = part_of(person, [cast.org_a.pk])
    plant(part)
    mate = cast.person(gender="male")
    home = own.of("people.HouseholdMember").household
    lives = trail.create(
        SYSTEM, HouseholdMember(household=home, person=mate, relation="partner"), "test.made"
    )
    erasure, figures, code = due(cast, person), counted(), person.code
    before, gone = (
        everything(),
        {(m._meta.label, r.pk) for _h, m in held_on_persons() for r in rows_of(m, part)},
    )
    with django_capture_on_commit_callbacks(execute=True):
        carry_out_erasure(cast.actor(cast.mario), erasure=erasure, copy_given=True)
    text = opened()
    assert PLANTED not in text
    assert theirs.secret in text and not vault.path_of(document.pk, vault.CONTENT).exists()
    after = everything()
    reference = ("people.HouseholdMember", lives.pk)
    touched = gone | {reference} | {("people.Person", pk) for pk in part.persons}
    touched.add(("accounts.User", cast.amina.pk))
    for key, row in before.items():
        if key not in touched and key[0] not in TRAIL and row.get("user_id") != cast.amina.pk:
            assert after.get(key) == row, key
    lives.refresh_from_db()
    assert lives.relation == "reference"
    assert counted() == figures and chain.verify().sound
    person.refresh_from_db()
    assert person.erased_on and person.code != code and person.account is None
    assert not Person.objects.visible_to(cast.actor(cast.mario)).filter(pk=person.pk).exists()
    for row in (own.of("cases.Case"), own.of("plans.Plan")):  # what stays can be looked at
        assert cast.client(cast.mario).get(row.get_absolute_url()).status_code == 200
    done = cast.client(cast.mario).get(erasure.get_absolute_url())
    assert done.status_code == 200 and cast.mario.name in done.content.decode()


def test_only_the_own_part_goes_while_another_organisation_knows_the_person(cast: Cast) -> None:
    person = cast.person(follower=cast.berta, gender="female")
    trail.create(
        SYSTEM, Involvement(person=person, organisation=cast.org_b, project=cast.project), "test.made"
    )
    add_identity(SYSTEM, person=person, given_name="Zaynab", family_name="Inventata")
    cases = [cast.case(person), cast.case(person, cast.org_b, cast.dora)]
    for case in cases:
        need = apps.get_model("cases.Need")(
            case=case, area="housing", words=PLANTED, noted_on=timezone.localdate()
        )
        trail.create(SYSTEM, need, "test.made")
    erasure = due(cast, person)
    with pytest.raises(ValidationError, match=cases[0].code):
        carry_out_erasure(cast.actor(cast.mario), erasure=erasure, copy_given=True)
    trail.change(SYSTEM, cases[0], "test.made", closed_on=timezone.localdate(), outcome="lost")
    preview = cast.client(cast.mario).get(erasure.get_absolute_url()).content.decode()
    assert cases[1].code not in preview and "Ponte" not in preview  # who else knows them is not said
    done = carry_out_erasure(cast.actor(cast.mario), erasure=erasure, copy_given=True)
    assert not done.whole and Identity.objects.visible_to(SYSTEM).get(person=person).given_name == "Zaynab"
    assert [case.needs.get().words for case in cases] == ["", PLANTED]
    assert cast.client(cast.berta).get(person.get_absolute_url()).status_code == 404
    assert cast.client(cast.dora).get(person.get_absolute_url()).status_code == 200


def test_two_people_a_waiting_time_a_copy_and_a_way_back(cast: Cast) -> None:
    person = cast.person(follower=cast.berta)
    berta, mario = cast.actor(cast.berta), cast.actor(cast.mario)
    with pytest.raises(NotAllowed):  # a colleague who does not follow the person
        ask_erasure(cast.actor(cast.bruna), person=person)
    (row,) = ask_erasure(mario, person=person, because="perché sì")
    with pytest.raises(ValidationError):
        ask_erasure(berta, person=person)
    with pytest.raises(NotAllowed):
        carry_out_erasure(berta, erasure=row)
    page = cast.client(cast.mario).get(row.get_absolute_url())
    assert len(page.context["problems"]) == 2  # his own wish, and too early
    call_back_erasure(mario, erasure=row)
    with pytest.raises(ValidationError):
        call_back_erasure(mario, erasure=row)
    row = due(cast, person)
    client, url = cast.client(cast.mario), reverse("people:erasure_carry_out", args=[row.pk])
    assert "copy_given" in client.post(url, {"certain": "on"}).context["form"].errors
    assert client.post(url, {"certain": "on", "copy_given": "on"}).status_code == 302
    assert client.post(url, {"certain": "on", "copy_given": "on"}).status_code == 422  # a second tap
    row.refresh_from_db()
    assert row.done_by == cast.mario and row.whole and row.because == ""


def test_the_person_asks_by_their_account_and_texts_of_the_household_are_listed(cast: Cast) -> None:
    person, mate = cast.person(follower=cast.berta, account=cast.amina), cast.person(follower=cast.berta)
    add_identity(SYSTEM, person=person, given_name="Zaynab", family_name="Inventata")
    place = {"organisation": cast.org_a, "project": cast.project}
    home = trail.create(SYSTEM, apps.get_model("people.Household")(**place), "test.made")
    for each, relation in ((person, "reference"), (mate, "partner")):
        trail.create(SYSTEM, HouseholdMember(household=home, person=each, relation=relation), "test.made")
    case = cast.case(mate)
    for words in ("La moglie, ZAYNAB, cerca casa", "Inventatamente altro"):
        need = apps.get_model("cases.Need")(
            case=case, area="housing", words=words, noted_on=timezone.localdate()
        )
        trail.create(SYSTEM, need, "test.made")
    (row,) = ask_erasure(cast.actor(cast.amina), person=person)
    assert row.by_person
    url = reverse("people:erasure_carry_out", args=[row.pk])
    found = cast.client(cast.mario).get(url).context["mentions"]
    assert [(each.code, each.url) for each in found] == [(mate.code, case.get_absolute_url())]
    assert own_erasures(cast.actor(cast.amina), person=person) == [row]
    call_back_erasure(cast.actor(cast.amina), erasure=row)


def test_a_backup_read_back_does_not_bring_the_person_back(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    person, other = cast.person(follower=cast.berta), cast.person(follower=cast.berta)
    for each in (person, other):
        add_identity(SYSTEM, person=each, given_name="Zaynab", family_name="Inventata")
    ledger().unlink(missing_ok=True)
    with django_capture_on_commit_callbacks(execute=True):
        done = carry_out_erasure(cast.actor(cast.mario), erasure=due(cast, person), copy_given=True)
    assert erase_again(SystemActor("restore")) == 0
    add_identity(
        SYSTEM, person=person, given_name="Zaynab", family_name="Inventata"
    )  # as an old backup has it
    with unrecorded("test"):
        Person._base_manager.filter(pk=person.pk).update(erased_on=None)
        Erasure._base_manager.filter(pk=done.pk).update(done_at=None, done_by=None)
        trail.create(
            SYSTEM, Involvement(person=person, organisation=cast.org_a, project=cast.project), "test.made"
        )
    assert erase_again(SystemActor("restore")) == 1
    assert list(Identity.objects.visible_to(SYSTEM).values_list("person", flat=True)) == [other.pk]
    ledger().unlink()


#: Tables of the register in which no one who is followed is found: users, tutors, services, places, figures, sign-in.
OF_OTHERS = {
    "accounts", "account", "mfa", "usersessions", "sessions", "django_tasks_database", "privacy", "directory",
}  # fmt: skip
TABLES_OF_OTHERS = {
    "caseload.Caseload", "caseload.CaseloadMemory",
    "people.Household", "plans.FamilyGoal", "outreach.Place", "outreach.Visit", "supports.Home", "evaluation.DeclaredFigure",
    "tutoring.Tutor", "tutoring.TutorApplication", "tutoring.HandedOn", "tutoring.TutorDraft", "tutoring.TutorKey",
    "tutoring.TutorMember", "tutoring.CalendarLink", "tutoring.Interview", "tutoring.TrainingHours",
    "tutoring.TutorCheck", "tutoring.TutorPause", "tutoring.LetterChoice",
}  # fmt: skip


def test_every_table_of_the_register_says_what_erasure_does_to_it() -> None:
    """A new table leads to a person by its keys, or is named above; what stays has no sealed words left, and does not
    go with a row that is deleted."""
    held = {model: holding for holding, model in held_on_persons()}
    for holding in holdings():
        model: Any = apps.get_model(holding.model)
        if model is not Person and model not in held:
            assert holding.model.split(".")[0] in OF_OTHERS or holding.model in TABLES_OF_OTHERS, (
                holding.model
            )
    for model in apps.get_models():
        assert model._meta.proxy or model is Person or not ways(model) or model in held, model
    for model, holding in held.items():
        assert holding.erase != "keep" or not emptied_columns(holding, model), holding.model
        for key in model._meta.concrete_fields:
            parent = held.get(key.related_model)
            taken = isinstance(key, models.ForeignKey) and key.remote_field.on_delete is models.CASCADE
            if parent and taken and parent.erase == "delete":
                assert holding.erase == "delete", f"{holding.model} goes with {parent.model}"
