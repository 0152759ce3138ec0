"""What plans add to other rooms' pages: the case, the person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.cases.panels import Panel
from accanto.core.actor import Actor
from accanto.core.screens import allowed_on
from accanto.people.models import Person
from accanto.people.timeline import Event
from accanto.plans.models import Plan


def case_panels(actor: Actor, case: Case) -> Iterator[Panel]:
    """The plan of a case, or the way to begin one."""
    plans = list(Plan.objects.visible_to(actor).filter(case=case))
    may_start = case.is_open and allowed_on(actor, "cases.edit", case) and actor.may("plans.edit")
    current = [plan for plan in plans if plan.status != Plan.Status.CLOSED]
    context = {"plans": plans, "may_start": may_start and not current, "case": case}
    yield Panel("plans/_case_panel.html", context, order=20)


def obstacles(actor: Actor, case: Case) -> Iterator[Any]:
    if Plan.objects.visible_to(actor).filter(case=case).exclude(status=Plan.Status.CLOSED).exists():
        yield _("A plan of this case is still open.")


def events(actor: Actor, person: Person) -> Iterator[Event]:
    """When a plan was begun, and when each of its versions was agreed."""
    plans = Plan.objects.visible_to(actor).filter(case__person=person)
    for plan in plans.prefetch_related("versions"):
        yield Event(plan.started_on, "it-files", _("Plan begun"), "", plan.get_absolute_url(), "plan")
        for version in plan.versions.all():
            if version.agreed_on is not None:
                text = _("version %(number)s") % {"number": version.number}
                url = version.get_absolute_url()
                yield Event(version.agreed_on, "it-check", _("Plan agreed"), text, url, "plan")
