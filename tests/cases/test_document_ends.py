"""Documents whose last day comes near: Today, the morning's mail; and files that lost their row."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from accanto.cases.models import Document
from accanto.cases.operations.document import change_document, keep_files, settle_document
from accanto.cases.operations.document_files import lost_files, rows_without_file, sweep
from accanto.cases.operations.letter import remind_operators
from accanto.core import today, vault
from accanto.core.ids import uuid7
from accanto.core.keys import keyring
from accanto.core.rotation import reseal_all, values_under
from tests.cases.papers import photo, upload
from tests.cast import SYSTEM, TODAY, Cast


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path


def _permit(cast: Cast, days: int) -> Document:
    actor, case = cast.actor(cast.berta), cast.case()
    rows, _refused = keep_files(actor, case=case, files=[upload(photo())])
    return change_document(actor, document=rows[0], kind="permit", expires_on=TODAY() + timedelta(days=days))


def _on_today(cast: Cast, who: Any) -> list[str]:
    return [item.urgency for item in today.items(cast.actor(who)) if item.kind == "document"]


@pytest.mark.parametrize(
    ("days", "urgency"),
    [(91, []), (90, ["info"]), (60, ["soon"]), (30, ["now"]), (0, ["now"]), (-1, ["late"])],
)
def test_it_stands_on_today_of_who_follows(cast: Cast, days: int, urgency: list[str]) -> None:
    row = _permit(cast, days)
    assert _on_today(cast, cast.berta) == urgency
    assert _on_today(cast, cast.bruna) == []
    settle_document(cast.actor(cast.berta), document=row)
    assert _on_today(cast, cast.berta) == []


def test_each_step_is_told_once(cast: Cast) -> None:
    row, day = _permit(cast, 91), TODAY()
    told = [offset for offset in range(93) if remind_operators(day + timedelta(days=offset))[0]]
    assert told == [1, 31, 61, 91]
    assert [message.to for message in mail.outbox] == [["berta@example.org"]] * 4
    assert all(row.case.code in message.body for message in mail.outbox)
    assert all("ermesso" not in message.body for message in mail.outbox)


def test_another_last_day_begins_anew_and_an_old_paper_is_not_told(cast: Cast) -> None:
    row = _permit(cast, 20)
    assert remind_operators(TODAY()) == (1, 0)
    row = Document.objects.visible_to(SYSTEM).select_related("case").get(pk=row.pk)
    change_document(
        cast.actor(cast.berta), document=row, kind="permit", expires_on=TODAY() + timedelta(days=25)
    )
    assert remind_operators(TODAY()) == (1, 0)
    _permit(cast, -400)
    assert remind_operators(TODAY()) == (0, 0)


def test_mail_that_is_not_taken_is_tried_again(cast: Cast, monkeypatch: Any) -> None:
    def refuse(*_arguments: Any) -> None:
        raise OSError

    _permit(cast, 20)
    with monkeypatch.context() as broken:
        broken.setattr("accanto.cases.operations.letter.send_mail", refuse)
        assert remind_operators(TODAY()) == (0, 1)
    assert remind_operators(TODAY()) == (1, 0)


def test_a_file_without_a_row_is_found_and_taken_away(cast: Cast) -> None:
    row, lost = _permit(cast, 20), uuid7()
    vault.write(lost, vault.CONTENT, b"x", vault.new_key())
    assert lost_files() == []
    for path in vault.files():
        os.utime(path, (1, 1))
    assert lost_files() == [vault.path_of(lost, vault.CONTENT)]
    assert sweep() == 1 and rows_without_file() == []
    vault.remove(row.pk)
    assert rows_without_file() == [row.pk]


def test_a_change_of_keys_takes_documents_along(cast: Cast, settings: Any, tmp_path: Any) -> None:
    settings.ACCANTO_KEYRING = str(tmp_path / "keys" / "keyring.json")
    keyring().create()
    row = _permit(cast, 20)
    keyring().add("seal")
    assert values_under("k1") > 0
    reseal_all()
    assert values_under("k1") == 0
    keyring().retire("seal", "k1")
    anew = Document.objects.visible_to(SYSTEM).get(pk=row.pk)
    assert vault.read(anew.pk, vault.CONTENT, anew.file_key)[:3] == b"\xff\xd8\xff"
