"""An import is taken back whole; what someone changed since stays, and is told."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accanto.cases.models import Referral
from accanto.core import trail
from accanto.directory.exchange import package
from accanto.directory.exchange.published import PUBLIC
from accanto.directory.exchange.tables import TABLES
from accanto.directory.models import Published, Service
from accanto.directory.operations.importing_steps import begin
from accanto.directory.operations.importing_undo import undo_import
from accanto.directory.operations.rebuild import rebuild
from accanto.privacy.models import AuditEntry
from tests.cast import SYSTEM, Cast
from tests.directory.exchange import factories
from tests.directory.exchange.sheets import finish, read, row, sheet

pytestmark = pytest.mark.django_db


def state_of_everything() -> dict[str, list[Any]]:
    """Every row of every table, but for the times of its writing."""
    silent = {"created_at", "updated_at"}
    return {
        name: sorted(
            (
                {k: v for k, v in values.items() if k not in silent}
                for values in table.model.objects.visible_to(SYSTEM).values()
            ),
            key=lambda values: str(values["id"]),
        )
        for name, table in TABLES.items()
        if name not in ("taxonomy", "taxonomy_term")
    }


def test_undo_brings_back_what_was(cast: Cast) -> None:
    factories.make(12, 21, hidden=0)
    rebuild(SYSTEM)  # says which translations are stale
    before = state_of_everything()
    to = BytesIO()
    package.write(PUBLIC, to)
    changed = BytesIO()
    with zipfile.ZipFile(to) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(
                name,
                old.read(name).decode().replace("Servizio", "Servizio nuovo").replace("Ente ", "Ente nuovo "),
            )
    batch = finish(read(changed.getvalue(), name="p.zip"))
    sheet_batch = finish(read(sheet(*[row(number) for number in range(9)])))
    assert state_of_everything() != before
    undo_import(SYSTEM, batch=begin(SYSTEM, batch=sheet_batch, undo=True))
    undone = undo_import(SYSTEM, batch=begin(SYSTEM, batch=batch, undo=True))
    assert set(undone.rows.exclude(outcome="left").values_list("outcome", flat=True)) == {"undone"}
    assert state_of_everything() == before


def test_undo_leaves_what_someone_changed_since_and_says_which(cast: Cast) -> None:
    batch = finish(read(sheet(row(1), row(2), row(3))))
    changed, grown, _same = Service.objects.visible_to(SYSTEM).order_by("name")
    trail.change(SYSTEM, changed, "test.changed", description="corretto a mano")
    from accanto.directory.models import Phone

    trail.create(SYSTEM, Phone(service=grown, number="interno 9"), "test.made")
    undone = undo_import(SYSTEM, batch=begin(SYSTEM, batch=batch, undo=True))
    assert list(undone.rows.values_list("outcome", flat=True)) == ["kept", "kept", "undone"]
    assert "Sportello 1" in undone.rows.get(number=1).reasons[-1]["why"]
    changed.refresh_from_db()
    assert changed.description == "corretto a mano" and Service.objects.visible_to(SYSTEM).count() == 2


def test_undo_keeps_what_is_held_on_to_by_something_out_of_sight(cast: Cast) -> None:
    """An editor sees no referrals: the database refuses, and that entry alone stays."""
    editor = cast.actor(cast.edda)
    batch = finish(read(sheet(row(1), row(2), row(3)), editor), editor)
    held = Service.objects.visible_to(SYSTEM).get(name="Sportello 2")
    trail.create(
        SYSTEM, Referral(case=cast.case(), service=held, made_on=timezone.localdate()), "referral.made"
    )
    undone = undo_import(editor, batch=begin(editor, batch=batch, undo=True))
    assert list(undone.rows.values_list("outcome", flat=True)) == ["undone", "kept", "undone"]
    assert Service.objects.visible_to(SYSTEM).get() == held and Published.objects.get().pk == held.pk


def test_undo_is_told_in_the_trail_with_its_parts_and_asks_little(cast: Cast) -> None:
    batch = finish(read(sheet(*[row(number) for number in range(40)])))
    begun = begin(SYSTEM, batch=batch, undo=True)
    with CaptureQueriesContext(connection) as asked:
        undo_import(SYSTEM, batch=begun)
    assert len(asked) < 40 * 20, len(asked)
    told = AuditEntry.objects.visible_to(SYSTEM)
    one = batch.rows.get(number=1).undo
    [service] = [each for each in one if each["table"] == "service"]
    about = {each.action: each.changes for each in told.filter(object_id=service["id"])}
    assert about["import.undone"]["name"] == ["Sportello 0", None]
    made, gone = about["import.parts_brought"], about["import.parts_taken_back"]
    assert {name: len(rows[1]) for name, rows in gone.items()} == {
        name: len(rows[1]) for name, rows in made.items() if name not in ("location", "organization")
    }
    assert state_of_everything()["phone"] == [] and not Published.objects.exists()


def test_nobody_starts_it_twice(cast: Cast) -> None:
    batch = finish(read(sheet(row(1))))
    with pytest.raises(ValidationError):
        begin(SYSTEM, batch=batch)
