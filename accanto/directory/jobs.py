"""Work of the directory that takes longer than a page may: reading, applying and undoing imports."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from accanto.accounts.middleware import actor_of
from accanto.accounts.models import User
from accanto.core.actor import Actor, SystemActor
from accanto.directory.models import ImportBatch
from accanto.directory.operations.importing import read_import
from accanto.directory.operations.importing_apply import apply_import
from accanto.directory.operations.importing_steps import further
from accanto.directory.operations.importing_undo import undo_import

#: Files and batches up to here are worked on at once, within the page.
AT_ONCE_BYTES, AT_ONCE_ROWS = 200_000, 100
#: An import of which no row was done for so long has lost its worker; after so many tries it is left alone.
LOST_AFTER, MOST_TRIES = timedelta(minutes=5), 12
_CLOCK = SystemActor("imports")


@task()
def run_import(batch_id: str, user_id: str) -> str:
    """Take the next step of an import, whichever its state asks for, as the user who wanted it."""
    actor = actor_of(User.objects.get(pk=user_id))
    batch = ImportBatch.objects.visible_to(actor).get(pk=batch_id)
    return step(actor, batch).state


_STEPS = {
    ImportBatch.State.READING: read_import,
    ImportBatch.State.APPLYING: apply_import,
    ImportBatch.State.UNDOING: undo_import,
}
#: States in which a worker is at it, or should be.
RUNNING = frozenset(_STEPS)


def step(actor: Actor, batch: ImportBatch) -> ImportBatch:
    """The next step of an import, here and now."""
    return _STEPS[ImportBatch.State(batch.state)](actor, batch=batch)


def soon(actor: Actor, batch: ImportBatch) -> ImportBatch:
    """The next step: at once where the import is small, else as a job."""
    small = batch.total <= AT_ONCE_ROWS and len(batch.content or b"") <= AT_ONCE_BYTES
    if small:
        return step(actor, batch)
    run_import.enqueue(str(batch.pk), str(actor.user_id))
    return batch


def take_up_again(now: datetime | None = None) -> list[str]:
    """Queue the step of each import that lost its worker: it goes on after the last row that was done.

    Asked by the clock. Returns the identifiers of the imports.
    """
    before = (now or timezone.now()) - LOST_AFTER
    lost = ImportBatch.objects.visible_to(_CLOCK).filter(state__in=RUNNING, updated_at__lt=before)
    found = []
    for batch in lost.defer("content"):
        tries = DBTaskResult.objects.filter(
            task_path=run_import.module_path, args_kwargs__args__0=str(batch.pk)
        ).order_by("-enqueued_at")
        last = tries.first()
        user = last.args_kwargs["args"][1] if last else str(batch.by_id or "")
        if not user or tries.ready().exists() or tries.count() >= MOST_TRIES:
            continue
        with transaction.atomic():
            further(_CLOCK, batch, 0)
            run_import.enqueue(str(batch.pk), user)
        found.append(str(batch.pk))
    return found
