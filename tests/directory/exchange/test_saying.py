"""Where something stands in a file of HSDS is said in words, never in the codes of the specification."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.utils import translation

from accanto.directory.exchange import saying
from accanto.directory.exchange.tables import TABLES
from tests.cast import Cast
from tests.directory.exchange.sheets import read


@pytest.mark.parametrize(
    ("at", "table", "italian", "english"),
    [
        ("[3].phones[1].number", "service", "Telefono 2: numero", "Telephone 2: number"),
        ("minimum_age", "service", "Dall'età di", "From the age of"),
        ("[0].organization.name", "service", "Organizzazione: nome", "Organisation: name"),
        ("phones.csv:12.number", "phone", "Telefono, riga 12 di phones.csv: numero", "Telephone, row 12 of phones.csv: number"),
        ("services[2].service_at_locations[0].location.latitude", "organization", "Servizio presso un luogo 1, luogo: latitudine", "Service at a place 1, place: latitude"),
        ("x_codice", "service", '"x_codice"', '"x_codice"'),
        ("[4]", "service", "", ""),
    ],
)  # fmt: skip
def test_places(at: str, table: str, italian: str, english: str) -> None:
    with translation.override("it"):
        assert saying.place(at, table) == italian
    with translation.override("en"):
        assert saying.place(at, table) == english


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_table_and_column_has_words(language: str) -> None:
    with translation.override(language):
        for table in TABLES.values():
            assert saying.name_of(table.name) != table.name or "_" not in table.name
            for column in table.columns:
                said = saying.place(column.name, table.name)
                assert said and "_" not in said and '"' not in said, (table.name, column.name, said)


@pytest.mark.django_db
def test_the_preview_and_the_form_speak_in_words(cast: Cast) -> None:
    document = {
        "id": str(uuid4()), "name": "Sportello", "status": "open", "minimum_age": "molti",
        "organization": {"name": "Ente", "description": "x"}, "phones": [{"number": "1", "extension": "x"}],
    }  # fmt: skip
    with translation.override("it"):
        batch = read([document], name="a.json")
    client = cast.client(cast.edda)
    bad = batch.rows.get(fate="error", table="service")
    for address in (batch.get_absolute_url(), bad.get_absolute_url()):
        page = client.get(address).content.decode()
        shown = re.sub(r"<[^>]+>", " ", page)
        assert "Dall&#x27;età di" in page and "Telefono 1: interno" in page, address
        assert not re.search(r"minimum_age|phones\[|phone:|service:", shown), address
