"""Guardians and minors at school."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accanto.cases.models import Case
from accanto.core import today as due
from accanto.core import trail
from accanto.core.scoping import unrecorded
from accanto.evaluation.facts import SOURCES
from accanto.people.erasing import forget, part_of
from accanto.people.models import Guardianship, Person, SchoolYear
from accanto.plans.models import FamilyGoal, Goal, Plan, PlanParty
from accanto.plans.operations.guardian import go_without_guardian
from accanto.plans.operations.party import invite_party
from accanto.plans.operations.version import propose_version, record_agreement
from tests.cast import SYSTEM, Cast
from tests.people.test_household import family


def child(cast: Cast, age: int = 10) -> Any:
    return cast.person(follower=cast.berta, year_of_birth=timezone.localdate().year - age)


def agreed(cast: Cast, person: Any) -> tuple[Plan, Any]:
    """A plan of a person to which the person, its one party, said yes; and its version."""
    plan = trail.create(SYSTEM, Plan(case=cast.case(person), started_on=timezone.localdate()), "test.made")
    party = trail.create(SYSTEM, PlanParty(plan=plan, kind="person"), "test.made")
    trail.create(SYSTEM, Goal(plan=plan, area="family", words="Finire la scuola media"), "test.made")
    berta = cast.actor(cast.berta)
    version = propose_version(berta, plan=plan)
    record_agreement(berta, version=version, party=party, how="spoken")
    version.refresh_from_db()
    return plan, version


def test_a_guardians_name_shows_with_the_persons_and_today_says_ahead_who_comes_of_age(cast: Cast) -> None:
    minor, today = child(cast, 18), timezone.localdate()
    client, url = cast.client(cast.berta), reverse("people:guardian_add", args=[minor.pk])
    known = {"kind": "volunteer", "name": "Tutrice Inventata", "decree": "77/2026", "since": today}
    for wrong, field in (
        ({"name": ""}, "name"),
        ({"email": "nessuno@example.org"}, "email"),
        ({"since": today + timedelta(days=1)}, "since"),
        ({"decree_on": today + timedelta(days=1)}, "decree_on"),
        ({"until": today - timedelta(days=1)}, "__all__"),
        ({"kind": ""}, "kind"),
    ):
        answer = client.post(url, {**known, **wrong})
        assert answer.status_code == 422 and field in answer.context["form"].errors, wrong
    soon = today + timedelta(days=20)
    assert client.post(url, {**known, "until": soon}).status_code == 302
    row = Guardianship.objects.visible_to(SYSTEM).get()
    title = next(item.title for item in due.items(cast.actor(cast.berta)) if item.kind == "guardian")
    assert minor.code in title and ("18" in title) is (soon.year == today.year)
    assert not [item for item in due.items(cast.actor(cast.bruna)) if item.kind == "guardian"]
    page = reverse("people:guardian_list", args=[minor.pk])
    assert page in client.get(minor.get_absolute_url()).content.decode()
    assert "Tutrice" in client.get(page).content.decode()
    closed = cast.client(cast.bruna).get(page).content.decode()
    assert "Tutrice" not in closed and "77/2026" not in closed and row.get_kind_display() in closed
    end = reverse("people:guardian_end", args=[row.pk])
    assert client.post(end, {"until": today - timedelta(days=3)}).status_code == 422
    assert client.post(end, {"until": today}).status_code == 302


def test_a_minors_plan_waits_for_a_guardian_or_for_a_reason(cast: Cast) -> None:
    assert agreed(cast, cast.person(follower=cast.berta))[1].agreed_on  # an adult's does not
    plan, version = agreed(cast, child(cast))
    assert version.agreed_on is None
    client = cast.client(cast.berta)
    url = reverse("plans:without_guardian", args=[plan.pk])
    assert url in client.get(plan.case.get_absolute_url()).content.decode()
    guardian = invite_party(cast.actor(cast.berta), plan=plan, kind="guardian", name="Madre Inventata")
    assert client.post(url, {"reason": "la madre non può"}).status_code == 422  # she takes part: she is asked
    record_agreement(cast.actor(cast.berta), version=version, party=guardian, how="paper")
    version.refresh_from_db()
    assert version.agreed_on
    plan, version = agreed(cast, child(cast))
    with pytest.raises(ValidationError):
        go_without_guardian(cast.actor(cast.berta), plan=plan, reason="boh")
    go_without_guardian(
        cast.actor(cast.berta), plan=plan, reason="il tribunale non ha ancora nominato il tutore"
    )
    version.refresh_from_db()
    assert version.agreed_on


def test_an_adult_under_guardianship_needs_the_guardian_while_it_holds(cast: Cast) -> None:
    adult, today = cast.person(follower=cast.berta, year_of_birth=1980), timezone.localdate()
    row = Guardianship(person=adult, kind="legal", name="Tutore Inventato", since=today)
    trail.create(SYSTEM, row, "test.made")
    assert agreed(cast, adult)[1].agreed_on is None
    other = cast.person(follower=cast.berta, year_of_birth=1980)
    ended = Guardianship(person=other, kind="legal", name="x", since=date(2020, 1, 1), until=date(2020, 2, 1))
    trail.create(SYSTEM, ended, "test.made")
    assert agreed(cast, other)[1].agreed_on


def test_a_school_year_with_what_is_done_in_it_and_its_figure(cast: Cast) -> None:
    minor, client, today = child(cast), cast.client(cast.berta), timezone.localdate()
    url = reverse("people:school_add", args=[minor.pk])
    year = {"begins": today.year, "kind": "primary", "school": "Scuola Inventata", "group": "4 B"}
    assert client.post(url, {**year, "begins": 10**30}).status_code == 422
    assert client.post(url, year).status_code == 302
    assert client.post(url, year).status_code == 422  # a second tap
    adult = reverse("people:school_add", args=[child(cast, 30).pk])
    assert client.post(adult, year).status_code == 422
    row = SchoolYear.objects.visible_to(SYSTEM).get()
    add = reverse("people:school_step_add", args=[row.pk])
    tomorrow = today + timedelta(days=1)
    assert client.post(add, {"kind": "italian", "state": "open", "due_on": tomorrow}).status_code == 302
    assert client.post(add, {"kind": "canteen", "state": "done", "ended_on": tomorrow}).status_code == 422
    assert client.post(add, {"kind": "canteen", "state": "done"}).status_code == 302
    facts = SOURCES["schooling"].rows(cast.actor(cast.carlos))
    assert [fact.kind for fact in facts] == ["canteen"] and facts[0].ended_on == today
    waiting = row.steps.get(ended_on=None)
    change = reverse("people:school_step_edit", args=[waiting.pk])
    values = {"kind": "italian", "state": "refused", "seen": waiting.updated_at.isoformat()}
    assert client.post(change, values).status_code == 302
    page = client.get(row.get_absolute_url())
    assert page.context["waiting"] == [] and len(page.context["ended"]) == 2
    assert "Scuola Inventata" in page.content.decode()
    assert cast.client(cast.dora).get(row.get_absolute_url()).status_code == 404


def test_a_goal_of_the_family_shows_with_those_it_names_and_goes_when_nobody_is_left(cast: Cast) -> None:
    home, (mother, son) = family(cast, "reference", "child")
    client, url = cast.client(cast.berta), reverse("plans:family_goal_add", args=[home.pk])
    goal = {"area": "housing", "words": "Una casa per tutti", "steps": "Amina chiama l'agenzia"}
    yesterday = timezone.localdate() - timedelta(days=1)
    assert client.post(url, {**goal, "by_date": yesterday}).status_code == 422
    stranger = child(cast)
    assert client.post(url, {**goal, "for_members": [stranger.pk]}).status_code == 422
    assert client.post(url, {**goal, "for_members": [mother.person_id]}).status_code == 302
    row = FamilyGoal.objects.visible_to(SYSTEM).get()
    page = client.get(home.get_absolute_url()).content.decode()
    assert "Una casa per tutti" in page
    cases = [cast.case(mother.person), cast.case(son.person)]
    shown = ["Una casa per tutti" in client.get(case.get_absolute_url()).content.decode() for case in cases]
    assert shown == [True, False]
    change = reverse("plans:family_goal_edit", args=[row.pk])
    values = {**goal, "status": "reached", "seen": row.updated_at.isoformat()}
    assert client.post(change, values).status_code == 302
    row.refresh_from_db()
    assert row.ended_on and not row.members.exists()
    with unrecorded("test"):
        Case._base_manager.update(closed_on=timezone.localdate(), outcome="lost")
    for person, words in ((mother.person, goal["words"]), (son.person, "")):
        forget(part_of(person, [cast.org_a.pk]))
        with unrecorded("test"):
            Person._base_manager.filter(pk=person.pk).update(erased_on=timezone.localdate())
        row.refresh_from_db()
        assert row.words == words  # the others keep what is theirs
