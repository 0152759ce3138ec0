"""Services for the tests of search: added by the operation, then indexed."""

from __future__ import annotations

from typing import Any

from accanto.core import trail
from accanto.directory.models import Attribute, Service, Taxonomy, TaxonomyTerm, Translation
from accanto.directory.models.taxonomy import FOR_WHOM
from accanto.directory.operations.refresh import refresh
from accanto.directory.operations.service import add_service
from accanto.network.models import Municipality
from tests.cast import SYSTEM, Cast


def put(row: Any) -> Any:
    return trail.create(SYSTEM, row, "test.made")


def service(
    cast: Cast, name: str = "Sportello casa", texts: dict[str, str] | None = None, **more: Any
) -> Service:
    """A service; `texts` are translations of its name."""
    facts = {"provider": "Casa Aperta", "municipality": cast.municipality, "areas": ["housing"], **more}
    row = add_service(SYSTEM, name=name, **facts)
    for language, text in (texts or {}).items():
        put(
            Translation(
                service=row, field="name", language=language, text=text, state="published", source_digest="x"
            )
        )
    refresh([row.pk])
    return row


def part(service: Service, row: Any) -> Any:
    """A part of a service, and the index made anew as an operation would."""
    row.service = service
    made = put(row)
    refresh([service.pk])
    return made


def for_whom(service: Service, code: str) -> None:
    taxonomy = Taxonomy.objects.visible_to(SYSTEM).filter(key=FOR_WHOM).first()
    taxonomy = taxonomy or put(Taxonomy(name="Per chi", description="x", key=FOR_WHOM))
    term = put(TaxonomyTerm(code=code, name=code, description="x", taxonomy_row=taxonomy))
    part(service, Attribute(link_id=service.pk, link_entity="service", taxonomy_term=term))


def town(code: str, name: str, province: str) -> Municipality:
    return Municipality.objects.get_or_create(
        istat_code=code,
        defaults={"name": name, "province": province, "province_name": province, "region": "X"},
    )[0]
