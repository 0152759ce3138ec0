"""What someone's own calendar reads: meetings of their ties, appointments of their cases, or of their own, and where they go along."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from accanto.cases.models import Appointment, AppointmentOutcome
from accanto.core.actor import Actor
from accanto.portal.calendar import Event
from accanto.tutoring.models import CalendarLink, Proposal, Tutoring
from accanto.tutoring.words import ProposalState

#: How far back a calendar looks; and how many appointments it holds.
_BACK, _MOST = timedelta(days=60), 2000


def events(owner: Actor, link: CalendarLink, ties: list[Tutoring]) -> Iterator[Event]:
    """Without a name of anyone: a meeting is a meeting; of one's own case an appointment says the code."""
    since = timezone.localdate() - _BACK
    planned = Proposal.objects.visible_to(owner).filter(
        tutoring__in=[tie.pk for tie in ties],
        state__in=(ProposalState.ACCEPTED, ProposalState.DONE),
        on__gte=since,
    )
    for row in planned.order_by("on", "at", "id"):
        place = row.place if link.with_place else ""
        yield Event(row.pk, row.updated_at, row.on, row.at, gettext("Meeting"), place)
    if owner.may("appointments.see"):
        yield from _appointments(owner, link, ties)


def _appointments(owner: Actor, link: CalendarLink, ties: list[Tutoring]) -> Iterator[Event]:
    """Of a tutor those alone of ties that go on; who works there sees which case it is."""
    works, since = owner.may("appointments.edit"), timezone.localdate() - _BACK
    mine = Q(along_user=link.user_id)
    if works:
        mine |= Q(case__operator=link.user_id, case__closed_on=None)
    else:
        mine &= Q(case__in=[tie.case_id for tie in ties])
        mine |= Q(case__person__account=link.user_id)
    rows = Appointment.objects.visible_to(owner).filter(mine, on__gte=since)
    ended = (AppointmentOutcome.MOVED, AppointmentOutcome.CANCELLED)
    for row in rows.exclude(outcome__in=ended).select_related("case").order_by("on", "at", "id")[:_MOST]:
        title = row.case.code if works else gettext("Appointment")
        place = row.place if link.with_place else ""
        yield Event(row.pk, row.updated_at, row.on, row.at, title, place, row.minutes)
