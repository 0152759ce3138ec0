"""Work of an import that takes longer than a page may."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django_tasks import task

from accanto.accounts.middleware import actor_of
from accanto.accounts.models import User
from accanto.caseload.models import Caseload
from accanto.caseload.operations.look import look_through
from accanto.caseload.operations.steps import DOING
from accanto.caseload.operations.take import take_in
from accanto.caseload.operations.undo import undo
from accanto.core.actor import Actor, SystemActor

#: Sheets of so many rows are worked on at once, within the page.
AT_ONCE_ROWS = 60
_CLOCK = SystemActor("imports")
_STEPS = {
    Caseload.State.CHECKING: look_through,
    Caseload.State.APPLYING: take_in,
    Caseload.State.UNDOING: undo,
}
#: States in which a worker is at it, or should be.
RUNNING = frozenset(_STEPS)


@task()
def run_caseload(batch_id: str, user_id: str) -> str:
    """Take the next step of an import, whichever its state asks for, as the user who wanted it."""
    user = User.objects.get(pk=user_id)
    actor = actor_of(user)
    with translation.override(user.language):  # reasons are words, kept for whoever asked for them
        return step(actor, Caseload.objects.visible_to(actor).get(pk=batch_id)).state


def step(actor: Actor, batch: Caseload) -> Caseload:
    """The next step of an import, here and now."""
    return _STEPS[Caseload.State(batch.state)](actor, batch=batch)


def soon(actor: Actor, batch: Caseload) -> Caseload:
    """The next step: at once where the sheet is small, else as a job."""
    if batch.state not in RUNNING:
        return batch
    if batch.total <= AT_ONCE_ROWS:
        return step(actor, batch)
    run_caseload.enqueue(str(batch.pk), str(actor.user_id))
    return batch


def take_up_again(now: datetime | None = None) -> list[str]:
    """Queue the step of each import that lost its worker. Asked by the clock."""
    return DOING.take_up_again(_CLOCK, run_caseload, RUNNING, now)
