"""Many rows: what it costs does not grow, and a worker that dies loses nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accanto.config.jobs import enqueue_due
from accanto.core.scoping import unrecorded
from accanto.core.stepwise import LOST_AFTER, MOST_TRIES, Stepwise
from accanto.directory import jobs
from accanto.directory.models import ImportBatch, Published, Service
from accanto.directory.operations import importing, importing_undo, writing
from accanto.directory.operations import importing_steps as steps
from accanto.directory.operations.importing import start_import
from accanto.directory.operations.importing_steps import begin
from accanto.directory.operations.importing_undo import undo_import
from accanto.privacy.models import AuditEntry
from tests.cast import SYSTEM, Cast
from tests.directory.exchange.sheets import finish, read, row, sheet
from tests.directory.exchange.test_examples import take_in

pytestmark = pytest.mark.django_db


def test_queries_for_reading_do_not_grow_with_rows_and_for_writing_only_by_row(cast: Cast) -> None:
    def asked(size: int, start: int) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as reading:
            batch = read(sheet(*[row(number) for number in range(start, start + size)]))
        with CaptureQueriesContext(connection) as writing:
            finish(batch)
        return len(reading), len(writing)

    asked(10, 0)  # makes the organizations
    small, large = asked(10, 100), asked(40, 1000)
    assert large[0] <= small[0] + 8, (small, large)
    assert large[1] / 40 <= small[1] / 10 + 1, (small, large)


class Died(Exception):
    """The worker was killed."""


def dies_after(monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    """A step ends in the middle of its transaction, once so many rows are done."""
    monkeypatch.setattr(steps, "TOGETHER", 3)
    monkeypatch.setattr(importing, "CHUNK", 3)
    further, done = Stepwise.further, [0]

    def until(self: Stepwise, actor: Any, batch: ImportBatch, more: int, **values: Any) -> None:
        further(self, actor, batch, more, **values)
        done[0] += more
        if done[0] > rows:
            raise Died

    monkeypatch.setattr(Stepwise, "further", until)


def later() -> Any:
    return timezone.now() + LOST_AFTER + timedelta(seconds=1)


@pytest.mark.parametrize("dies", ["reading", "applying", "undoing"])
def test_a_worker_that_dies_loses_nothing_and_does_nothing_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, dies: str
) -> None:
    """What it had begun is not there; the clock has another go on from there, as the user who wanted it."""
    actor = cast.actor(cast.edda)
    rows = [row(number, **({"minimum_age": "x"} if number == 4 else {})) for number in range(8)]
    batch = start_import(actor, file_name="x.csv", content=sheet(*rows))
    for state in ("reading", "applying", "undoing"):
        if state != "reading":
            batch = begin(actor, batch=batch, undo=state == "undoing")
        if state == dies:
            with monkeypatch.context() as patched, pytest.raises(Died):
                dies_after(patched, 3)
                jobs.step(actor, batch)
            batch.refresh_from_db()
            assert (batch.state, batch.done) == (state, 3)
            assert jobs.take_up_again() == [], "it may be at work still"
            assert enqueue_due(later())[0] == str(batch.pk)
        else:
            jobs.step(actor, batch)
        batch.refresh_from_db()
        if state == "applying":
            assert Service.objects.visible_to(SYSTEM).count() == Published.objects.count() == 7
    assert (batch.state, batch.done) == ("undone", 7)
    assert list(batch.rows.values_list("number", flat=True)) == list(range(1, 9))
    told = AuditEntry.objects.visible_to(SYSTEM).filter(kind="service")
    for action in ("service.imported", "import.undone"):
        assert len(set(told.filter(action=action).values_list("object_id"))) == 7
        assert told.filter(action=action).count() == 7, "no row twice"
    assert not Service.objects.visible_to(SYSTEM).exists() and jobs.take_up_again(later()) == []


def test_an_import_that_always_fails_is_left_alone_in_the_end(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = start_import(cast.actor(cast.edda), file_name="x.csv", content=sheet(row(1)))
    for _try in range(MOST_TRIES):
        DBTaskResult.objects.create(
            task_path=jobs.run_import.module_path, args_kwargs={"args": [str(batch.pk), "x"], "kwargs": {}},
            backend_name="default", status="FAILED", run_after=timezone.now(),
        )  # fmt: skip
    assert jobs.take_up_again(later()) == []


def test_each_service_is_made_ready_once_however_many_its_organization_has(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made ready again with each new neighbour, a file of 5,000 rows never came to its end."""
    made: list[Any] = []
    monkeypatch.setattr(steps, "TOGETHER", 5)
    for module in (writing, importing_undo):
        monkeypatch.setattr(module, "refresh", made.extend)
    batch = finish(read(sheet(*[row(number, organization="Ente") for number in range(20)])))
    assert len(made) == len(set(made)) == 20
    made.clear()
    undo_import(SYSTEM, batch=begin(SYSTEM, batch=batch, undo=True))
    assert len(made) == len(set(made)) == 20


def test_a_row_that_the_database_refuses_falls_alone(cast: Cast) -> None:
    """Rows are written together; one that cannot be makes none of its neighbours fall."""
    batch = read(sheet(*[row(number) for number in range(4)]))
    held = batch.rows.get(number=2)
    held.parts[0]["values"]["organization_id"] = str(uuid4())  # it was deleted meanwhile
    with unrecorded("a test"):
        held.save()
    finish(batch)
    assert sorted(batch.rows.values_list("outcome", flat=True)) == ["refused", "taken", "taken", "taken"]
    assert batch.rows.get(number=2).outcome == "refused"
    assert Service.objects.visible_to(SYSTEM).count() == Published.objects.count() == 3


def test_what_an_entry_says_of_itself_is_made_ready_too(cast: Cast) -> None:
    """A telephone that hangs from a contact alone: the service's document says the new number."""
    document = {
        "id": str(uuid4()), "name": "Sportello", "status": "active", "organization": {"name": "Ente", "description": "x"},
        "contacts": [{"id": str(uuid4()), "name": "Ufficio", "phones": [{"id": str(uuid4()), "number": "interno 1"}]}],
    }  # fmt: skip
    take_in(document)
    document["contacts"][0]["phones"][0]["number"] = "interno 2"  # type: ignore[index]
    finish(read(document))
    assert "interno 2" in Published.objects.get().full
