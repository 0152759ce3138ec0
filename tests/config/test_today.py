"""Today, role by role: what waits for each of them stands there, and nothing that is not theirs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accanto.accounts.models import Invitation, Membership
from accanto.cases.models import Need, Referral
from accanto.core import today, trail
from accanto.directory.models import Organization
from accanto.directory.operations.service import add_service
from accanto.network.models import CoordinationGroup, ExpectedResult
from accanto.outreach.models import Encounter, Place, Visit
from accanto.people.models import IdentityOpening
from accanto.plans.models import Goal, Plan, PlanAction, PlanParty
from accanto.tutoring.models import Contact, Tutor, Tutoring
from accanto.tutoring.operations.rhythm import renew_all
from accanto.tutoring.operations.tutoring import log_contact
from tests.cast import SYSTEM, TODAY, Cast


def _made(row: Any) -> Any:
    return trail.create(SYSTEM, row, "test.made")


def _items(cast: Cast, name: str, kind: str) -> list[today.TodayItem]:
    return [item for item in today.items(cast.actor(cast.users[name])) if item.kind == kind]


def _tie(cast: Cast) -> Tutoring:
    """Elia, a tutor with an account, beside Amina, a person with one; for three months."""
    case = cast.case()
    trail.change(SYSTEM, case.person, "person.account_given", account=cast.amina)
    since = TODAY() - timedelta(days=100)
    place = {"organisation": cast.org_a, "project": cast.project}
    tutor = _made(Tutor(name="Elia", available_on=since, interviewed_on=since, trained_on=since, account=cast.elia, **place))  # fmt: skip
    return _made(Tutoring(case=case, tutor=tutor, introduced_on=since, started_on=since))


def _plan(cast: Cast, who: str, kind: str) -> PlanAction:
    plan = _made(Plan(case=cast.case(), started_on=TODAY()))
    _made(PlanParty(plan=plan, kind=kind, user=cast.users[who]))
    goal = _made(Goal(plan=plan, area="housing", words="una casa"))
    return _made(
        PlanAction(
            goal=goal,
            text="telefonare al centro",
            who_kind="other" if kind == "reception" else kind,
            due=TODAY(),
        )
    )


@pytest.mark.parametrize("name", ["elia", "amina"])
def test_the_two_are_told_what_is_asked_of_them_until_it_is_kept(cast: Cast, name: str) -> None:
    tie = _tie(cast)
    assert {item.urgency for item in _items(cast, name, "contact")} == {"late"}
    assert len(_items(cast, name, "contact")) == 2
    _made(Contact(tutoring=tie, kind="meeting", on=TODAY(), logged_by=cast.berta))
    assert _items(cast, name, "contact") == []
    assert len(_items(cast, name, "kept")) == 1
    assert len(_items(cast, name, "news")) == 1  # Berta noted it, not they


def test_the_operator_is_told_of_a_tie_that_fell_silent(cast: Cast) -> None:
    tie = _tie(cast)
    renew_all()
    assert len(_items(cast, "berta", "silent")) == 1
    log_contact(SYSTEM, tutoring=tie, kind="meeting", on=TODAY())
    assert _items(cast, "berta", "silent") == []


@pytest.mark.parametrize(("days", "urgency"), [(2, "now"), (14, "now"), (15, "late")])
def test_who_offered_themselves_does_not_rest_silently(cast: Cast, days: int, urgency: str) -> None:
    place = {"organisation": cast.org_a, "project": cast.project}
    tutor = _made(Tutor(name="Elia", available_on=TODAY() - timedelta(days=days), **place))
    (item,) = _items(cast, "berta", "tutor")
    assert (item.urgency, item.url) == (urgency, reverse("tutoring:interview_fix", args=[tutor.pk]))
    trail.change(SYSTEM, tutor, "test.made", interviewed_on=TODAY(), trained_on=TODAY())
    assert not _items(cast, "berta", "tutor")


@pytest.mark.parametrize(("name", "kind"), [("rosa", "reception"), ("amina", "person"), ("elia", "tutor")])
def test_a_party_finds_their_step_and_the_plan(cast: Cast, name: str, kind: str) -> None:
    action = _plan(cast, name, kind)
    (step,) = _items(cast, name, "step") if kind != "reception" else (None,)
    (plan,) = _items(cast, name, "plan")
    assert plan.url == action.goal.plan.get_absolute_url()
    if step is not None:
        assert step.text == "telefonare al centro"
    assert cast.client(cast.users[name]).get(plan.url).status_code == 200


def test_a_plan_of_others_is_on_nobodys_day(cast: Cast) -> None:
    _plan(cast, "rosa", "reception")
    assert _items(cast, "elia", "plan") == []
    assert _items(cast, "amina", "plan") == []


def test_an_operator_is_told_of_a_case_without_picture_or_plan(cast: Cast) -> None:
    case = cast.case()
    trail.change(SYSTEM, case, "case.changed", opened_on=TODAY() - timedelta(days=31), opened_by=None)
    assert len(_items(cast, "berta", "picture")) == 1
    assert len(_items(cast, "berta", "no_plan")) == 1
    assert _items(cast, "bruna", "picture") == []  # a colleague's case is the colleague's


def test_a_case_opened_by_another_is_new(cast: Cast) -> None:
    case = cast.case()
    assert _items(cast, "berta", "case") == []
    trail.change(SYSTEM, case, "case.changed", opened_by=cast.olga)
    (item,) = _items(cast, "berta", "case")
    assert "Olga" in str(item.text)


def test_the_information_desk_is_told_who_was_sent(cast: Cast) -> None:
    provider = _made(Organization(name="x", network_organisation=cast.org_a))
    service = add_service(SYSTEM, name="Casa", provider=provider, municipality=cast.municipality, areas=["housing"])  # fmt: skip
    long_ago = TODAY() - timedelta(days=30)
    referral = _made(Referral(case=cast.case(), service=service, made_on=long_ago))
    (item,) = _items(cast, "ines", "referral_in")
    assert (item.urgency, item.url) == ("late", reverse("cases:referral_in_list"))
    assert referral.case.code not in f"{item.title} {item.text}"


def test_the_editor_is_told_what_to_check_again(cast: Cast) -> None:
    old = TODAY() - timedelta(days=300)
    add_service(SYSTEM, name="Vecchio", provider="x", municipality=cast.municipality, areas=["housing"], checked_on=old)  # fmt: skip
    add_service(SYSTEM, name="Fresco", provider="x", municipality=cast.municipality, areas=["housing"])
    assert [str(item.text) for item in _items(cast, "edda", "check_one")] == ["Vecchio"]
    assert _items(cast, "berta", "check_one") == []


def test_outreach_is_told_of_the_next_step(cast: Cast) -> None:
    here = {"organisation": cast.org_a, "project": cast.project}
    place = _made(Place(kind="library", name="Biblioteca", municipality=cast.municipality, **here))
    visit = _made(Visit(place=place, operator=cast.olga, on=TODAY(), **here))
    met = Encounter(visit=visit, operator=cast.olga, on=TODAY(), next_step="portare il volantino", **here)
    _made(met)
    (item,) = _items(cast, "olga", "next")
    assert item.text == "portare il volantino"
    assert _items(cast, "berta", "next") == []


def test_a_manager_is_told_of_openings_but_not_of_their_own(cast: Cast) -> None:
    person = cast.person()
    until = timezone.now()
    here = {"organisation": cast.org_a, "project": cast.project, "person": person, "until": until}
    _made(IdentityOpening(opened_by=cast.bruna, reason="telefonata urgente", **here))
    _made(IdentityOpening(opened_by=cast.mario, reason="la mia", **here))
    (item,) = _items(cast, "mario", "opening")
    assert "telefonata urgente" in str(item.text)


def test_a_manager_is_told_of_a_colleagues_urgent_need_after_a_week(cast: Cast) -> None:
    need = _made(Need(case=cast.case(), area="housing", urgency="now", noted_on=TODAY() - timedelta(days=6)))
    assert _items(cast, "mario", "urgent") == []
    trail.change(SYSTEM, need, "need.changed", noted_on=TODAY() - timedelta(days=7))
    (item,) = _items(cast, "mario", "urgent")
    assert "Berta" in str(item.text)
    assert _items(cast, "bruna", "urgent") == []


def test_the_coordinator_is_told_of_the_group_and_of_figures_to_enter(cast: Cast) -> None:
    result = ExpectedResult(project=cast.project, key="corsi", what={"it": "Corsi"}, unit="courses", indicator={"compute": "declared"})  # fmt: skip
    _made(result)
    assert len(_items(cast, "carlos", "group")) == 1
    assert [str(item.title) for item in _items(cast, "carlos", "declare")] == ["Corsi"]
    assert _items(cast, "zoe", "declare") == []
    _made(CoordinationGroup(project=cast.project, constituted_on=TODAY()))
    assert len(_items(cast, "carlos", "meeting")) == 1
    assert _items(cast, "fadi", "declare") == []  # an evaluator reads figures, and enters none
    assert len(_items(cast, "fadi", "figures")) == 1


def test_the_administrator_is_told_of_partners_without_anyone_and_of_lapsed_invitations(cast: Cast) -> None:
    lapsed = timezone.now() - timedelta(days=1)
    _made(Invitation(email="x@example.org", name="Xenia", role="manager", organisation=cast.org_b, secret_hash="h", expires_at=lapsed))  # fmt: skip
    assert _items(cast, "admin", "partner") == []
    assert len(_items(cast, "admin", "invitation")) == 1
    for row in Membership.objects.visible_to(SYSTEM).filter(organisation=cast.org_b):
        trail.change(SYSTEM, row, "role.ended", until=TODAY() - timedelta(days=1))
    (item,) = _items(cast, "admin", "partner")
    assert "Ponte" in str(item.title)
    assert _items(cast, "mario", "partner") == []  # another organisation is not his to staff


def test_the_first_administrator_is_led_to_a_project_and_to_people(db: None) -> None:
    """An empty site: `accanto createadmin` and nothing else."""
    from accanto.accounts.middleware import actor_of
    from accanto.accounts.operations.account import create_administrator

    user = create_administrator(email="prima@example.org", name="Prima", password="una frase lunga e mia", organisation_name="Casa")  # fmt: skip
    urls = [item.url for item in today.items(actor_of(user)) if item.kind == "setup"]
    names = ("network:project_load", "accounts:user_invite", "network:organisation_add")
    assert sorted(urls) == sorted(reverse(name) for name in names)


def test_a_trainer_is_told_plainly_what_is_missing(cast: Cast) -> None:
    assert len(_items(cast, "tea", "courses")) == 1


@pytest.mark.parametrize("name", ["admin", "carlos", "mario", "berta", "olga", "rosa", "edda", "tea", "elia", "amina", "fadi", "ines"])  # fmt: skip
def test_the_page_opens_for_everyone(cast: Cast, name: str) -> None:
    assert cast.client(cast.users[name]).get(reverse("today"), follow=True).status_code == 200


def test_what_colleagues_did_is_told_in_words_and_by_name(cast: Cast) -> None:
    from accanto.cases.operations.case import close_case

    close_case(cast.actor(cast.berta), case=cast.case(), closed_on=TODAY(), outcome="autonomy")
    page = cast.client(cast.bruna).get(reverse("today")).content.decode()
    assert "Ha chiuso il percorso" in page
    assert "Berta" in page
    assert "case.closed" not in page
    assert "Ha chiuso il percorso" in cast.client(cast.carlos).get(reverse("today")).content.decode()
    assert "Ha chiuso il percorso" not in cast.client(cast.zoe).get(reverse("today")).content.decode()
