"""Services for tests."""

from __future__ import annotations

from typing import Any

from accanto.directory.models import Service
from accanto.directory.operations.service import add_service
from accanto.network.models import Municipality
from tests.cast import SYSTEM, Cast


def service(cast: Cast, name: str = "Sportello casa", **more: Any) -> Service:
    facts = {"provider": "Casa Aperta", "municipality": cast.municipality, "areas": ["housing"], **more}
    return add_service(SYSTEM, name=name, **facts)


def town(code: str, name: str, province: str) -> Municipality:
    return Municipality.objects.create(
        istat_code=code, name=name, province=province, province_name=province, region="Piemonte"
    )


def codes(row: Service, taxonomy: str = "areas") -> set[str]:
    """Codes of the terms said of a service."""
    from accanto.directory.models import Attribute

    said = Attribute.objects.visible_to(SYSTEM).filter(service=row, taxonomy_term__taxonomy_row__key=taxonomy)
    return set(said.values_list("taxonomy_term__code", flat=True))


def held(model: Any, row: Service) -> list[Any]:
    """The rows of a part, as anyone who sees all reads them."""
    return list(model.objects.visible_to(SYSTEM).filter(service=row))
