"""The history of an entry: what changed, in words, and to whom it is told."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accanto.directory.history import history_of
from accanto.directory.operations import parts
from accanto.directory.operations.places import set_places
from accanto.directory.operations.service import change_service
from tests.cast import SYSTEM, Cast
from tests.directory.factories import service

pytestmark = pytest.mark.django_db


def test_history_tells_what_changed_in_words(cast: Cast) -> None:
    row = service(cast)
    editor = cast.actor(cast.edda)
    change_service(editor, service=row, status="inactive", alert="chiuso per lavori")
    parts.set_languages(editor, service=row, rows=[{"code": "ara"}])
    set_places(
        editor,
        service=row,
        rows=[{"municipality": cast.municipality, "address_1": "Via Segreta 2", "visibility": "operators"}],
    )
    lines = [line for change in history_of(editor, row) for one in change.differences for line in one.after]
    assert "chiuso per lavori" in lines and any("Segreta" in line for line in lines)
    page = cast.client(cast.edda).get(reverse("directory:service_history", args=[row.pk])).content.decode()
    assert "Edda" in page and "edda@example.org" not in page and "chiuso per lavori" in page
    page = cast.client(cast.berta).get(reverse("directory:service_history", args=[row.pk])).content.decode()
    assert "Edda" not in page and "Segreta" in page
    page = cast.client(cast.ines).get(reverse("directory:service_history", args=[row.pk])).content.decode()
    assert "Edda" not in page and "Segreta" not in page and "chiuso per lavori" in page


def test_what_an_entry_said_for_operators_alone_stays_theirs(cast: Cast) -> None:
    row = service(cast, visibility="operators")
    change_service(SYSTEM, service=row, alert="la chiave sta sotto il vaso")
    change_service(SYSTEM, service=row, alert="", visibility="public")
    change_service(SYSTEM, service=row, alert="aperto a tutti")
    url = reverse("directory:service_history", args=[row.pk])
    assert "sotto il vaso" in cast.client(cast.berta).get(url).content.decode()
    seen = cast.client(cast.ines).get(url).content.decode()
    assert "aperto a tutti" in seen and "sotto il vaso" not in seen
