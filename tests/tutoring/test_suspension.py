"""A tutor under suspension is out at once, everywhere; and what becomes of the two and of the group."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.accounts.models import Membership
from accanto.core import trail
from accanto.core.actor import NotAllowed
from accanto.privacy.models import AuditEntry
from accanto.tutoring.forms import TutoringStartForm
from accanto.tutoring.models import Tutor, Tutoring, TutorMember
from accanto.tutoring.operations.group import add_member, give_member_account, member_leaves, put_beside
from accanto.tutoring.operations.standing import (
    end_after_suspension,
    lift_suspension,
    pause_tutor,
    suspend_tutor,
)
from accanto.tutoring.operations.tutoring import (
    change_of_tutor,
    change_tutor,
    end_tutoring,
    log_contact,
    start_tutoring,
)
from accanto.tutoring.steps import may_be_asked
from tests.cast import SYSTEM, TODAY, Cast
from tests.tutoring.test_activation import ready

DAY = timedelta(days=1)


def _tie(cast: Cast, tutor: Tutor, **values: Any) -> Tutoring:
    more = {"introduced_on": TODAY(), "both_said_yes": True, "case": cast.case(), **values}
    return start_tutoring(cast.actor(cast.berta), tutor=tutor, **more)


def test_out_at_the_next_click(cast: Cast) -> None:
    tutor = ready(cast, account=cast.elia)
    tie = _tie(cast, tutor)
    inside = cast.client(cast.elia)
    UserSession.objects.create(  # what signing in by the page does
        user=cast.elia, ip="127.0.0.1", session_key=inside.session.session_key, user_agent="x"
    )
    assert inside.get(tie.get_absolute_url(), follow=True).status_code == 200
    with pytest.raises(NotAllowed):
        suspend_tutor(cast.actor(cast.berta), tutor=tutor, why="x")  # an operator may not
    with pytest.raises(ValidationError):
        suspend_tutor(cast.actor(cast.mario), tutor=tutor, why="  ")
    before = cast.actor(cast.elia)  # an actor of a moment ago
    suspend_tutor(cast.actor(cast.mario), tutor=tutor, why="Segnalazione grave")
    assert inside.get(tie.get_absolute_url()).status_code == 302  # the session has ended
    again = cast.client(cast.elia)  # and signing in anew leads to nothing
    trail.change(SYSTEM, cast.org_a, "organisation.changed", email="casa@example.org")
    trail.change(SYSTEM, cast.elia, "user.profile_changed", language="ar")
    for url in (tie.get_absolute_url(), reverse("today"), reverse("tutoring:tutoring_list")):
        assert again.get(url).status_code in (403, 404)
    kind = again.get(reverse("today"))  # a page in their language, that says whom to turn to and not why
    assert kind.status_code == 403 and "casa@example.org" in kind.content.decode()
    assert 'dir="rtl"' in kind.content.decode() and "لا يمكنك" in kind.content.decode()
    for role in Membership.objects.unscoped("test").filter(user=cast.olga):
        trail.change(SYSTEM, role, "role.ended", since=TODAY() - 9 * DAY, until=TODAY() - DAY)
    gone = cast.client(cast.olga).get(reverse("today"))  # who no longer works here
    assert gone.status_code == 403 and "casa@example.org" in gone.content.decode()
    trail.change(SYSTEM, cast.org_a, "organisation.changed", email="")
    plain = cast.client(cast.berta).get(reverse("network:project_load"))  # who has a role: it is not theirs
    assert plain.status_code == 403 and cast.org_a.name not in plain.content.decode().split("<main")[1]
    after = cast.actor(cast.elia)
    assert not list(Tutoring.objects.visible_to(after))
    with pytest.raises(NotAllowed):
        log_contact(after, tutoring=tie, kind="meeting", on=TODAY())
    assert before.user_id == after.user_id
    assert "Segnalazione" not in str(list(AuditEntry.objects.unscoped("test").values()))


def test_nothing_that_is_ones_own_stays_in_another_role(cast: Cast) -> None:
    """Elia is an operator too: the organisation's work stays, what is his own goes."""
    tutor = ready(cast, account=cast.elia)
    trail.create(
        SYSTEM,
        Membership(user=cast.elia, role="operator", organisation=cast.org_a, since=TODAY()),
        "role.given",
    )
    assert cast.actor(cast.elia).may("identities.open")
    suspend_tutor(cast.actor(cast.mario), tutor=tutor, why="x")
    actor = cast.actor(cast.elia)
    assert actor.may("cases.see") and not actor.may("identities.open")


def test_no_new_pair_and_the_ties_on_hold(cast: Cast) -> None:
    tutor = ready(cast, capacity=2)
    tie = _tie(cast, tutor)
    suspend_tutor(cast.actor(cast.mario), tutor=tutor, why="x")
    with pytest.raises(ValidationError):
        _tie(cast, tutor)
    form = TutoringStartForm(actor=cast.actor(cast.berta), row=tie.case)
    assert tutor not in form.fields["tutor"].queryset
    assert not Tutor.objects.visible_to(SYSTEM).filter(may_be_asked(TODAY()), pk=tutor.pk).exists()
    assert tutor.paused  # whoever asks only for this sees it too
    assert tie.pauses.get().by_suspension
    client = cast.client(cast.berta)
    for page in (tie.get_absolute_url(), tie.case.get_absolute_url(), reverse("tutoring:tutoring_list")):
        assert "in attesa" in client.get(page).content.decode().lower()
    trail.change(SYSTEM, tie.case.person, "person.account_given", account=cast.amina)
    theirs = cast.client(cast.amina).get(tie.get_absolute_url(), follow=True).content.decode().lower()
    assert (
        "in attesa" in theirs and "sospeso" not in theirs
    )  # what is being looked into is not theirs to read
    cast.client(cast.amina).post(reverse("portal:pause_end", args=[tie.pk]))
    assert tie.pauses.get().ends_on is None, "only the organisation ends its own hold"


def test_lifted_all_is_as_before(cast: Cast) -> None:
    tutor, mario = ready(cast, account=cast.elia), cast.actor(cast.mario)
    tie = _tie(cast, tutor)
    pause_tutor(mario, tutor=tutor, until=TODAY() + 9 * DAY)
    suspend_tutor(mario, tutor=tutor, why="x")
    lift_suspension(mario, tutor=tutor)
    assert tutor.paused and tutor.suspended_on is None  # the pause lasts
    assert tie.pauses.get().ends_on == TODAY()
    assert cast.client(cast.elia).get(tie.get_absolute_url(), follow=True).status_code == 200
    with pytest.raises(ValidationError):
        lift_suspension(mario, tutor=tutor)


def test_turned_into_an_end_the_door_stays_shut(cast: Cast) -> None:
    tutor, mario = ready(cast, account=cast.elia, capacity=2), cast.actor(cast.mario)
    ties = [_tie(cast, tutor), _tie(cast, tutor)]
    suspend_tutor(mario, tutor=tutor, why="x")
    end_after_suspension(mario, tutor=tutor, words="Grazie, ma qui ci fermiamo")
    for tie in ties:
        tie.refresh_from_db()
        assert (tie.ended_on, tie.end) == (TODAY(), "tutor")
    assert cast.client(cast.elia).get(ties[0].get_absolute_url()).status_code in (403, 404)


# --- groups -----------------------------------------------------------------------------------------


def _group(cast: Cast) -> tuple[Tutor, TutorMember, TutorMember]:
    tutor = ready(cast, kind="parish", contact_person="Don Piero", capacity=2)
    actor = cast.actor(cast.berta)
    day = TODAY() - 9 * DAY
    return tutor, *(add_member(actor, tutor=tutor, name=name, joined_on=day) for name in ("Lia", "Ugo"))


def test_someone_of_the_group_steps_in_and_history_stays(cast: Cast) -> None:
    tutor, lia, ugo = _group(cast)
    actor = cast.actor(cast.berta)
    tie = _tie(cast, tutor, introduced_on=TODAY() - 5 * DAY)
    put_beside(actor, tutoring=tie, member=lia, from_on=TODAY() - 5 * DAY)
    with pytest.raises(ValidationError):
        put_beside(actor, tutoring=tie, member=lia, from_on=TODAY())
    with pytest.raises(ValidationError):  # before Lia came
        put_beside(actor, tutoring=tie, member=ugo, from_on=TODAY() - 6 * DAY)
    put_beside(actor, tutoring=tie, member=ugo, from_on=TODAY() - 2 * DAY)
    member_leaves(actor, member=ugo, left_on=TODAY())
    turns = [(row.member.name, row.from_on, row.until_on) for row in tie.beside.all()]
    assert turns == [
        ("Ugo", TODAY() - 2 * DAY, TODAY()),
        ("Lia", TODAY() - 5 * DAY, TODAY() - 2 * DAY),
    ]
    with pytest.raises(ValidationError):  # gone
        put_beside(actor, tutoring=tie, member=ugo, from_on=TODAY())
    put_beside(actor, tutoring=tie, member=lia, from_on=TODAY())
    end_tutoring(actor, tutoring=tie, ended_on=TODAY(), end="as_agreed")
    assert not tie.beside.filter(until_on=None).exists()  # the turn ends with the tie


def test_a_member_gets_an_account_of_this_organisation_alone(cast: Cast) -> None:
    tutor, lia, _ugo = _group(cast)
    actor = cast.actor(cast.berta)
    for address in (cast.dora.email, cast.berta.email, "nessuno@example.org"):
        with pytest.raises(ValidationError):
            give_member_account(actor, member=lia, email=address)
    give_member_account(actor, member=lia, email=cast.elia.email.upper())
    suspend_tutor(cast.actor(cast.mario), tutor=tutor, why="x")
    assert not cast.actor(cast.elia).may("tutoring.see")  # members of a suspended group too


def test_capacity_below_the_ties_says_who_is_affected(cast: Cast) -> None:
    tutor = ready(cast, capacity=2)
    codes = {_tie(cast, tutor).case.code, _tie(cast, tutor).case.code}
    with pytest.raises(ValidationError) as refused:
        change_tutor(cast.actor(cast.berta), tutor=tutor, capacity=1)
    assert all(code in str(refused.value.error_dict["capacity"]) for code in codes)


# --- change of tutor, and pairs made elsewhere ------------------------------------------------------


def test_another_tutor_keeps_the_line(cast: Cast) -> None:
    first, second = _tie(cast, ready(cast), introduced_on=TODAY() - 30 * DAY), ready(cast)
    actor = cast.actor(cast.berta)
    how = {"end": "tutor", "both_said_yes": True}
    with pytest.raises(ValidationError):
        change_of_tutor(actor, tutoring=first, tutor=first.tutor, introduced_on=TODAY(), **how)
    with pytest.raises(ValidationError):  # refused whole: the first tie still stands
        change_of_tutor(
            actor, tutoring=first, tutor=second, introduced_on=TODAY(), end="tutor", both_said_yes=False
        )
    first.refresh_from_db()
    assert first.ended_on is None
    url = reverse("tutoring:tutoring_change", args=[first.pk])
    values = {
        "tutor": str(second.pk),
        "introduced_on": TODAY().isoformat(),
        "both_said_yes": "on",
        "end": "tutor",
    }
    assert cast.client(cast.berta).post(url, values).status_code == 302
    new = Tutoring.objects.visible_to(actor).get(tutor=second)
    assert new.follows == first and new.case == first.case
    page = cast.client(cast.berta).get(new.get_absolute_url()).content.decode()
    assert first.tutor.code in page


def test_a_pair_made_elsewhere_needs_no_talk_but_a_reason(cast: Cast) -> None:
    from tests.tutoring.test_activation import make_tutor

    tutor = make_tutor(cast)
    with pytest.raises(ValidationError) as refused:
        _tie(cast, tutor, made_elsewhere=True)
    assert "exception" in refused.value.error_dict
    tie = _tie(
        cast, tutor, made_elsewhere=True, exception="Vicini di casa", introduced_on=TODAY() - 300 * DAY
    )
    assert tie.made_elsewhere and tie.started_on == TODAY() - 300 * DAY
