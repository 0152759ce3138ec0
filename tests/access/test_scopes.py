"""Every scope against a truth table of its own: who sees a row, by reach and by where the row stands.

The table below says in words of its own what each room's `scopes.py` promises; nothing is read from
there. A role is given one capability with one reach, and nothing else, so that a condition that is
missing, doubled, swapped or turned round shows as a row too many or too few.
"""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass
from itertools import count
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from accanto.accounts.actor import Grant, UserActor
from accanto.accounts.models import Membership
from accanto.accounts.roles import ROLES, Reach, Role
from accanto.core import trail
from accanto.core.actor import Nobody
from accanto.core.database import weighs_where_to_begin
from accanto.core.models import Record
from accanto.network.models import Partnership, Territory
from accanto.people.models import Involvement
from accanto.people.scopes import known_to
from accanto.plans.models import PlanParty
from tests.access.objects import MAKERS, Objects
from tests.access.test_scopes_shared import SHARED_TABLES
from tests.cast import SYSTEM, Cast

CAPABILITIES = {
    "accounts.Invitation": "users.see",
    "accounts.Membership": "users.see",
    "caseload.Caseload": "caseload.import",
    "cases.Appointment": "appointments.see",
    "cases.Case": "cases.see",
    "cases.CaseShare": "cases.edit",
    "cases.Transfer": "transfers.see",
    "directory.Distribution": "leaflets.see",
    "directory.Leaflet": "leaflets.see",
    "evaluation.DeclaredFigure": "figures.see",
    "mine.DataRequest": "requests.see",
    "mine.Message": "messages.see",
    "network.Project": "projects.see",
    "outreach.Encounter": "encounters.see",
    "outreach.Place": "encounters.see",
    "outreach.Visit": "encounters.see",
    "people.Erasure": "erasures.ask",
    "people.Household": "people.see",
    "people.SchoolYear": "people.see",
    "people.IdentityOpening": "openings.review",
    "people.Person": "people.see",
    "plans.Plan": "plans.see",
    "privacy.AuditEntry": "trail.see",
    "skills.SkillsAssessment": "skills.see",
    "supports.BudgetLine": "budgets.see",
    "supports.Home": "homes.see",
    "supports.HomeStay": "homes.see",
    "supports.Placement": "placements.see",
    "supports.Support": "supports.see",
    "tutoring.Alert": "tutoring.edit",
    "tutoring.CheckIn": "checkins.see",
    "tutoring.HandedOn": "tutors.see",
    "tutoring.PairQuestion": "asking.see",
    "tutoring.Reminder": "tutoring.edit",
    "tutoring.ReminderStop": "tutoring.edit",
    "tutoring.Tutor": "tutors.see",
    "tutoring.TutorApplication": "tutors.see",
    "tutoring.Tutoring": "tutoring.see",
}
#: Where a row's territory is kept: a path of attributes, "" for the row itself.
TERRITORY = {
    "accounts.Invitation": "", "accounts.Membership": "",
    "cases.Appointment": "case", "cases.Case": "", "cases.CaseShare": "case", "cases.Transfer": "", "directory.Distribution": "", "outreach.Encounter": "", "outreach.Place": "",
    "outreach.Visit": "", "people.Erasure": "", "people.Household": "", "people.IdentityOpening": "", "people.SchoolYear": "",
    "people.Person": "involvement", "plans.Plan": "case", "tutoring.Tutor": "", "tutoring.Tutoring": "case",
    "tutoring.Alert": "tutoring.case", "tutoring.CheckIn": "tutoring.case", "tutoring.Reminder": "tutoring.case",
    "tutoring.ReminderStop": "tutoring.case", "tutoring.TutorApplication": "",
    "tutoring.PairQuestion": "match.request.case",
    "skills.SkillsAssessment": "case", "supports.HomeStay": "case", "supports.Placement": "case", "supports.Support": "case",
    "mine.Message": "case",
}  # fmt: skip
#: Whose a row is: (path of attributes, column), each of them enough.
OWN = {
    "cases.Appointment": [("case", "operator"), ("", "along_user"), ("case.person", "account")],
    "cases.Case": [("", "operator"), ("", "opened_by")],
    "mine.DataRequest": [("person", "account")],
    "mine.Message": [("case.person", "account")],
    "outreach.Encounter": [("", "operator")],
    "outreach.Visit": [("", "operator")],
    "people.Erasure": [("", "asked_by")],
    "people.IdentityOpening": [("", "opened_by")],
    "people.Person": [("involvement", "follower")],
    "plans.Plan": [("case.person", "account")],
    "skills.SkillsAssessment": [("case.person", "account")],
    "tutoring.Alert": [("tutoring.case", "operator")],
    "tutoring.CheckIn": [("", "account"), ("tutoring.case", "operator")],
    "tutoring.PairQuestion": [("", "account")],
    "tutoring.Reminder": [("tutoring.case", "operator")],
    "tutoring.ReminderStop": [("tutoring.case", "operator")],
    "tutoring.Tutor": [("", "account")],
    "tutoring.Tutoring": [("tutor", "account"), ("case.person", "account"), ("case", "operator")],
}
#: A project is its partners' together; figures and trail stand in none of the rows of MAKERS.
SHARED = "network.Project"
LABELS = sorted(CAPABILITIES)
EVERY_OWN = [(label, *own) for label, columns in OWN.items() for own in columns]


def _membership(objects: Objects) -> Membership:
    row = Membership(
        user=objects.cast.users["tea"], role="operator", since=timezone.localdate(), **objects.place
    )
    return objects.make(row)


def _household(objects: Objects) -> Any:
    from accanto.people.models import Household

    return objects.make(Household(**objects.place))


def _entry(objects: Objects) -> Any:
    from accanto.privacy.models import AuditEntry

    place = {f"{name}_id": row.pk for name, row in objects.place.items()}
    trail.note(SYSTEM, "test.made", trail.Subject(kind="test", object_id="1", **place))
    return AuditEntry.objects.visible_to(SYSTEM).order_by("-number").first()


def _handed_on(objects: Objects) -> Any:
    from accanto.tutoring.models import HandedOn

    return objects.make(
        HandedOn(code="O-TEST", to=objects.cast.org_b, on=timezone.localdate(), **objects.place)
    )


OWN_MAKERS = {
    "tutoring.HandedOn": _handed_on,
    "accounts.Membership": _membership,
    "people.Household": _household,
    "privacy.AuditEntry": _entry,
}


_numbers = count()


class At(Objects):
    """Objects at any organisation and project, followed by someone of no importance."""

    def __init__(self, cast: Cast, organisation: Any, project: Any) -> None:
        super().__init__(cast, "own")
        self.organisation, self.project, self.user = organisation, project, cast.users["bruna"]
        self.where = f"{organisation.key}-{project.key}-{next(_numbers)}"

    def row(self, label: str) -> Any:
        return OWN_MAKERS[label](self) if label in OWN_MAKERS else self.of(label)


@dataclass(frozen=True)
class Places:
    """One row of a table in each of four places."""

    here: Any
    other_project: Any
    other_organisation: Any
    elsewhere: Any

    @property
    def all(self) -> set[Any]:
        return {self.here.pk, self.other_project.pk, self.other_organisation.pk, self.elsewhere.pk}


def _places(cast: Cast, label: str) -> Places:
    spots = [
        (cast.org_a, cast.project), (cast.org_a, cast.other_project),
        (cast.org_b, cast.project), (cast.org_c, cast.other_project),
    ]  # fmt: skip
    return Places(*(At(cast, *spot).row(label) for spot in spots))


def _holder(row: Any, path: str) -> Any:
    if path == "involvement":
        return Involvement.objects.visible_to(SYSTEM).get(person=row)
    for name in path.split(".") if path else ():
        row = getattr(row, name)
    return row


def _actor(
    monkeypatch: pytest.MonkeyPatch, cast: Cast, label: str, reach: Reach, **narrowed: Any
) -> UserActor:
    """Berta with one capability and one reach, in organisation A."""
    monkeypatch.setitem(ROLES, Role.OPERATOR, {CAPABILITIES[label]: reach})
    grant = Grant(Role.OPERATOR, cast.org_a.pk, **{f"{name}_id": row.pk for name, row in narrowed.items()})
    return UserActor(user_id=cast.berta.pk, label="berta", grants=(grant,))


def _seen(label: str, actor: Any, among: set[Any]) -> set[Any]:
    rows = apps.get_model(label).objects.visible_to(actor)
    return set(rows.filter(pk__in=among).values_list("pk", flat=True))


def test_the_table_has_every_scope() -> None:
    roots = {model._meta.label for model in apps.get_models() if issubclass(model, Record) and model.scope}
    assert roots == CAPABILITIES.keys() | SHARED_TABLES
    assert roots <= MAKERS.keys() | OWN_MAKERS.keys() | SHARED_TABLES


@pytest.mark.parametrize("label", LABELS)
def test_the_organisations_reach(cast: Cast, monkeypatch: pytest.MonkeyPatch, label: str) -> None:
    rows = _places(cast, label)
    actor = _actor(monkeypatch, cast, label, Reach.ORGANISATION)
    wanted = {rows.here.pk, rows.other_project.pk}
    if label == SHARED:  # A and B are partners of the one, C alone is of the other
        wanted = {rows.here.pk}
    assert _seen(label, actor, rows.all) == wanted


@pytest.mark.parametrize("label", LABELS)
def test_a_reach_narrowed_to_a_project(cast: Cast, monkeypatch: pytest.MonkeyPatch, label: str) -> None:
    rows = _places(cast, label)
    if label == SHARED:
        trail.create(
            SYSTEM, Partnership(project=cast.other_project, organisation=cast.org_a), "partnership.added"
        )
    actor = _actor(monkeypatch, cast, label, Reach.ORGANISATION, project=cast.project)
    assert _seen(label, actor, rows.all) == {rows.here.pk}


@pytest.mark.parametrize("label", LABELS)
def test_the_projects_reach(cast: Cast, monkeypatch: pytest.MonkeyPatch, label: str) -> None:
    rows = _places(cast, label)
    actor = _actor(monkeypatch, cast, label, Reach.PROJECT, project=cast.project)
    assert _seen(label, actor, rows.all) == {rows.here.pk, rows.other_organisation.pk}
    without = _actor(monkeypatch, cast, label, Reach.PROJECT)
    assert _seen(label, without, rows.all) == set()


@pytest.mark.parametrize("label", LABELS)
def test_the_networks_reach_and_none(cast: Cast, monkeypatch: pytest.MonkeyPatch, label: str) -> None:
    rows = _places(cast, label)
    assert _seen(label, _actor(monkeypatch, cast, label, Reach.NETWORK), rows.all) == rows.all
    assert _seen(label, Nobody(), rows.all) == set()
    assert _seen(label, SYSTEM, rows.all) == rows.all
    monkeypatch.setitem(ROLES, Role.OPERATOR, dict.fromkeys(set(CAPABILITIES.values()) - {CAPABILITIES[label]}, Reach.NETWORK))  # fmt: skip
    others = UserActor(cast.berta.pk, "berta", (Grant(Role.OPERATOR, cast.org_a.pk),))
    assert _seen(label, others, rows.all) == set()


@pytest.mark.parametrize("label", sorted(TERRITORY))
def test_a_reach_narrowed_to_a_territory(cast: Cast, monkeypatch: pytest.MonkeyPatch, label: str) -> None:
    """One's own territory, and rows that have none; never another one."""
    far = trail.create(SYSTEM, Territory(key="mare", name="Mare", region="Liguria"), "territory.added")
    mine, none, theirs, at_b = (At(cast, organisation, cast.project).row(label) for organisation in (cast.org_a, cast.org_a, cast.org_a, cast.org_b))  # fmt: skip
    for row, territory in ((mine, cast.territory), (none, None), (theirs, far), (at_b, cast.territory)):
        trail.change(SYSTEM, _holder(row, TERRITORY[label]), "test.made", territory=territory)
    actor = _actor(monkeypatch, cast, label, Reach.ORGANISATION, territory=cast.territory)
    assert _seen(label, actor, {mine.pk, none.pk, theirs.pk, at_b.pk}) == {mine.pk, none.pk}


@pytest.mark.parametrize(("label", "path", "column"), EVERY_OWN)
def test_ones_own_rows(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, label: str, path: str, column: str
) -> None:
    """Each way of being someone's is enough, wherever the row stands; no other row is."""
    mine, colleagues = (At(cast, cast.org_b, cast.other_project).row(label) for _each in range(2))
    trail.change(SYSTEM, _holder(mine, path), "test.made", **{column: cast.berta})
    actor = _actor(monkeypatch, cast, label, Reach.OWN)
    assert _seen(label, actor, {mine.pk, colleagues.pk}) == {mine.pk}


@pytest.mark.parametrize("label", sorted(CAPABILITIES.keys() - OWN.keys()))
def test_nobodys_own(cast: Cast, monkeypatch: pytest.MonkeyPatch, label: str) -> None:
    rows = _places(cast, label)
    assert _seen(label, _actor(monkeypatch, cast, label, Reach.OWN), rows.all) == set()


@pytest.mark.parametrize("reach", Reach, ids=lambda reach: f"people.{reach}")
def test_who_knows_a_person_is_the_same_asked_from_the_other_side(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, reach: Reach
) -> None:
    """`known_to` alone, without the scope, is what the scope shows: neither a row more nor one fewer. An engine
    that weighs by itself where to begin is given no condition a second time."""
    rows = _places(cast, "people.Person")
    trail.change(SYSTEM, _holder(rows.elsewhere, "involvement"), "test.made", follower=cast.berta)
    everyone = apps.get_model("people.Person").objects.visible_to(SYSTEM).filter(pk__in=rows.all)
    actor = _actor(monkeypatch, cast, "people.Person", reach, project=cast.project)
    seen = _seen("people.Person", actor, rows.all)
    assert seen
    known = known_to(actor)
    if known.persons is not None:
        assert set(known.persons.values_list("person", flat=True)) & rows.all == seen
    if known.persons is None or not weighs_where_to_begin(connection):
        assert set(everyone.filter(known.condition).values_list("pk", flat=True)) == seen
    else:
        assert known.condition == Q()
    assert not everyone.filter(known_to(Nobody()).condition).exists()
    trail.remove(
        SYSTEM, _holder(rows.other_project, "involvement"), "test.made"
    )  # nobody knows them any more
    assert everyone.filter(known_to(SYSTEM).condition).count() == len(rows.all)


def test_many_persons_are_not_listed_before_the_search(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few are a list to start from; of many, or where the scope says all there is, only the scope is asked."""
    monkeypatch.setattr("accanto.people.scopes.FEW", 1)
    cast.person()
    few = known_to(cast.actor(cast.berta))
    assert (few.condition == Q()) is weighs_where_to_begin(connection)
    assert few.persons is not None and few.persons.count() == 1
    cast.person()
    many = known_to(cast.actor(cast.berta))
    assert many.condition == Q() and many.persons is not None and many.persons.count() == 2
    assert known_to(SYSTEM).persons is None and known_to(Nobody()).persons is None
    with pytest.raises(FrozenInstanceError):
        few.persons = None  # type: ignore[misc]


# --- plans shared one by one ----------------------------------------------------------------------


def test_an_invited_party_sees_the_plan_until_they_leave(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, other = (At(cast, cast.org_b, cast.other_project).row("plans.Plan") for _each in range(2))
    party = trail.create(
        SYSTEM, PlanParty(plan=plan, kind="tutor", name="Berta", user=cast.berta), "plan.party_invited"
    )
    among = {plan.pk, other.pk}
    own = _actor(monkeypatch, cast, "plans.Plan", Reach.OWN)
    assert _seen("plans.Plan", own, among) == {plan.pk}
    assert _seen("plans.PlanParty", own, {party.pk}) == {party.pk}
    assert _seen("plans.Plan", Nobody(), among) == set()
    broader = _actor(monkeypatch, cast, "plans.Plan", Reach.ORGANISATION)
    assert _seen("plans.Plan", broader, among) == set()  # an invitation is for those whose reach is their own
    own = _actor(monkeypatch, cast, "plans.Plan", Reach.OWN)
    assert _seen("plans.Plan", UserActor(cast.elia.pk, "elia", own.grants), among) == set()
    trail.change(SYSTEM, party, "plan.party_left", left_on=timezone.localdate())
    assert _seen("plans.Plan", own, among) == set()


def test_children_are_seen_with_their_parents_at_any_depth(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An action under a goal under a plan under a case: four tables up, the same answer."""
    here, there = (At(cast, organisation, cast.project) for organisation in (cast.org_a, cast.org_b))
    for label in ("plans.PlanAction", "plans.Goal", "plans.PlanParty"):
        mine, theirs = here.of(label), there.of(label)
        actor = _actor(monkeypatch, cast, "plans.Plan", Reach.ORGANISATION)
        assert _seen(label, actor, {mine.pk, theirs.pk}) == {mine.pk}
