"""The morning's mail to who follows cases: what ends, what is today. Codes alone, for mail is not sealed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.cases.models import Appointment, AppointmentOutcome, Document, Task
from accanto.cases.models.appointment import Along
from accanto.cases.models.document import STEPS
from accanto.core import trail
from accanto.core.actor import SystemActor
from accanto.core.site import site_address

_CLOCK = SystemActor("case reminders")
#: Lines of each kind in one mail: the rest is on Today.
MOST = 30


@dataclass
class Letter:
    """What one user is told."""

    documents: list[Document] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)


def remind_operators(day: date) -> tuple[int, int]:
    """One mail at most to each who follows a case, in their language. Returns how many were sent, and how many
    the mail server did not take: those are tried again the next day."""
    letters: dict[User, Letter] = defaultdict(Letter)
    for row in _documents(day):
        letters[row.case.operator].documents.append(row)
    for appointment in _appointments(day):
        for user in _who_goes(appointment):
            letters[user].appointments.append(appointment)
    for task in _tasks(day):
        letters[task.who].tasks.append(task)
    sent = failed = 0
    for user in sorted(letters, key=lambda each: each.email):
        try:
            _send(user, letters[user])
            sent += 1
        except OSError:  # smtplib's errors are OSErrors
            failed += 1
            continue
        for row in letters[user].documents:
            trail.change(_CLOCK, row, "document.reminded", reminded=row.step_on(day))
    return sent, failed


def _documents(day: date) -> Iterator[Document]:
    """Those that came to another of the steps since the last mail; none that had ended when it was added."""
    near = Document.objects.visible_to(_CLOCK).filter(
        settled=False,
        expires_on__lte=day + timedelta(days=STEPS[0]),
        expires_on__gte=F("created_at__date"),
        case__closed_on=None,
        case__operator__is_active=True,
    )
    for row in near.select_related("case__operator").order_by("expires_on", "id"):
        step = row.step_on(day)
        if step is not None and (row.reminded is None or step < row.reminded):
            yield row


def _appointments(day: date) -> QuerySet[Appointment]:
    """Those of the day, of cases that go on."""
    rows: QuerySet[Appointment] = Appointment.objects.visible_to(_CLOCK).filter(
        on=day, outcome=AppointmentOutcome.WAITING, case__closed_on=None
    )
    return rows.select_related("case__operator", "along_user").order_by("at", "id")


def _who_goes(row: Appointment) -> set[User]:
    """Who follows the case, and the colleague who goes along; a tutor has a calendar of their own."""
    colleague = row.along_user if row.along == Along.OPERATOR else None
    return {user for user in (row.case.operator, colleague) if user is not None and user.is_active}


def _tasks(day: date) -> QuerySet[Task]:
    rows: QuerySet[Task] = Task.objects.visible_to(_CLOCK).filter(due=day, done_on=None, who__is_active=True)
    return rows.select_related("case", "who").order_by("id")


def _send(user: User, letter: Letter) -> None:
    with translation.override(user.language):
        context = {
            "user": user,
            "site": site_address(),
            "documents": letter.documents[:MOST],
            "appointments": letter.appointments[:MOST],
            "tasks": letter.tasks[:MOST],
        }
        text = render_to_string("cases/mail/due.txt", context)
        send_mail(_("Your cases today"), text, settings.DEFAULT_FROM_EMAIL, [user.email])
