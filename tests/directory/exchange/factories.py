"""So many services of every shape, by chance from a seed, in a few queries."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from accanto.core.scoping import unrecorded
from accanto.directory import models as m
from accanto.directory.exchange.tables import TABLES
from accanto.directory.operations.vocabulary import area_terms
from accanto.network.models import Municipality

TEXTS = [
    "Aiuto per cercare casa", "مساعدة في البحث عن سكن", "Ajutor pentru locuință", "<script>alert(1)</script> & «testo»",
    'virgolette "doppie", virgole; punti e virgola', "riga uno\nriga due", "=1+1", "perché l'acqua è più cara", "🏠",
]  # fmt: skip


def empty() -> None:
    """Take every entry away, as in a fresh installation."""
    with unrecorded("tests begin again"):
        for table in reversed(TABLES.values()):
            table.model.objects.unscoped("tests begin again").delete()


class Maker:
    """Rows with identifiers made from the seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.rows: dict[type[Any], list[Any]] = {}

    def id(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def text(self) -> str:
        return self.chance.choice(TEXTS)

    def maybe(self, value: Any, nothing: Any = "") -> Any:
        return value if self.chance.random() < 0.5 else nothing

    def day(self) -> date:
        return date(2026, self.chance.randint(1, 12), self.chance.randint(1, 28))

    def add(self, model: type[Any], **values: Any) -> Any:
        row = model(pk=self.id(), **values)
        self.rows.setdefault(model, []).append(row)
        return row


def make(size: int, seed: int = 1, hidden: float = 0.1) -> None:
    """`size` services of a few organizations; a share of entries is for operators alone."""
    maker = Maker(seed)
    town, _made = Municipality.objects.get_or_create(
        istat_code="006114",
        defaults={"name": "Ottiglio", "province": "AL", "province_name": "Alessandria", "region": "Piemonte"},
    )
    terms = list(area_terms().values())
    organizations = [organization(maker, hidden) for _each in range(max(1, size // 8))]
    for place, row in enumerate(organizations[1:], 1):
        row.parent_organization = maker.maybe(organizations[maker.chance.randrange(place)], None)
    units = [maker.add(m.Unit, name="posto", scheme="accanto")]
    locations = [location(maker, town, organizations, hidden) for _each in range(max(2, size // 2))]
    for _each in range(size):
        service(maker, organizations, locations, terms, units, hidden)
    with unrecorded("rows of tests"):
        for table in TABLES.values():
            table.model.objects.bulk_create(maker.rows.get(table.model, []))


def visibility(maker: Maker, hidden: float) -> str:
    return "operators" if maker.chance.random() < hidden else "public"


def organization(maker: Maker, hidden: float) -> Any:
    row = maker.add(
        m.Organization, name=f"Ente {maker.text()}", description=maker.maybe(maker.text()), email=maker.maybe("ente@example.org"),
        website=maker.maybe("https://example.org"), year_incorporated=maker.maybe(1999, None), visibility=visibility(maker, hidden),
        extra=maker.maybe({"x_nota": maker.text()}, {}),
    )  # fmt: skip
    if maker.maybe(True, False):
        maker.add(
            m.OrganizationIdentifier, organization=row, identifier_type="C.F.", identifier="80000000000"
        )
        maker.add(m.Program, organization=row, name="Programma", description=maker.text())
        maker.add(m.Url, organization=row, url="https://example.org/ente")
        maker.add(
            m.Translation,
            organization=row,
            field="description",
            language="ar",
            text="وصف",
            state=maker.maybe("published", "draft"),
            source_digest="0" * 32,
        )
    return row


def location(maker: Maker, town: Municipality, organizations: list[Any], hidden: float) -> Any:
    row = maker.add(
        m.Location, name=maker.maybe("Sede"), municipality=maker.maybe(town, None), latitude=maker.maybe(45.0561, None), longitude=8.3,
        organization=maker.maybe(maker.chance.choice(organizations), None), visibility=visibility(maker, hidden),
    )  # fmt: skip
    maker.add(
        m.Address,
        location=row,
        address_1="Piazza di Esempio 1",
        city="Ottiglio",
        state_province="AL",
        postal_code="15038",
    )
    if maker.maybe(True, False):
        maker.add(m.Accessibility, location=row, description="Rampa")
        maker.add(
            m.Schedule, location=row, byday="MO,FR", freq="WEEKLY", opens_at=time(9), closes_at=time(12, 30)
        )
    return row


def service(
    maker: Maker,
    organizations: list[Any],
    locations: list[Any],
    terms: list[Any],
    units: list[Any],
    hidden: float,
) -> None:
    chance = maker.chance
    row = maker.add(
        m.Service, organization=chance.choice(organizations), name=f"Servizio {maker.text()}", description=maker.text(), status=chance.choice(m.Service.Status.values),
        email=maker.maybe("servizio@example.org"), minimum_age=maker.maybe(18, None), assured_date=maker.maybe(maker.day(), None), kind=maker.maybe("opportunity", "service"),
        source_language=chance.choice(["it", "en"]), check_again_by=maker.maybe(maker.day(), None), visibility=visibility(maker, hidden), alert=maker.maybe("Chiuso ad agosto"),
        last_modified=datetime(2026, 1, chance.randint(1, 28), 9, 30, 1, 250000, tzinfo=UTC), extra=maker.maybe({"x_codice": 7, "x_lista": [1, "a"]}, {}),
    )  # fmt: skip
    _places(maker, row, locations)
    _parts(maker, row, chance.choice(terms))
    if maker.maybe(True, False):
        _seldom(maker, row, units[0])


def _places(maker: Maker, row: Any, locations: list[Any]) -> None:
    """Where it is given: at no place, one or two, each with someone to ask for."""
    for place in maker.chance.sample(locations, maker.chance.randint(0, 2)):
        here = maker.add(
            m.ServiceAtLocation, service=row, location=place, description=maker.maybe(maker.text())
        )
        contact = maker.add(m.Contact, service_at_location=here, name="Ufficio", email="ufficio@example.org")
        maker.add(
            m.Phone,
            contact=contact,
            service=maker.maybe(row, None),
            number="interno 12",
            extension=maker.maybe(12, None),
        )


def _parts(maker: Maker, row: Any, term: Any) -> None:
    """What every service has."""
    maker.add(m.Attribute, service=row, link_id=row.pk, link_entity="service", taxonomy_term=term)
    maker.add(m.Language, service=row, code="ar", name="arabo")
    maker.add(
        m.CostOption,
        service=row,
        option="tutti",
        amount=maker.maybe(Decimal("12.5"), Decimal(0)),
        currency="EUR",
    )
    maker.add(
        m.Schedule,
        service=row,
        description="martedì",
        freq="WEEKLY",
        byday="TU",
        opens_at=time(22),
        closes_at=time(1),
        kind=maker.maybe("event", "operating_hours"),
        by_appointment=maker.maybe(True, False),
    )
    maker.add(m.RequiredDocument, service=row, document="documento")
    maker.add(m.ServiceArea, service=row, name="Monferrato")
    maker.add(m.Funding, service=row, source=maker.text())
    maker.add(
        m.Translation,
        service=row,
        field="name",
        language="ar",
        text="خدمة",
        state=maker.maybe("published", "draft"),
        source_digest="0" * 32,
    )


def _seldom(maker: Maker, row: Any, unit: Any) -> None:
    """What half of them have: places left, and a note of a change."""
    maker.add(
        m.ServiceCapacity,
        service=row,
        unit=unit,
        available=Decimal(3),
        maximum=Decimal(5),
        updated=datetime(2026, 3, 1, tzinfo=UTC),
    )
    maker.add(
        m.Metadata,
        service=row,
        resource_id=row.pk,
        resource_type="service",
        last_action_date=maker.day(),
        last_action_type="update",
        field_name="name",
        previous_value="a",
        replacement_value="b",
        updated_by="ufficio",
    )
