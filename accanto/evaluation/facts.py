"""The facts of every room under the names by which indicators ask for them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from accanto.cases.models import Case, Referral, Situation
from accanto.core.actor import Actor
from accanto.directory.models import Service
from accanto.evaluation.models import DeclaredFigure
from accanto.evaluation.sources import Source
from accanto.network.models import CoordinationGroup, CoordinationMember
from accanto.outreach.models import Encounter, Given
from accanto.plans.models import PlanAction, PlanVersion
from accanto.tutoring.models import Contact, Tutoring

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


def _done(actor: Actor) -> QuerySet[Any]:
    return PlanAction.objects.visible_to(actor, SEE).filter(
        status=PlanAction.Status.DONE, ended_on__isnull=False
    )


def _agreed(actor: Actor) -> QuerySet[Any]:
    return PlanVersion.objects.visible_to(actor, SEE).filter(agreed_on__isnull=False)


def _constituted(actor: Actor) -> QuerySet[Any]:
    return CoordinationGroup.objects.visible_to(actor, SEE).filter(constituted_on__isnull=False)


def _listed(actor: Actor) -> QuerySet[Any]:
    return Service.objects.filter(status=Service.Status.ACTIVE)


SOURCES: dict[str, Source] = {
    "cases": Source(
        rows=lambda actor: Case.objects.visible_to(actor, SEE), on="opened_on", person="person", case="id"
    ),
    "situations": _of_case(lambda actor: Situation.objects.visible_to(actor, SEE), "on", "case"),
    "referrals": _of_case(
        lambda actor: Referral.objects.visible_to(actor, SEE), "made_on", "case", multiplies=True
    ),
    "plans": _of_case(_agreed, "agreed_on", "plan__case"),
    "actions": _of_case(_done, "ended_on", "goal__plan__case", support_kind="catalogue__key"),
    "tutorings": _of_case(lambda actor: Tutoring.objects.visible_to(actor, SEE), "started_on", "case"),
    "contacts": _of_case(lambda actor: Contact.objects.visible_to(actor, SEE), "on", "tutoring__case"),
    "encounters": Source(
        rows=lambda actor: Encounter.objects.visible_to(actor, SEE),
        on="on",
        person="person",
        own="",
        place="visit__place",
        case="case",
    ),
    "given": Source(
        rows=lambda actor: Given.objects.visible_to(actor, SEE),
        on="encounter__on",
        project="encounter__project",
        partner="encounter__organisation",
        territory="encounter__territory",
        place="encounter__visit__place",
        language="language",
    ),
    "services": Source(
        rows=_listed,
        on="created_at",
        project="municipality__territories__territory__projects__project",
        partner="organisation",
        territory="municipality__territories__territory",
        municipality="municipality",
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
