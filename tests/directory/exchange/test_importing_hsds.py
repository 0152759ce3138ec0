"""Taking in HSDS: unknown fields kept, references, cycles, texts that lie."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from accanto.directory.exchange.published import PUBLIC
from accanto.directory.models import Organization, Published, Service
from tests.cast import SYSTEM, Cast
from tests.directory.exchange.conformance import example
from tests.directory.exchange.sheets import finish, read
from tests.directory.exchange.test_examples import take_in

pytestmark = pytest.mark.django_db


def test_unknown_fields_are_kept_and_given_back(cast: Cast) -> None:
    document = example("service_full") | {"x_codice": {"a": [1, 2]}, "x_nota": "ciao"}
    document["phones"][0]["x_interno"] = 7
    take_in(document, language="en")
    full = json.loads(Published.objects.get().full)
    assert (
        full["x_codice"] == {"a": [1, 2]} and full["x_nota"] == "ciao" and full["phones"][0]["x_interno"] == 7
    )


def test_identifiers_that_are_none_and_those_that_are_missing(cast: Cast) -> None:
    document = {
        "name": "Sportello",
        "status": "active",
        "organization": {"id": "org-1", "name": "Ente", "description": ""},
        "phones": [{"number": "1"}],
    }
    take_in(document)
    finish(read(document))
    assert (
        Service.objects.visible_to(PUBLIC).count() == 1
        and Organization.objects.visible_to(PUBLIC).count() == 1
    )


def test_cycles(cast: Cast) -> None:
    a, b, c = str(uuid4()), str(uuid4()), str(uuid4())
    rows = [
        {"id": one, "name": one[:4], "description": "x", "parent_organization_id": above}
        for one, above in ((a, b), (b, a), (c, a))
    ]
    batch = read(rows)
    assert {str(each.parts[0]["id"]): each.fate for each in batch.rows.all()} == {
        a: "error",
        b: "error",
        c: "new",
    }
    finish(batch)
    assert not Organization.objects.visible_to(SYSTEM).filter(pk__in=[a, b]).exists()


def test_parents_come_before_their_children(cast: Cast) -> None:
    keys = [str(uuid4()) for _each in range(6)]
    rows = [
        {
            "id": key,
            "name": key[:4],
            "description": "x",
            **({"parent_organization_id": keys[place - 1]} if place else {}),
        }
        for place, key in enumerate(keys)
    ]
    batch = take_in(list(reversed(rows)))
    assert Organization.objects.visible_to(PUBLIC).filter(parent_organization=None).count() == 1
    assert batch.total == 6


def test_dangling_references(cast: Cast) -> None:
    """Kept where the column may be empty, refused with its reason where it may not."""
    gone = str(uuid4())
    batch = finish(read([
        {"id": str(uuid4()), "name": "Figlio", "description": "x", "parent_organization_id": gone},
        {"id": str(uuid4()), "name": "Orfano", "status": "active", "organization_id": gone},
    ]))  # fmt: skip
    kept, refused = batch.rows.get(label="Figlio"), batch.rows.get(label="Orfano")
    assert kept.outcome == "taken" and kept.reasons[0]["stops"] is False
    assert refused.fate == "error" and refused.reasons[0]["at"].endswith("organization_id")
    assert Organization.objects.visible_to(PUBLIC).get().extra == {"parent_organization_id": gone}


def test_long_texts_and_lying_characters(cast: Cast) -> None:
    ok = {
        "id": str(uuid4()),
        "name": "Uno",
        "status": "active",
        "description": "é" * 100_000,
        "organization": {"name": "Ente", "description": "x"},
    }
    bad = ok | {"id": str(uuid4()), "name": "Due \u202eeud", "description": "é" * 100_001}
    batch = finish(read([ok, bad]))
    assert {each.label: each.fate for each in batch.rows.filter(table="service")} == {
        "Uno": "new",
        "Due eud": "error",
    }
