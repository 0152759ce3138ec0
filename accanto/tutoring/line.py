"""What tutoring adds to other rooms' pages: the case, the person, Today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.cases.panels import Panel
from accanto.core.actor import Actor
from accanto.core.screens import allowed_on
from accanto.core.today import TodayItem
from accanto.people.models import Person
from accanto.people.timeline import Event
from accanto.tutoring.models import Tutor, Tutoring

#: A tie without any contact for so long is shown to the operator.
SILENT_AFTER = timedelta(days=14)
MOST = 15


def case_panels(actor: Actor, case: Case) -> Iterator[Panel]:
    """Who stands beside the person, or the way to find someone."""
    ties = list(Tutoring.objects.visible_to(actor).filter(case=case).select_related("tutor"))
    may_start = case.is_open and actor.may("tutoring.edit") and allowed_on(actor, "cases.edit", case)
    yield Panel(
        "tutoring/_case_panel.html", {"tutorings": ties, "may_start": may_start, "case": case}, order=30
    )


def obstacles(actor: Actor, case: Case) -> Iterator[Any]:
    if Tutoring.objects.visible_to(actor).filter(case=case, ended_on=None).exists():
        yield _("A tutoring of this case still goes on.")


def events(actor: Actor, person: Person) -> Iterator[Event]:
    for tie in Tutoring.objects.visible_to(actor).filter(case__person=person).select_related("case", "tutor"):
        url = tie.get_absolute_url()
        yield Event(tie.started_on, "it-link", _("Introduced to a tutor"), tie.tutor.code, url, "tutoring")
        if tie.ended_on:
            yield Event(tie.ended_on, "it-link", _("Tutoring ended"), tie.get_end_display(), url, "tutoring")


def today_items(actor: Actor) -> Iterator[TodayItem]:
    """Ties that fell silent, and tutors who wait for the next step."""
    today = timezone.localdate()
    if actor.may("tutoring.contact"):
        silent = (
            Tutoring.objects.visible_to(actor, "tutoring.contact")
            .filter(ended_on=None, started_on__lt=today - SILENT_AFTER)
            .annotate(last_contact=Max("contacts__on"))
            .exclude(last_contact__gte=today - SILENT_AFTER)
        )
        for tie in silent.select_related("case", "tutor").order_by("started_on")[:MOST]:
            title = _("%(code)s: no contact for two weeks") % {"code": tie.case.code}
            text = _("A kind word to the two may be enough.")
            yield TodayItem(
                "silent", title, text, tie.get_absolute_url(), tie.last_contact, "late", "it-link"
            )
    if actor.may("tutors.edit"):
        waiting = Tutor.objects.visible_to(actor, "tutors.edit").filter(trained_on=None, paused=False)
        for tutor in waiting.order_by("available_on")[:MOST]:
            step = _("the training") if tutor.interviewed_on else _("the first talk")
            title = _("%(code)s waits for %(step)s") % {"code": tutor.code, "step": step}
            yield TodayItem(
                "tutor", title, "", tutor.get_absolute_url(), tutor.available_on, "soon", "it-user"
            )
