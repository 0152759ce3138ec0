"""Agreeing: everyone for themselves, once, to the newest version; who leaves is not waited for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accanto.accounts.models import User
from accanto.cases.models import Case
from accanto.core import today
from accanto.plans.models import Plan, PlanVersion
from accanto.plans.operations.party import end_party, invite_party
from accanto.plans.operations.plan import add_goal, close_plan
from accanto.plans.operations.version import agree, propose_version, record_agreement
from tests.at_once import at_once
from tests.cast import SYSTEM, TODAY, Cast, make_cast
from tests.plans.factories import all_agree, make_plan, make_shared_plan


def _waiting(cast: Cast, user: User) -> list[str]:
    return [item.url for item in today.items(cast.actor(user)) if item.kind == "version"]


def test_each_party_opens_it_and_agrees_for_themselves(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast)
    version = propose_version(actor, plan=plan)
    for user in (cast.berta, cast.elia, cast.rosa, cast.amina):
        assert _waiting(cast, user) == [version.get_absolute_url()], user
        client = cast.client(user)
        page = client.get(version.get_absolute_url()).content.decode()
        assert "Voglio una casa" in page
        assert "Accetto" in page
        plan.refresh_from_db()
        assert plan.status == "draft"
        assert client.post(reverse("plans:version_agree", args=[version.pk])).status_code == 302
        assert _waiting(cast, user) == []
        assert "Accetto" not in client.get(version.get_absolute_url()).content.decode()
    plan.refresh_from_db()
    version.refresh_from_db()
    for user in (cast.elia, cast.rosa, cast.amina):  # nothing waits, and the way to the plan is still there
        assert (
            plan.get_absolute_url() in cast.client(user).get(reverse("today"), follow=True).content.decode()
        )
    assert (plan.status, version.agreed_on) == ("agreed", TODAY())
    assert {row.how for row in version.agreements.all()} == {"screen"}


def test_agreeing_twice_is_refused_and_counts_once(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    version = propose_version(actor, plan=plan)
    agree(actor, version=version)
    with pytest.raises(ValidationError):
        agree(actor, version=version)
    with pytest.raises(ValidationError):
        record_agreement(actor, version=version, party=plan.parties.get(kind="operator"), how="paper")
    assert version.agreements.count() == 1


def test_nobody_agrees_on_the_screen_for_another(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast)
    version = propose_version(actor, plan=plan)
    with pytest.raises(PermissionDenied):
        record_agreement(actor, version=version, party=plan.parties.get(kind="tutor"), how="screen")
    with pytest.raises(PermissionDenied):  # the manager sees the plan, and is none of its parties
        agree(cast.actor(cast.mario), version=version)
    assert version.agreements.count() == 0


def test_an_older_version_waits_for_nobody(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast)
    old = propose_version(actor, plan=plan)
    add_goal(actor, plan=plan, area="legal", words="Voglio il permesso")
    new = propose_version(actor, plan=plan)
    assert _waiting(cast, cast.elia) == [new.get_absolute_url()]
    client = cast.client(cast.elia)
    page = client.get(old.get_absolute_url()).content.decode()
    assert new.get_absolute_url() in page
    assert "Accetto" not in page
    answer = client.post(reverse("plans:version_agree", args=[old.pk]), follow=True)
    assert "versione più nuova" in answer.content.decode()
    assert old.agreements.count() == 0


def test_a_day_still_to_come_is_refused_at_its_field(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    version = propose_version(actor, plan=plan)
    party = plan.parties.get(kind="person")
    tomorrow, yesterday = TODAY() + timedelta(days=1), TODAY() - timedelta(days=1)
    client, url = cast.client(cast.berta), reverse("plans:agreement_record", args=[party.pk])
    sent = {"version": version.pk, "how": "spoken"}
    answer = client.post(url, {**sent, "agreed_on": tomorrow.isoformat()})
    assert answer.status_code == 422
    assert answer.context["form"].errors["agreed_on"]
    assert tomorrow.isoformat() in answer.content.decode()
    assert version.agreements.count() == 0
    assert client.post(url, {**sent, "agreed_on": yesterday.isoformat()}).status_code == 302
    given = version.agreements.get()
    assert (given.how, given.agreed_on) == ("spoken", yesterday)


def test_what_was_signed_is_not_noted_at_a_newer_version(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    signed = propose_version(actor, plan=plan)
    party = plan.parties.get(kind="person")
    client, url = cast.client(cast.berta), reverse("plans:agreement_record", args=[party.pk])
    assert client.get(url).context["form"]["version"].value() == signed.pk
    add_goal(actor, plan=plan, area="legal", words="Voglio il permesso")
    newer = propose_version(actor, plan=plan)
    answer = client.post(url, {"version": signed.pk, "how": "paper", "agreed_on": TODAY().isoformat()})
    assert answer.status_code == 422
    assert newer.agreements.count() == signed.agreements.count() == 0


def test_the_version_of_another_plan_is_refused(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    _actor, other = make_plan(cast)
    foreign = propose_version(actor, plan=other)
    propose_version(actor, plan=plan)
    url = reverse("plans:agreement_record", args=[plan.parties.get(kind="person").pk])
    sent = {"version": foreign.pk, "how": "paper", "agreed_on": TODAY().isoformat()}
    assert cast.client(cast.berta).post(url, sent).status_code == 422
    assert foreign.agreements.count() == 0


def test_a_closed_plan_is_agreed_to_by_nobody(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast)
    version = propose_version(actor, plan=plan)
    close_plan(actor, plan=plan)
    version = PlanVersion.objects.visible_to(SYSTEM).get(pk=version.pk)
    with pytest.raises(ValidationError):
        agree(cast.actor(cast.elia), version=version)
    with pytest.raises(ValidationError):
        propose_version(actor, plan=plan)
    assert _waiting(cast, cast.elia) == []
    page = cast.client(cast.elia).get(version.get_absolute_url())
    assert page.status_code == 200
    assert "Accetto" not in page.content.decode()


def test_who_left_is_not_waited_for_and_sees_it_no_more(cast: Cast) -> None:
    actor, plan = make_shared_plan(cast)
    version = propose_version(actor, plan=plan)
    for user in (cast.berta, cast.amina, cast.rosa):
        agree(cast.actor(user), version=version)
    client = cast.client(cast.elia)
    assert client.get(plan.get_absolute_url()).status_code == 200
    leave = reverse("plans:party_leave", args=[plan.parties.get(kind="tutor").pk])
    assert cast.client(cast.berta).post(leave).status_code == 302
    plan.refresh_from_db()
    version.refresh_from_db()
    assert (plan.status, version.agreed_on) == ("agreed", TODAY())
    pages = (plan.get_absolute_url(), version.get_absolute_url(), reverse("plans:plan_pdf", args=[plan.pk]))
    assert {client.get(url).status_code for url in pages} == {404}
    assert client.post(reverse("plans:version_agree", args=[version.pk])).status_code == 404
    assert _waiting(cast, cast.elia) == []
    assert plan.get_absolute_url() not in client.get(reverse("today")).content.decode()


def test_the_person_does_not_leave_their_own_plan(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    person = plan.parties.get(kind="person")
    with pytest.raises(ValidationError):
        end_party(actor, party=person)
    with pytest.raises(ValidationError):
        invite_party(actor, plan=plan, kind="person", name="Un'altra")
    person.refresh_from_db()
    assert person.left_on is None


def test_who_joins_later_agrees_too_and_the_day_stays(cast: Cast) -> None:
    actor, plan = make_plan(cast)
    version = all_agree(actor, plan)
    agreed_on = TODAY() - timedelta(days=0)
    invite_party(actor, plan=plan, kind="tutor", email="elia@example.org")
    assert _waiting(cast, cast.elia) == [version.get_absolute_url()]
    agree(cast.actor(cast.elia), version=version)
    version.refresh_from_db()
    assert version.agreed_on == agreed_on
    assert version.agreements.count() == 3


# --- two at once, each on a connection of its own ---------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_proposals_at_once_make_one_version() -> None:
    cast = make_cast()
    actor, plan = make_plan(cast)

    def propose() -> Any:
        own = Plan.objects.visible_to(SYSTEM).get(pk=plan.pk)
        return propose_version(cast.actor(cast.berta), plan=own)

    outcomes = at_once(propose, propose, propose)
    assert sorted(type(each).__name__ for each in outcomes) == [
        "PlanVersion",
        "ValidationError",
        "ValidationError",
    ]
    assert list(plan.versions.values_list("number", flat=True)) == [1]


@pytest.mark.django_db(transaction=True)
def test_the_last_two_who_agree_at_once_make_it_agreed() -> None:
    cast = make_cast()
    actor, plan = make_shared_plan(cast)
    version = propose_version(actor, plan=plan)
    agree(actor, version=version)

    def agreeing(user: User) -> Callable[[], Any]:
        own = PlanVersion.objects.visible_to(SYSTEM).select_related("plan").get(pk=version.pk)
        return lambda: agree(cast.actor(user), version=own)

    outcomes = at_once(*(agreeing(user) for user in (cast.amina, cast.elia, cast.rosa)))
    assert [type(each).__name__ for each in outcomes] == ["Agreement"] * 3
    plan.refresh_from_db()
    version.refresh_from_db()
    assert (plan.status, version.agreed_on) == ("agreed", TODAY())


@pytest.mark.django_db(transaction=True)
def test_one_party_taps_twiceat_once() -> None:
    cast = make_cast()
    actor, plan = make_plan(cast)
    version = propose_version(actor, plan=plan)

    def tap() -> Any:
        own = PlanVersion.objects.visible_to(SYSTEM).get(pk=version.pk)
        return agree(cast.actor(cast.berta), version=own)

    outcomes = at_once(tap, tap)
    assert sorted(type(each).__name__ for each in outcomes) == ["Agreement", "ValidationError"]
    assert version.agreements.count() == 1
    assert Case.objects.visible_to(SYSTEM).count() == 1
