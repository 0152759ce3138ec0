"""The shared page of the two, as its users would break it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accanto.core import trail
from accanto.core.actor import SystemActor
from accanto.core.scoping import UnscopedRead
from accanto.privacy.models import AuditEntry
from accanto.tutoring.indicators import contact_facts
from accanto.tutoring.models import (
    SharedWord,
    Tutoring,
    TutorMember,
)
from accanto.tutoring.operations import proposal as proposals
from accanto.tutoring.operations import shared
from accanto.tutoring.operations.contact import (
    amend_contact,
    confirm_contact,
    say_if_same,
    withdraw_contact,
)
from accanto.tutoring.words import Side
from tests.cast import SYSTEM, TODAY, Cast
from tests.tutoring.beside import make_tie, note_contact, open_page, put_proposal

YESTERDAY = timedelta(days=1)


@pytest.fixture
def tie(cast: Cast) -> Tutoring:
    return make_tie(cast)


def _counted(tie: Tutoring) -> int:
    return sum(row.counts for row in tie.contacts.all())


# --- contacts ---------------------------------------------------------------------------------------


def test_two_taps_note_a_contact_and_a_third_and_fourth_change_nothing(cast: Cast, tie: Tutoring) -> None:
    client = cast.client(cast.amina)
    for _tap in range(2):
        answer = client.post(
            reverse("portal:contact_log", args=[tie.pk]), {"kind": "message", "day": "yesterday"}
        )
        assert answer["Location"] == reverse("portal:beside", args=[tie.pk])
    row = tie.contacts.get()
    assert (row.kind, row.on, row.noted_by, row.state) == ("message", TODAY() - YESTERDAY, "person", "noted")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"day": "today"}, "kind"),
        ({"kind": "smoke", "day": "today"}, "kind"),
        ({"kind": "meeting", "day": "other"}, "on"),
        ({"kind": "meeting", "day": "other", "on": "2999-01-01"}, "on"),
        ({"kind": "meeting", "day": "other", "on": "1999-01-01"}, "on"),
        ({"kind": "meeting", "day": "today", "note": "x" * 10_000}, "note"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    cast: Cast, tie: Tutoring, sent: Any, field: str
) -> None:
    answer = cast.client(cast.elia).post(
        reverse("portal:contact_log", args=[tie.pk]), {"note": "Al bar", **sent}
    )
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert (sent.get("note") or "Al bar") in answer.content.decode()
    assert not tie.contacts.exists()


def test_the_other_side_confirms_and_only_the_other(cast: Cast, tie: Tutoring) -> None:
    row = note_contact(cast, cast.elia, tie)
    with pytest.raises(ValidationError):
        confirm_contact(cast.actor(cast.elia), contact=row)
    client = cast.client(cast.amina)
    for _tap in range(2):
        client.post(reverse("portal:contact_confirm", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == "confirmed"
    assert AuditEntry.objects.unscoped("test").filter(action="contact.confirmed").count() == 1
    with pytest.raises(ValidationError):
        withdraw_contact(cast.actor(cast.elia), contact=row)


def test_an_operators_contact_needs_no_confirmation(cast: Cast, tie: Tutoring) -> None:
    assert note_contact(cast, cast.berta, tie).state == "confirmed"


def test_a_correction_keeps_both_versions_and_who_said_which(cast: Cast, tie: Tutoring) -> None:
    row = note_contact(cast, cast.elia, tie, note="Al telefono")
    before = {"kind": "meeting", "begun_by": "both", "note": "Al bar"}
    amend_contact(cast.actor(cast.amina), contact=row, on=TODAY() - YESTERDAY, **before)
    amend_contact(cast.actor(cast.elia), contact=row, on=TODAY(), **before)
    row.refresh_from_db()
    kept = [(each.kind, each.on, each.note, each.said_by) for each in row.versions.all()]
    assert (row.state, row.kind, row.on) == ("amended", "meeting", TODAY())
    assert kept == [
        ("telephone", TODAY(), "Al telefono", "tutor"),
        ("meeting", TODAY() - YESTERDAY, "Al bar", "person"),
    ]
    assert "Al telefono" in open_page(cast, cast.amina, tie)
    assert "Al telefono" in cast.client(cast.berta).get(tie.get_absolute_url()).content.decode()


def test_ones_own_unconfirmed_contact_is_simply_changed_or_taken_back(cast: Cast, tie: Tutoring) -> None:
    row = note_contact(cast, cast.amina, tie)
    amend_contact(cast.actor(cast.amina), contact=row, kind="meeting", on=TODAY(), begun_by="person", note="")
    assert (row.state, row.versions.count()) == ("noted", 0)
    with pytest.raises(ValidationError):
        withdraw_contact(cast.actor(cast.elia), contact=row)
    withdraw_contact(cast.actor(cast.amina), contact=row)
    assert _counted(tie) == 0
    with pytest.raises(ValidationError):
        confirm_contact(cast.actor(cast.elia), contact=row)


@pytest.mark.parametrize(("same", "counts"), [(True, 1), (False, 2)])
def test_noted_by_both_it_counts_once_until_they_say_there_were_two(
    cast: Cast, tie: Tutoring, same: bool, counts: int
) -> None:
    first = note_contact(cast, cast.elia, tie)
    second = note_contact(cast, cast.amina, tie)
    assert second.twin == first
    assert _counted(tie) == 1
    assert contact_facts(SystemActor("test")).filter(tutoring=tie).count() == 1
    assert "Is it the same?" in open_page(cast, cast.elia, tie)
    say_if_same(cast.actor(cast.elia), contact=second, same=same)
    say_if_same(cast.actor(cast.amina), contact=second, same=not same)  # said already
    first.refresh_from_db()
    assert _counted(tie) == counts
    assert first.state == ("confirmed" if same else "noted")


def test_what_stood_behind_a_contact_that_is_taken_back_counts_again(cast: Cast, tie: Tutoring) -> None:
    first = note_contact(cast, cast.elia, tie)
    note_contact(cast, cast.amina, tie)
    withdraw_contact(cast.actor(cast.elia), contact=first)
    assert _counted(tie) == 1


def test_of_a_group_it_is_said_who_was_there_and_never_of_another_group(cast: Cast, tie: Tutoring) -> None:
    member = trail.create(
        SYSTEM, TutorMember(tutor=tie.tutor, name="Gina", joined_on=TODAY()), "tutor.changed"
    )
    row = note_contact(cast, cast.amina, tie, members=[str(member.pk), str(tie.pk)])
    assert row.members == [str(member.pk)]
    assert "Gina" in open_page(cast, cast.elia, tie)


# --- proposals --------------------------------------------------------------------------------------


def test_a_proposal_with_a_yes_is_a_meeting_and_done_is_a_contact(cast: Cast, tie: Tutoring) -> None:
    row = put_proposal(cast, tie)
    assert put_proposal(cast, tie).pk == row.pk  # twice in a moment
    with pytest.raises(ValidationError):
        proposals.accept_proposal(cast.actor(cast.amina), proposal=row)
    with pytest.raises(ValidationError):
        proposals.proposal_done(cast.actor(cast.elia), proposal=row)
    client = cast.client(cast.elia)
    client.post(reverse("portal:proposal_yes", args=[row.pk]))
    assert "Una partita" in open_page(cast, cast.amina, tie)
    for user in (cast.elia, cast.amina):
        cast.client(user).post(reverse("portal:proposal_done", args=[row.pk]))
    contact = tie.contacts.get()
    assert (contact.kind, contact.begun_by, contact.noted_by) == ("meeting", "person", "tutor")


def test_another_day_turns_the_question_round(cast: Cast, tie: Tutoring) -> None:
    row, later = put_proposal(cast, tie), TODAY() + timedelta(days=3)
    tutor, person = cast.actor(cast.elia), cast.actor(cast.amina)
    proposals.move_proposal(tutor, proposal=row, on=later)
    with pytest.raises(ValidationError):
        proposals.accept_proposal(tutor, proposal=row)
    proposals.accept_proposal(person, proposal=row)
    with pytest.raises(ValidationError):
        proposals.decline_proposal(tutor, proposal=row)
    with pytest.raises(ValidationError):  # it is still to come
        proposals.proposal_done(tutor, proposal=row)
    proposals.withdraw_proposal(tutor, proposal=row)
    with pytest.raises(ValidationError):
        proposals.move_proposal(person, proposal=row, on=later)


@pytest.mark.parametrize("days", [-1, 4000])
def test_nothing_is_planned_in_the_past_or_for_another_life(cast: Cast, tie: Tutoring, days: int) -> None:
    with pytest.raises(ValidationError) as refused:
        put_proposal(cast, tie, on=TODAY() + timedelta(days=days))
    assert "on" in refused.value.error_dict


# --- words ------------------------------------------------------------------------------------------


def test_words_are_of_the_two_alone_and_no_script_runs_in_them(cast: Cast, tie: Tutoring) -> None:
    sent = {"kind": "news", "text": "<script>alert(1)</script> مرحبا", "place": '"><img src=x onerror=1>'}
    cast.client(cast.amina).post(reverse("portal:word_tell", args=[tie.pk]), sent)
    page = open_page(cast, cast.elia, tie)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; مرحبا" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    for name in ("berta", "mario", "dora", "carlos", "tea"):
        assert not SharedWord.objects.visible_to(cast.actor(cast.users[name])).exists()
    assert "مرحبا" not in cast.client(cast.berta).get(tie.get_absolute_url()).content.decode()
    with pytest.raises(UnscopedRead):
        list(tie.shared_words.all())
    assert "مرحبا" not in str(list(AuditEntry.objects.unscoped("test").values()))


def test_ten_thousand_characters_are_refused_and_kept_on_the_page(cast: Cast, tie: Tutoring) -> None:
    sent = {"kind": "story", "text": "a" * 10_000}
    answer = cast.client(cast.elia).post(reverse("portal:word_tell", args=[tie.pk]), sent)
    assert answer.status_code == 422
    assert "a" * 10_000 in answer.content.decode()


def test_one_answers_and_changes_and_takes_back_only_ones_own(cast: Cast, tie: Tutoring) -> None:
    tutor, person = cast.actor(cast.elia), cast.actor(cast.amina)
    word = shared.tell(person, tutoring=tie, kind="place", text="Il fiume", place="Po")
    assert shared.tell(person, tutoring=tie, kind="place", text="Il fiume", place="Po").pk == word.pk
    answer = shared.answer_word(tutor, word=word, text="Bello")
    assert shared.answer_word(person, word=answer, text="Vero?").answers == word
    for act in (shared.withdraw_word, lambda actor, word: shared.change_word(actor, word=word, text="Mio")):
        with pytest.raises(ValidationError):
            act(tutor, word=word)
    shared.change_word(person, word=word, text="Il grande fiume")
    assert "Il grande fiume" in open_page(cast, cast.elia, tie)
    shared.withdraw_word(person, word=word)
    word.refresh_from_db()
    assert (word.text, word.place) == ("", "")
    page = open_page(cast, cast.elia, tie)
    assert "fiume" not in page
    assert "Bello" not in page
    with pytest.raises(ValidationError):
        shared.answer_word(tutor, word=word, text="E ora?")


def test_what_is_new_is_marked_once(cast: Cast, tie: Tutoring) -> None:
    shared.tell(cast.actor(cast.elia), tutoring=tie, kind="news", text="Ciao")
    assert ">New<" in open_page(cast, cast.amina, tie)
    assert ">New<" not in open_page(cast, cast.amina, tie)
    assert ">New<" not in open_page(cast, cast.elia, tie)


def test_names_are_those_they_chose_never_those_of_the_vault(cast: Cast, tie: Tutoring) -> None:
    assert "Segreto del tutor" not in open_page(cast, cast.amina, tie)
    shared.call_me(cast.actor(cast.elia), tutoring=tie, side=Side.TUTOR, called="Elio")
    with pytest.raises(PermissionDenied):
        shared.call_me(cast.actor(cast.elia), tutoring=tie, side=Side.PERSON, called="Lei")
    sent = {"tutor": "Elio", "person": "Mina"}
    cast.client(cast.berta).post(reverse("tutoring:called_edit", args=[tie.pk]), sent)
    assert "Elio" in open_page(cast, cast.amina, tie)
    assert "Mina" in open_page(cast, cast.elia, tie)
