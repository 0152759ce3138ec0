"""Work of the directory that takes longer than a page may: reading, applying and undoing imports."""

from __future__ import annotations

from datetime import datetime

from django_tasks import task

from accanto.accounts.middleware import actor_of
from accanto.accounts.models import User
from accanto.core.actor import Actor, SystemActor
from accanto.directory.models import ImportBatch
from accanto.directory.operations.importing import read_import
from accanto.directory.operations.importing_apply import apply_import
from accanto.directory.operations.importing_steps import STEPS
from accanto.directory.operations.importing_undo import undo_import

#: Files and batches up to here are worked on at once, within the page.
AT_ONCE_BYTES, AT_ONCE_ROWS = 200_000, 100
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
    """Queue the step of each import that lost its worker. Asked by the clock."""
    return STEPS.take_up_again(_CLOCK, run_import, RUNNING, now)
