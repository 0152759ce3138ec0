"""What cases add to a person's page."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case, Need, Referral, Situation
from accanto.core.actor import Actor
from accanto.people.models import Person
from accanto.people.timeline import Event, Panel


def events(actor: Actor, person: Person) -> Iterator[Event]:
    """Openings, pictures, referrals and closures that the actor may see."""
    cases = list(Case.objects.visible_to(actor).filter(person=person))
    for case in cases:
        yield Event(case.opened_on, "it-folder", _("Case opened"), case.code, case.get_absolute_url(), "case")
        if case.closed_on:
            text = case.get_outcome_display()
            yield Event(
                case.closed_on, "it-check-circle", _("Case closed"), text, case.get_absolute_url(), "case"
            )
    for situation in Situation.objects.visible_to(actor).filter(case__in=cases).select_related("case"):
        text = situation.get_moment_display()
        yield Event(
            situation.on, "it-camera", _("Situation"), text, situation.get_absolute_url(), "situation"
        )
    for need in Need.objects.visible_to(actor).filter(case__in=cases).select_related("case"):
        is_open = need.status == Need.Status.OPEN
        text = (
            need.get_area_display() if is_open else f"{need.get_area_display()} · {need.get_status_display()}"
        )
        yield Event(need.noted_on, "it-comment", _("Need"), text, need.get_absolute_url(), "need")
    for referral in (
        Referral.objects.visible_to(actor).filter(case__in=cases).select_related("case", "service")
    ):
        text = f"{referral.service} · {referral.get_outcome_display()}"
        yield Event(
            referral.made_on, "it-external-link", _("Referral"), text, referral.get_absolute_url(), "referral"
        )


def panels(actor: Actor, person: Person) -> Iterator[Panel]:
    """The open cases, or the way to open one, of a person in sight."""
    cases = list(
        Case.objects.visible_to(actor)
        .filter(person=person)
        .select_related("organisation", "project", "operator")
    )
    context = {"cases": cases, "may_open": actor.may("cases.open"), "person": person}
    yield Panel("cases/_person_panel.html", context, order=10)
