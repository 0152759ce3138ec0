"""The facts of every room under the names by which indicators ask for them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from accanto.cases.indicators import case_facts, need_facts, referral_facts, situation_facts
from accanto.core.actor import Actor
from accanto.directory.indicators import distribution_facts
from accanto.directory.models import Service
from accanto.evaluation.models import DeclaredFigure
from accanto.evaluation.sources import Source
from accanto.network.models import CoordinationGroup, CoordinationMember
from accanto.outreach.indicators import encounter_facts, given_facts
from accanto.people.indicators import school_facts
from accanto.plans.indicators import action_facts, plan_facts
from accanto.supports.indicators import placement_end_facts, placement_facts, stay_facts, support_facts
from accanto.tutoring.indicators import check_in_facts, contact_facts, tutoring_facts

SEE = "figures.see"


def _of_case(rows: Any, on: str, case: str, **more: Any) -> Source:
    """Facts that hang on a case: who, where and for whom is the case's."""
    return Source(
        rows=rows,
        on=on,
        project=f"{case}__project",
        partner=f"{case}__organisation",
        territory=f"{case}__territory",
        person=f"{case}__person",
        case=case,
        **more,
    )


def _constituted(actor: Actor) -> QuerySet[Any]:
    return CoordinationGroup.objects.visible_to(actor, SEE).filter(constituted_on__isnull=False)


def _listed(actor: Actor) -> QuerySet[Any]:
    return Service.objects.visible_to(actor).filter(status=Service.Status.ACTIVE)


SOURCES: dict[str, Source] = {
    "cases": Source(rows=case_facts, on="opened_on", person="person", case="id", answers="answers"),
    "situations": _of_case(situation_facts, "on", "case", answers="answers"),
    "needs": _of_case(need_facts, "noted_on", "case", answers="answers"),
    "referrals": _of_case(referral_facts, "made_on", "case", multiplies=True),
    "plans": _of_case(plan_facts, "agreed_on", "plan__case"),
    "actions": _of_case(action_facts, "ended_on", "goal__plan__case", support_kind="catalogue__key"),
    "supports": _of_case(support_facts, "paid_on", "case", support_kind="kind"),
    "stays": _of_case(stay_facts, "since", "case"),
    "placements": _of_case(placement_facts, "since", "case"),
    "placements_ended": _of_case(placement_end_facts, "ended_on", "case"),
    "schooling": Source(
        rows=school_facts,
        on="ended_on",
        project="year__project",
        partner="year__organisation",
        territory="year__territory",
        person="year__person",
    ),
    "tutorings": _of_case(tutoring_facts, "started_on", "case"),
    "contacts": _of_case(contact_facts, "on", "tutoring__case"),
    "check_ins": _of_case(check_in_facts, "due_on", "tutoring__case"),
    "encounters": Source(
        rows=encounter_facts,
        on="on",
        person="person",
        own="",
        place="visit__place",
        case="case",
    ),
    "given": Source(
        rows=given_facts,
        on="encounter__on",
        project="encounter__project",
        partner="encounter__organisation",
        territory="encounter__territory",
        place="encounter__visit__place",
        language="language",
    ),
    "distributions": Source(
        rows=distribution_facts,
        on="on",
        place_kind="place_kind",
        municipality="municipality",
        language="language",
    ),
    "services": Source(
        rows=_listed,
        on="created_at",
        project="at_locations__location__municipality__territories__territory__projects__project",
        partner="organization__network_organisation",
        territory="at_locations__location__municipality__territories__territory",
        municipality="at_locations__location__municipality",
        on_is_time=True,
        multiplies=True,
    ),
    "groups": Source(rows=_constituted, on="constituted_on", partner="", territory=""),
    "members": Source(
        rows=lambda actor: CoordinationMember.objects.visible_to(actor, SEE),
        on="created_at",
        project="group__project",
        territory="",
        on_is_time=True,
    ),
    "declared": Source(rows=lambda actor: DeclaredFigure.objects.visible_to(actor, SEE), on="on"),
}
