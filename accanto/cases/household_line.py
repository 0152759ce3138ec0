"""What cases say on a household's page, and the household on a case's."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.cases.models import Appointment, AppointmentOutcome, Case
from accanto.core.actor import Actor
from accanto.core.panels import Panel
from accanto.core.together import holds
from accanto.core.words import words_of_day
from accanto.people.families import Line, household_context
from accanto.people.models import HouseholdMember


def tell(actor: Actor, persons: Collection[UUID]) -> Iterator[tuple[UUID, Line]]:
    """The cases in sight of each, open ones first, with the next appointment."""
    if not actor.may("cases.see"):
        return
    cases = Case.objects.visible_to(actor).filter(person__in=persons).select_related("project")
    cases = sorted(cases.defer("project__definition"), key=lambda case: (not case.is_open, case.opened_on))
    coming: dict[UUID, str] = {}
    if actor.may("appointments.see"):
        rows = Appointment.objects.visible_to(actor).filter(
            case__in=[case.pk for case in cases],
            outcome=AppointmentOutcome.WAITING,
            on__gte=timezone.localdate(),
        )
        for row in rows.order_by("-on", "-at"):
            coming[row.case_id] = f"{words_of_day(row.on)} {row.get_kind_display()}"
    for case in cases:
        state = str(case.project) if case.is_open else _("%(project)s, closed") % {"project": case.project}
        title = _("Case %(code)s") % {"code": case.code}
        yield case.person_id, Line(title, state, case.get_absolute_url(), coming.get(case.pk, ""))


def of_case(actor: Actor, case: Case) -> dict[str, QuerySet[Any]]:
    """For the case's page, to ask together with the others."""
    lives = HouseholdMember.objects.visible_to(actor).filter(person=case.person_id, until=None)
    return {"household": lives}


def panels(actor: Actor, case: Case) -> Iterator[Panel]:
    """Whom the person lives with, for those who see the person."""
    if not actor.may("people.see"):
        return
    if not holds(case, "household"):
        return
    context = household_context(actor, case.person)
    if context["home"]:
        yield Panel("cases/_household_panel.html", context, order=75)
