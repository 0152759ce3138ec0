"""Facts for figures, made as the other rooms make them."""

from __future__ import annotations

from datetime import date
from typing import Any

from accanto.cases.models import Case, Referral, Situation
from accanto.core import trail
from accanto.core.actor import SystemActor
from accanto.network.models import CatalogueAction, ExpectedResult
from accanto.outreach.models import Encounter, Given, Place, Visit
from accanto.people.models import Person
from accanto.plans.models import Goal, Plan, PlanAction, PlanVersion
from accanto.tutoring.models import Contact, Tutor, Tutoring
from tests.cast import Cast

SYSTEM = SystemActor("test")
DAY = date(2026, 3, 10)


def result(
    cast: Cast, key: str, compute: str, *, unit: str = "persons", target: Any = None, **more: Any
) -> Any:
    direction, by = more.pop("direction", "up"), more.pop("by", [])
    row = ExpectedResult(
        project=cast.project,
        key=key,
        what={"it": f"Risultato {key}", "en": f"Result {key}"},
        unit=unit,
        target=target,
        direction=direction,
        by=by,
        indicator={"compute": compute, **more},
    )
    return trail.create(SYSTEM, row, "project.changed")


def person(cast: Cast, **facts: Any) -> Person:
    return cast.person(**facts)


def merge(kept: Person, other: Person) -> None:
    trail.change(SYSTEM, other, "person.merged", merged_into=kept)


def case(cast: Cast, who: Person, organisation: Any = None, on: date = DAY, territory: Any = "cast") -> Case:
    row = Case(
        person=who,
        organisation=organisation or cast.org_a,
        project=cast.project,
        territory=cast.territory if territory == "cast" else territory,
        operator=cast.berta,
        opened_by=cast.berta,
        opened_on=on,
    )
    return trail.create(SYSTEM, row, "case.opened")


def picture(of: Case, moment: str = "intake", on: date = DAY, **fields: Any) -> Situation:
    return trail.create(SYSTEM, Situation(case=of, moment=moment, on=on, **fields), "situation.recorded")


def visit(cast: Cast, kind: str = "library", organisation: Any = None, on: date = DAY) -> Visit:
    organisation = organisation or cast.org_a
    place = Place(
        organisation=organisation,
        project=cast.project,
        territory=cast.territory,
        kind=kind,
        name=f"Posto {kind} {organisation}",
        municipality=cast.municipality,
    )
    found = Place.objects.visible_to(SYSTEM).filter(name=place.name).first()
    place = found or trail.create(SYSTEM, place, "place.added")
    row = Visit(place=place, organisation=organisation, project=cast.project, operator=cast.olga, on=on)
    again = Visit.objects.visible_to(SYSTEM).filter(place=place, operator=cast.olga, on=on).first()
    return again or trail.create(SYSTEM, row, "visit.begun")


def encounter(
    cast: Cast, who: Person | None = None, kind: str = "library", on: date = DAY, **facts: Any
) -> Encounter:
    organisation = facts.pop("organisation", cast.org_a)
    row = Encounter(
        visit=visit(cast, kind, organisation, on),
        organisation=organisation,
        project=cast.project,
        territory=cast.territory,
        operator=cast.olga,
        on=on,
        person=who,
        **facts,
    )
    return trail.create(SYSTEM, row, "encounter.recorded")


def given(to: Encounter, kind: str = "leaflet", language: str = "ara", copies: int = 1) -> Given:
    row = Given(encounter=to, kind=kind, language=language, copies=copies)
    return trail.create(SYSTEM, row, "encounter.given")


def plan(of: Case, agreed_on: date | None = DAY) -> Plan:
    row = trail.create(SYSTEM, Plan(case=of, started_on=of.opened_on), "plan.started")
    trail.create(
        SYSTEM, PlanVersion(plan=row, number=1, content={"goals": []}, agreed_on=agreed_on), "plan.proposed"
    )
    return row


def action(
    of: Plan, catalogue: CatalogueAction | None = None, status: str = "done", on: date = DAY
) -> PlanAction:
    goal = trail.create(SYSTEM, Goal(plan=of, area="employment", words="lavorare"), "goal.added")
    ended = on if status == "done" else None
    row = PlanAction(goal=goal, catalogue=catalogue, text="fare", status=status, ended_on=ended)
    return trail.create(SYSTEM, row, "action.added")


def tutoring(cast: Cast, of: Case, kind: str = "citizen", on: date = DAY) -> Tutoring:
    tutor = Tutor(
        organisation=of.organisation, project=cast.project, kind=kind, name="Tutor", available_on=on
    )
    tutor = trail.create(SYSTEM, tutor, "tutor.added")
    row = Tutoring(case=of, tutor=tutor, introduced_on=on, started_on=on)
    return trail.create(SYSTEM, row, "tutoring.started")


def contact(of: Tutoring, kind: str = "meeting", on: date = DAY) -> Contact:
    return trail.create(SYSTEM, Contact(tutoring=of, kind=kind, on=on), "contact.logged")


def referral(of: Case, service: Any, on: date = DAY) -> Referral:
    return trail.create(SYSTEM, Referral(case=of, service=service, made_on=on), "referral.made")
