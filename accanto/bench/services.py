"""So many services of the directory, for measuring: plausible in shape, written in bulk past the trail."""

from __future__ import annotations

import random
import time
from datetime import time as hour
from typing import Any

from accanto.cli.migrate import migrate
from accanto.core.ids import uuid7
from accanto.core.scoping import unrecorded
from accanto.core.words import Area
from accanto.directory import models as m
from accanto.directory.exchange import published
from accanto.directory.operations.vocabulary import area_terms
from accanto.network.models import Municipality

_BATCH = 2_000
_WORDS = [
    "sportello",
    "casa",
    "lavoro",
    "scuola",
    "italiano",
    "salute",
    "ascolto",
    "famiglie",
    "documenti",
    "lingua",
    "corso",
    "centro",
    "comune",
    "servizio",
]


def populate(size: int) -> float:
    """Make the services and their published documents. Returns the CPU seconds of the latter.

    The search index is not made: nothing that is measured of these services asks it.
    """
    migrate(verbosity=0)
    chance = random.Random(size)
    terms = area_terms()
    towns = list(Municipality.objects.order_by("pk")[:500])
    with unrecorded("rows of a benchmark are nobody's"):
        organizations = [
            m.Organization(name=f"Ente {number}", description=_text(chance, 20))
            for number in range(max(1, size // 20))
        ]
        m.Organization.objects.bulk_create(organizations, batch_size=_BATCH)
        for start in range(0, size, _BATCH):
            _batch(chance, min(_BATCH, size - start), organizations, towns, terms)
    before = time.process_time()
    keys = list(m.Service.objects.visible_to(published.PUBLIC).values_list("pk", flat=True))
    published.make(keys)
    return time.process_time() - before


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _each in range(words))


def _batch(
    chance: random.Random, size: int, organizations: list[Any], towns: list[Any], terms: dict[str, Any]
) -> None:
    services = [
        m.Service(
            id=uuid7(), organization=chance.choice(organizations), name=_text(chance, 3).capitalize(), description=_text(chance, 40),
            eligibility_description=_text(chance, 8), application_process=_text(chance, 8),
        )
        for _each in range(size)
    ]  # fmt: skip
    places = [
        m.Location(id=uuid7(), municipality=chance.choice(towns), latitude=45.0, longitude=8.0)
        for _each in services
    ]
    both = list(zip(services, places, strict=True))
    rows: dict[type[Any], list[Any]] = {
        m.Service: services,
        m.Location: places,
        m.ServiceAtLocation: [m.ServiceAtLocation(service=service, location=place) for service, place in both],
        m.Address: [m.Address(location=place, address_1="Piazza 1", city="Ottiglio", state_province="AL", postal_code="15038") for place in places],
        m.Schedule: [
            m.Schedule(service=row, freq="WEEKLY", byday=day, opens_at=hour(9), closes_at=hour(12, 30)) for row in services for day in ("MO", "TH")
        ],
        m.Phone: [m.Phone(service=row, number="interno 1") for row in services],
        m.Language: [m.Language(service=row, code=code, name=code) for row in services for code in ("it", "ar")],
        m.CostOption: [m.CostOption(service=row, option="gratuito", amount=0, currency="EUR") for row in services],
        m.Attribute: [
            m.Attribute(service=row, link_id=row.pk, link_entity="service", taxonomy_term=terms[chance.choice(Area.values)]) for row in services
        ],
        m.Translation: [
            m.Translation(service=row, field="name", language=code, text=f"{row.name} {code}", state="published", source_digest="")
            for row in services
            for code in ("ar", "fr")
        ],
    }  # fmt: skip
    for model, made in rows.items():
        model.objects.bulk_create(made, batch_size=_BATCH)
