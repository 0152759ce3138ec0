"""A register is taken in: what becomes of each row, deciding, taking, undoing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accanto.caseload import jobs
from accanto.caseload.models import Caseload, CaseloadRow
from accanto.caseload.operations import take as taking
from accanto.caseload.operations.look import choose_for_row, correct_row
from accanto.caseload.operations.start import decide_words
from accanto.caseload.operations.take import begin_taking
from accanto.caseload.operations.undo import finish, forget_old
from accanto.cases.models import Appointment, Case, Need, Situation
from accanto.config.jobs import enqueue_due
from accanto.core import trail
from accanto.core.stepwise import LOST_AFTER, Stepwise
from accanto.people.models import HouseholdMember, Identity, Involvement, NoticeGiven, Person, Protection
from accanto.people.operations.identity import add_identity
from accanto.privacy.models import AuditEntry
from tests.caseload.sheets import fates, outcomes, rows_of, send, table, take, undo, why, workbook
from tests.cast import SYSTEM, Cast

pytestmark = pytest.mark.django_db
AMARA = ["Okafor Amara", "03/04/1994", "F", "nigeriana", 3331234567, "1/2/2025", "berta", "Primo colloquio"]
FIVE = ("Okoye Amara", "Sesay Blessing", "Rahman Tanvir", "Traore Moussa", "Kovalenko Daria")
MAMADOU = ["Diallo Mamadou", "1990", "uomo", "Guinea", "", "2/3/2025", "", ""]


def known(cast: Cast, given: str, family: str, **facts: Any) -> Person:
    person = cast.person(cast.org_a, **facts)
    add_identity(SYSTEM, person=person, given_name=given, family_name=family)
    return person


def case_of(person: Person) -> Any:
    return Case.objects.visible_to(SYSTEM).get(person=person)


def count(model: Any) -> int:
    return int(model.objects.visible_to(SYSTEM).count())


def test_a_register_becomes_persons_households_and_cases(cast: Cast) -> None:
    head = [
        "ID", "Nominativo", "Anno nascita", "Sesso", "Nucleo", "Parentela", "Data apertura", "Chiuso il", "Esito", "Alloggio",
        "Livello italiano", "Cerca casa", "Bisogni", "Annotazioni", "Data colloquio", "Permesso", "Scadenza permesso",
    ]  # fmt: skip
    batch = send(cast, workbook(
        ["Registro 2025"], head,
        [1, "Amina Prova", 1990, "F", "N1", "", "3/2/2025", "", "", "SAI", "A2", "x", "lavoro, SPID", "Primo contatto", "4/2/2025", "asilo", "31/12/2027"],
        [2, "Yusuf Prova", 1988, "M", "N1", "marito", "3/2/2025", "", "", "", "", "no", "", "", "", "", ""],
        [1, "", "", "", "", "", "", "", "", "", "", "", "casa", "Secondo contatto", "10/3/2025", "", ""],
        [], [3, "Omar Ali", 2001, "M", "", "", "1/1/2024", "30/6/2024", "irreperibile", "", "", "", "", "", "", "", ""],
        ["Totale", 3],
    ))  # fmt: skip
    found = {row.number: row for row in rows_of(batch)}
    assert why(found[5]), "a row without a name, whatever its number"
    correct_row(cast.actor(cast.mario), row=found[5], cells={1: "Amina Prova"})
    assert fates(batch) == ["nothing", "new", "new", "more", "nothing", "new", "nothing"]
    assert outcomes(take(cast, batch)) == {"taken": 4}
    amina, yusuf, omar = Person.objects.visible_to(SYSTEM).order_by("created_at")
    case = case_of(amina)
    assert (case.operator, str(case.opened_on), case.organisation) == (cast.berta, "2025-02-03", cast.org_a)
    assert set(case.needs.values_list("area", flat=True)) == {"housing", "employment", "digital"}
    assert [talk.note for talk in Appointment.objects.visible_to(SYSTEM).filter(case=case)] == [
        "Primo contatto",
        "Secondo contatto",
    ]
    situation = case.situations.get()
    assert (situation.housing, situation.italian, situation.labour) == ("reception", "a2", "unknown")
    permit = amina.protections.get()
    assert (permit.kind, permit.state, permit.expires_on) == ("refugee", "valid", "2027-12-31")
    assert [each.relation for each in HouseholdMember.objects.visible_to(SYSTEM).order_by("created_at")] == [
        "reference",
        "partner",
    ]
    assert (case_of(omar).outcome, yusuf.involvements.get().follower) == ("lost", cast.berta)
    assert count(NoticeGiven) == 0, "each is still to be told"
    told = AuditEntry.objects.visible_to(SYSTEM).filter(action="person.added", user_id=cast.mario.pk)
    assert told.count() == 3
    undone = undo(cast, batch)
    assert (undone.state, outcomes(batch)) == ("undone", {"undone": 4})
    assert [
        count(model) for model in (Person, Case, Need, Situation, HouseholdMember, Identity, Protection)
    ] == [0] * 7


def test_someone_whom_we_know_is_told_and_not_made_again(cast: Cast) -> None:
    amara = known(cast, "Amara", "Okafor", year_of_birth=1994, gender="female", nationality="NG")
    unsure = known(cast, "Mamadou", "Diallo")
    batch = send(cast, table(AMARA, MAMADOU))
    first, second = rows_of(batch)[1:]
    assert (first.fate, first.same_as_id, second.fate) == ("same", amara.pk, "unsure")
    assert "same_name" in first.found[0]["reasons"] and second.found[0]["code"] == unsure.code
    actor = cast.actor(cast.mario)
    assert outcomes(take(cast, batch)) == {"taken": 1}, "nobody decided the other"
    choose_for_row(actor, row=second, choice="same", person=cast.person(cast.org_b).pk)
    second.refresh_from_db()
    assert second.choice == "", "only one of those found"
    choose_for_row(actor, row=second, choice="same", person=unsure.pk)
    batch = take(cast, batch)
    assert count(Person) == 3 and case_of(unsure).operator == cast.berta
    assert amara.involvements.get().follower == cast.berta
    undo(cast, batch)
    assert count(Person) == 3 and not Case.objects.visible_to(SYSTEM).filter(person=unsure).exists()
    assert amara.involvements.get().follower is None, "as it was"


def test_the_same_file_twice_doubles_nothing(cast: Cast) -> None:
    take(cast, send(cast, table(AMARA, MAMADOU)))
    before = [count(model) for model in (Person, Case, Appointment, Involvement)]
    again = send(cast, table(AMARA, MAMADOU))
    assert fates(again) == ["same", "same"]
    assert outcomes(take(cast, again)) == {"taken": 2}
    assert [count(model) for model in (Person, Case, Appointment, Involvement)] == before


def test_two_sheets_looked_through_before_either_was_taken_in_double_nobody(cast: Cast) -> None:
    one, two = send(cast, table(AMARA)), send(cast, table(AMARA))
    assert fates(one) == fates(two) == ["new"]
    take(cast, one)
    take(cast, two)
    assert (fates(two), outcomes(two)) == (["same"], {}), "it is for a person to see first"
    assert outcomes(take(cast, two)) == {"taken": 1} and (count(Person), count(Case)) == (1, 1)


def test_words_are_asked_once_and_remembered(cast: Cast) -> None:
    head = ["Nome", "Cognome", "Cittadinanza", "Apertura caso"]
    rows = [["Ada", f"Prova{letter}", "Marziana", "1/2/2025"] for letter in "ABC"]
    content = table(*rows, ["Bea", "Prova", "boh", "1/2/2025"], head=head)
    batch = send(cast, content, mapping=["given_name", "family_name", "nationality", "opened_on"])
    assert batch.unknown == {"nationality": {"Marziana": 3, "boh": 1}}
    assert set(fates(batch)) == {"error"}
    actor = cast.actor(cast.mario)
    batch = jobs.step(
        actor, decide_words(actor, batch=batch, words={"nationality": {"Marziana": "XXX", "boh": ""}})
    )
    assert (batch.unknown, set(fates(batch))) == ({}, {"new"})
    again = send(cast, content)
    assert again.mapping == ["given_name", "family_name", "nationality", "opened_on"]
    assert again.unknown == {"nationality": {"boh": 1}}, "nothing is kept of what is nothing"


def test_what_is_wrong_is_told_at_its_cell_and_mended_there(cast: Cast) -> None:
    batch = send(
        cast,
        table(
            ["Amina e Yusuf", "1990", "F", "", "", "1/2/2025", "", ""],
            ["Prova Ada", "31/2/1990", "F", "", "12", "1/2/2999", "", ""],
            ["Prova Bea", "2020", "F", "", "", "1/2/2019", "", ""],
            MAMADOU,
        ),
    )
    bad = rows_of(batch)[1:4]
    assert [[each["at"] for each in row.reasons] for row in bad] == [[0], [1, 4, 5], [1]]
    assert outcomes(take(cast, batch)) == {"taken": 1}
    fixed = correct_row(cast.actor(cast.mario), row=bad[1], cells={1: "1990", 4: "", 5: "1/2/2025"})
    assert fixed.fate == "new"
    with pytest.raises(ValidationError):
        correct_row(cast.actor(cast.mario), row=rows_of(batch)[4], cells={1: "1991"})
    assert outcomes(take(cast, batch)) == {"taken": 2}


def test_who_does_not_work_here_follows_nobody(cast: Cast) -> None:
    batch = send(cast, table(["Prova Ada", "", "", "", "", "1/2/2025", "dora@example.org", ""]))
    assert batch.unknown == {"operator": {"dora@example.org": 1}}


def test_undo_leaves_what_someone_touched_and_says_so(cast: Cast) -> None:
    batch = take(
        cast, send(cast, table(AMARA, MAMADOU, ["Prova Zeno", "1970", "M", "", "", "1/2/2025", "", ""]))
    )
    amara, mamadou, _zeno = Person.objects.visible_to(SYSTEM).order_by("created_at")
    trail.change(SYSTEM, amara, "test.changed", year_of_birth=1995)
    trail.create(
        SYSTEM, Need(case=case_of(mamadou), area="health", noted_on=timezone.localdate()), "test.made"
    )
    undo(cast, batch)
    assert outcomes(batch) == {"kept": 2, "undone": 1}
    assert amara.code in why(rows_of(batch)[1]) and case_of(mamadou).code in why(rows_of(batch)[2])
    assert mamadou.identity.family_name == "Diallo", "whole, not half"


class Died(Exception):
    """The worker was killed."""


def test_a_worker_that_dies_and_a_second_click_double_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = send(cast, table(*([name, "1990", "", "", "", "1/2/2025", "", ""] for name in FIVE)))
    actor = cast.actor(cast.mario)
    begun = begin_taking(actor, batch=batch)
    with pytest.raises(ValidationError):
        begin_taking(actor, batch=batch)
    monkeypatch.setattr(taking, "TOGETHER", 2)
    note = Stepwise.note

    def dies(self: Stepwise, actor: Any, batch: Caseload, rows: Any) -> None:
        note(self, actor, batch, rows)
        if batch.done > 2:
            raise Died

    with monkeypatch.context() as patched, pytest.raises(Died):
        patched.setattr(Stepwise, "note", dies)
        jobs.step(actor, begun)
    batch.refresh_from_db()
    assert (batch.state, count(Person)) == ("applying", count(Case)) and 0 < count(Person) < 5
    assert str(batch.pk) in enqueue_due(timezone.now() + LOST_AFTER * 2)
    batch.refresh_from_db()
    if batch.state == "applying":
        jobs.step(actor, batch)
    assert (count(Person), count(Case), outcomes(batch)) == (5, 5, {"taken": 5})


def test_what_the_sheet_says_of_people_is_forgotten(cast: Cast) -> None:
    batch = take(cast, send(cast, table(AMARA, ["Amina e Yusuf", "", "", "", "", "", "", ""])))
    batch = finish(cast.actor(cast.mario), batch=batch)
    assert [(row.cells, row.outcome) for row in rows_of(batch)] == [([], "taken")] and batch.headings == []
    assert outcomes(undo(cast, batch)) == {"undone": 1}, "it can be taken back all the same"
    other = send(cast, table(MAMADOU))
    Caseload._base_manager.filter(pk=other.pk).update(forget_on="2025-01-01")
    assert forget_old(SYSTEM) == 1
    other.refresh_from_db()
    assert (other.state, other.file_name, rows_of(other)) == ("finished", "—", [])
    assert CaseloadRow.objects.visible_to(SYSTEM).filter(batch=batch).exists()
