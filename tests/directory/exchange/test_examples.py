"""The specification's own examples go in and come out as they were."""

from __future__ import annotations

import json
from datetime import UTC, time
from typing import Any

import pytest
from django.utils.dateparse import parse_datetime

from accanto.directory.exchange import documents
from accanto.directory.exchange.published import PUBLIC
from accanto.directory.exchange.tables import TABLES
from accanto.directory.models import ImportBatch, Organization, Published, Service, ServiceAtLocation
from accanto.directory.operations.importing import read_import, start_import
from accanto.directory.operations.importing_apply import apply_import
from accanto.directory.operations.importing_steps import begin
from tests.cast import SYSTEM
from tests.directory.exchange.conformance import example, faults, ordered

pytestmark = pytest.mark.django_db


def take_in(content: Any, name: str = "file.json", actor: Any = SYSTEM, language: str = "it") -> ImportBatch:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    batch = read_import(actor, batch=start_import(actor, file_name=name, content=data, language=language))
    assert batch.state == "ready", batch.problem
    done = apply_import(actor, batch=begin(actor, batch=batch))
    refused = [(row.label, row.outcome, row.reasons) for row in done.rows.all() if row.outcome != "taken"]
    assert refused == []
    return done


def without_ours(data: Any) -> Any:
    """The document without the language of its texts, which ours always say; times and moments as such."""
    if isinstance(data, dict):
        return {
            key: _plain(key, without_ours(value)) for key, value in data.items() if key != "source_language"
        }
    return [without_ours(each) for each in data] if isinstance(data, list) else data


def _plain(key: str, value: Any) -> Any:
    if key == "updated":
        return parse_datetime(value).astimezone(UTC).isoformat()
    return time.fromisoformat(value).isoformat() if key in ("opens_at", "closes_at") else value


def same(mine: Any, theirs: Any) -> None:
    ours, given = without_ours(ordered(mine)), without_ours(ordered(theirs))
    assert ours == given


def test_a_full_service(db: None) -> None:
    take_in(example("service_full"), language="en")
    row = Service.objects.visible_to(PUBLIC).get()
    document = documents.services(PUBLIC, [row])[0][0]
    same(document, example("service_full"))
    assert faults("service", document) == []
    assert json.loads(Published.objects.get().full) == document


def test_a_full_organization(db: None) -> None:
    take_in(example("organization_full"), language="en")
    document = documents.organizations(PUBLIC, Organization.objects.visible_to(PUBLIC), whole_services=True)[
        0
    ]
    same(document, example("organization_full"))
    assert faults("organization", document) == []


def test_a_full_service_at_a_location(db: None) -> None:
    take_in(example("service_at_location_full"), language="en")
    document = documents.at_locations(PUBLIC, ServiceAtLocation.objects.visible_to(PUBLIC))[0]
    same(document, example("service_at_location_full"))
    assert faults("service_at_location", document) == []


@pytest.mark.parametrize("name", ["location", "taxonomy", "taxonomy_term"])
def test_other_documents(db: None, name: str) -> None:
    take_in(example(name), language="en")
    document = documents.entries(PUBLIC, name, TABLES[name].model.objects.visible_to(PUBLIC))[0]
    same(document, example(name))
    assert faults(name, document) == []


@pytest.mark.parametrize(
    "name", ["service", "organization", "service_at_location", "taxonomy", "taxonomy_term"]
)
def test_lists(db: None, name: str) -> None:
    given = example(f"{name}_list")
    take_in(given, language="en")
    rows = TABLES[name].model.objects.visible_to(PUBLIC)
    found = {
        "service": lambda: [listed for _full, listed in documents.services(PUBLIC, rows)],
        "service_at_location": lambda: documents.at_locations(PUBLIC, rows, whole=False),
    }.get(name, lambda: documents.entries(PUBLIC, name, rows))()
    same(found, given["contents"])


def test_the_same_again_changes_nothing(db: None) -> None:
    take_in(example("service_full"))
    again = read_import(
        SYSTEM,
        batch=start_import(SYSTEM, file_name="x", content=json.dumps(example("service_full")).encode()),
    )
    assert {row.fate for row in again.rows.all()} == {"same"}
