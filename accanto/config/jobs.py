"""Work by the clock: what runs each night, once, on either database, with no other server.

A period's name (a day, a week) is the job's argument. Before a job is queued, its rows are asked
whether that period was queued already; the table of jobs is thus also the memory of the clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult


@task()
def verify_trail(period: str) -> str:
    """Each night: walk the audit trail and move its witness forward."""
    from accanto.privacy.chain import verify

    verdict = verify()
    if not verdict.sound:
        raise RuntimeError("The audit trail is broken: " + "; ".join(verdict.breaks[:5]))
    return f"{period}: {verdict.entries} entries"


@task()
def clean_sessions(period: str) -> str:
    """Each night: forget sessions that have ended."""
    from django.core.management import call_command

    call_command("clearsessions")
    return period


@task()
def forget_old_jobs(period: str) -> str:
    """Each night: forget jobs that ended a month ago; mail of sign-in, which holds an address, once it is
    sent, and a week later where it could not be."""
    from django.core.management import call_command

    from accanto.accounts.jobs import mail_invitation, mail_link, mail_reset
    from accanto.tutoring.jobs import mail_party_link

    ended = DBTaskResult.objects.finished()
    sent = (mail_invitation, mail_reset, mail_link, mail_party_link)
    mails = ended.filter(task_path__in=[each.module_path for each in sent])
    (mails.successful() | mails.filter(finished_at__lte=timezone.now() - timedelta(days=7))).delete()
    call_command("prune_db_task_results", min_age_days=30, verbosity=0)
    return period


@task()
def count_tables(period: str) -> str:
    """Each night: tell the embedded database how large its tables are, so that it chooses its indexes well; and
    empty its log, where what was deleted may still be read."""
    from django.db import connection

    from accanto.core.database import empty_log, refresh_statistics

    refresh_statistics(connection)
    empty_log(connection)
    return period


@task()
def forget_old_messages(period: str) -> str:
    """Each night: forget what organisations and the public wrote of the directory a year ago, and reminders."""
    from accanto.core.actor import SystemActor
    from accanto.directory.operations.keeping import forget_old
    from accanto.tutoring.operations.reminder import forget_reminders

    return f"{period}: {forget_old(SystemActor('retention')) + forget_reminders()} forgotten"


@task()
def renew_search(period: str) -> str:
    """Each night: the directory's hours of the days to come; searches after ninety days forgotten."""
    from accanto.directory.search.index import forget_searches, renew

    services, forgotten = renew(), forget_searches()
    return f"{period}: {services} services, {forgotten} searches forgotten"


@task()
def renew_rhythm(period: str) -> str:
    """Each night: how each tie stands on the new day, and the check-ins that it is time for."""
    from accanto.tutoring.operations.checkin import open_check_ins
    from accanto.tutoring.operations.rhythm import renew_all

    changed, opened = renew_all(), open_check_ins()
    return f"{period}: {changed} ties stand differently, {opened} check-ins opened"


@task()
def send_reminders(period: str) -> str:
    """Each morning: reminders to the two, one a week at most for whoever reads them."""
    from accanto.tutoring.operations.reminder import remind

    return f"{period}: {remind()} reminders sent"


@task()
def end_pauses(period: str) -> str:
    """Each night: tutors whose pause ends today are there again."""
    from accanto.core.actor import SystemActor
    from accanto.tutoring.operations.standing import end_pauses_due

    return f"{period}: {end_pauses_due(SystemActor('tutors'), date.fromisoformat(period))} back"


@task()
def tell_managers(period: str) -> str:
    """On Mondays: the mail to managers about tutors who are stuck; on the other days, where it could not go."""
    from accanto.tutoring.operations.letter import send_letters

    sent, failed = send_letters(date.fromisoformat(period))
    return f"{period}: {sent} mails, {failed} not taken"


@task()
def forget_offers(period: str) -> str:
    """Each night: offers that nobody confirmed become calls to make, where there is a telephone number; drafts,
    offers not confirmed or answered long ago go; hashes of tutors who have none yet."""
    from accanto.core.actor import SystemActor
    from accanto.tutoring.operations.application import call_unconfirmed, forget_applications
    from accanto.tutoring.operations.draft import forget_drafts
    from accanto.tutoring.operations.likeness import note_missing_keys

    called = call_unconfirmed()
    drafts, offers = forget_drafts(), forget_applications(SystemActor("retention"))
    return f"{period}: {called} to call, {drafts} drafts, {offers} offers forgotten, {note_missing_keys()} hashed"


@task()
def remind_of_cases(period: str) -> str:
    """Each morning: the mail to who follows cases, of documents that end and of what is today."""
    from accanto.cases.operations.letter import remind_operators

    sent, failed = remind_operators(date.fromisoformat(period))
    return f"{period}: {sent} mails, {failed} not taken"


@task()
def sweep_documents(period: str) -> str:
    """Each night: files of which no document is left, and copies that nobody took along in time."""
    from accanto.cases.operations.document_files import sweep
    from accanto.mine.operations.copy import forget_copies

    return f"{period}: {sweep()} files taken away, {forget_copies()} copies forgotten"


@task()
def forget_caseloads(period: str) -> str:
    """Each night: what a register said of people goes, once its time is over."""
    from accanto.caseload.operations.undo import forget_old
    from accanto.core.actor import SystemActor

    return f"{period}: {forget_old(SystemActor('retention'))} imports forgotten"


@dataclass(frozen=True)
class Clock:
    """A job and the local hours (Europe/Rome) from which, and before which, it may run each day."""

    job: Any
    hour: int
    until: int = 24


NIGHTLY = (
    Clock(renew_search, 0),
    Clock(renew_rhythm, 0),
    Clock(send_reminders, 9, until=18),
    Clock(verify_trail, 2),
    Clock(clean_sessions, 3),
    Clock(forget_old_jobs, 3),
    Clock(count_tables, 4),
    Clock(forget_old_messages, 4),
    Clock(end_pauses, 0),
    Clock(tell_managers, 7),
    Clock(forget_offers, 4),
    Clock(remind_of_cases, 7, until=18),
    Clock(sweep_documents, 4),
    Clock(forget_caseloads, 4),
)


def enqueue_due(now: datetime | None = None) -> list[str]:
    """Queue what is due and was not queued yet, and imports that lost their worker. Returns the names of the
    jobs queued, of an import its identifier."""
    from accanto.caseload import jobs as caseload
    from accanto.directory import jobs as directory

    local = timezone.localtime(now)
    period = local.date().isoformat()
    queued = directory.take_up_again(now) + caseload.take_up_again(now)
    for clock in NIGHTLY:
        if not clock.hour <= local.hour < clock.until:
            continue
        with transaction.atomic():
            path = clock.job.module_path
            if not _was_queued(path, period):
                clock.job.enqueue(period)
                queued.append(path)
    return queued


def _was_queued(path: str, period: str) -> bool:
    known = DBTaskResult.objects.select_for_update().filter(task_path=path).order_by("-enqueued_at")[:10]
    return any(result.args_kwargs.get("args") == [period] for result in known)
