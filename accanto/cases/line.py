"""What cases add to a person's page."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case, Need, Referral
from accanto.core.actor import Actor
from accanto.people.models import Person
from accanto.people.timeline import Event, Panel


def around(actor: Actor, person: Person) -> Iterator[Event | Panel]:
    """The open cases of a person in sight, or the way to open one; openings, pictures, referrals and closures.

    The cases are read once, and with each what hangs on it: of a case in sight it is in sight.
    """
    read = Case.objects.visible_to(actor).filter(person=person)
    read = read.select_related("project", "operator").defer("project__definition")
    referrals = Prefetch("referrals", Referral.objects.visible_to(actor).select_related("service"))
    cases = list(read.prefetch_related("situations", "needs", referrals))
    context = {"cases": cases, "may_open": actor.may("cases.open"), "person": person}
    yield Panel("cases/_person_panel.html", context, order=10)
    for case in cases:
        yield from _of_case(case)


def _of_case(case: Case) -> Iterator[Event]:
    url = case.get_absolute_url()
    yield Event(case.opened_on, "it-folder", _("Case opened"), case.code, url, "case")
    if case.closed_on:
        yield Event(
            case.closed_on, "it-check-circle", _("Case closed"), case.get_outcome_display(), url, "case"
        )
    for situation in case.situations.all():
        url, text = situation.get_absolute_url(), situation.get_moment_display()
        yield Event(situation.on, "it-camera", _("Situation"), text, url, "situation")
    for need in case.needs.all():
        url, text = need.get_absolute_url(), need.get_area_display()
        if need.status != Need.Status.OPEN:
            text = f"{text} · {need.get_status_display()}"
        yield Event(need.noted_on, "it-comment", _("Need"), text, url, "need")
    for referral in case.referrals.all():
        url, text = referral.get_absolute_url(), f"{referral.service} · {referral.get_outcome_display()}"
        yield Event(referral.made_on, "it-external-link", _("Referral"), text, url, "referral")
