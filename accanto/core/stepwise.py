"""Long work on many rows, by a worker that may die: it goes on where it was interrupted, and nobody does a row twice.

A batch (a file that someone sent) has a `state`, `total` and `done`; its rows have an `outcome`. A step is a row of
transactions. Each locks the batch, takes the next rows that wait, and notes what became of them: a worker that dies
loses what it had begun, and the next one takes up from there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from accanto.core.actor import Actor
from accanto.core.models import Record
from accanto.core.scoping import unrecorded

#: Work of which no row was done for so long has lost its worker; after so many tries it is left alone.
LOST_AFTER, MOST_TRIES = timedelta(minutes=5), 12
WORKING_ROWS = "what a file says and what became of it is noted with its batch; what is made of it goes through the trail"


@dataclass(frozen=True)
class Stepwise:
    """The steps of one kind of batch. `kept` are the columns of a row that a step writes."""

    batches: type[Record]
    rows: type[Record]
    kept: tuple[str, ...]

    def require(self, batch: Any, *states: str) -> None:
        """Raises ValidationError where the batch is in none of these states."""
        if batch.state not in states:
            raise ValidationError(_('This import is "%(state)s".') % {"state": batch.get_state_display()})

    @contextmanager
    def held(self, actor: Actor, batch: Any, *states: str) -> Iterator[Any]:
        """The batch as it is now, locked while its state is changed: so nobody starts the same work twice."""
        with transaction.atomic():
            rows = self.batches.objects.visible_to(actor).select_for_update(of=("self",))
            locked = rows.get(pk=batch.pk)
            self.require(locked, *states)
            yield locked

    def is_still(self, actor: Actor, batch: Any, state: str) -> bool:
        """Lock the batch for this transaction. False where another worker has ended this step meanwhile."""
        rows = self.batches.objects.visible_to(actor).select_for_update(of=("self",))
        return bool(rows.values_list("state", flat=True).get(pk=batch.pk) == state)

    def rows_of(self, actor: Actor, batch: Any, outcome: str) -> Any:
        """The rows with this outcome; asked within a transaction that holds the batch."""
        return self.rows.objects.visible_to(actor).filter(batch=batch, outcome=outcome)

    def note(self, actor: Actor, batch: Any, rows: Sequence[Any]) -> None:
        """Keep what became of the rows, and how far the work is."""
        self.keep(rows)
        self.further(actor, batch, len(rows))

    def keep(self, rows: Sequence[Any]) -> None:
        """Write the columns that a step writes: a sealed one row by row, for each is sealed for its place."""
        sealed = any(getattr(self.rows._meta.get_field(name), "sensitive", False) for name in self.kept)
        with unrecorded(WORKING_ROWS):
            if sealed:
                for row in rows:
                    row.save(update_fields=[*self.kept, "updated_at"])
            else:
                self.rows.objects.bulk_update(rows, list(self.kept))

    def further(self, actor: Actor, batch: Any, rows: int, **values: Any) -> None:
        """So many rows more are done: that shows on the page, and that the work goes on."""
        held = self.batches.objects.visible_to(actor).filter(pk=batch.pk)
        with unrecorded(WORKING_ROWS):
            held.update(done=F("done") + rows, updated_at=timezone.now(), **values)
        batch.refresh_from_db(fields=["done", *values], from_queryset=held)

    def take_up_again(self, clock: Actor, job: Any, running: Any, now: datetime | None = None) -> list[str]:
        """Queue the step of each batch that lost its worker: it goes on after the last row that was done.

        Asked by the clock. Returns the identifiers of the batches.
        """
        before = (now or timezone.now()) - LOST_AFTER
        lost = self.batches.objects.visible_to(clock).filter(state__in=running, updated_at__lt=before)
        found = []
        for pk, by in lost.values_list("pk", "by"):
            tries = DBTaskResult.objects.filter(task_path=job.module_path, args_kwargs__args__0=str(pk))
            last = tries.order_by("-enqueued_at").first()
            user = last.args_kwargs["args"][1] if last else str(by or "")
            if not user or tries.ready().exists() or tries.count() >= MOST_TRIES:
                continue
            with transaction.atomic():
                self.further(clock, self.batches.objects.visible_to(clock).get(pk=pk), 0)
                job.enqueue(str(pk), user)
            found.append(str(pk))
        return found


def read_anew(request: HttpRequest, response: HttpResponse, *, running: bool) -> HttpResponse:
    """While a worker is at it the page asks by itself how far it is, and is read anew when it is done."""
    if getattr(request, "htmx", False) and not running:
        response["HX-Refresh"] = "true"
    return response
