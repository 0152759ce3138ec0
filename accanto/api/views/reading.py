"""The reading half of the HSDS API. Everything here is answered with nobody's eyes: see `door.py`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Query

from accanto.api import finding, parameters
from accanto.api.answers import answer, in_language, language_of, not_found, page, said, tag
from accanto.api.door import ApiRequest, needs
from accanto.api.site import api
from accanto.core.screens import PUBLIC
from accanto.directory.exchange import documents, trail_metadata
from accanto.directory.exchange.published import text
from accanto.directory.models import Organization, ServiceAtLocation, Taxonomy, TaxonomyTerm


def listing(address: str, name: str, title: str) -> Callable[[Any], Any]:
    """Register a list under GET and, with the same parameters, under POST."""

    def register(function: Any) -> Any:
        needs(PUBLIC)(function)
        api.get(address, url_name=f"{name}_list", operation_id=f"{name}List", summary=title, tags=[name])(
            function
        )
        twin = FunctionType(function.__code__, function.__globals__, function.__name__, function.__defaults__)
        twin.__annotations__, twin.__doc__ = function.__annotations__, function.__doc__
        needs(PUBLIC)(twin)
        api.post(
            address, url_name=f"{name}_list", operation_id=f"{name}ListByPost", summary=title, tags=[name]
        )(twin)
        return function

    return register


# --- services -----------------------------------------------------------------------------------


@listing("/services", "service", "Services, by page")
def service_list(request: ApiRequest, asked: Query[parameters.Services]) -> HttpResponse:
    """`full` gives whole documents, `minimal` only identifiers and dates."""
    language = language_of(request, asked.language)
    rows = finding.services(asked, language)
    minimal = asked.minimal and not asked.full
    size = asked.size(parameters.MOST_MINIMAL, parameters.MOST_MINIMAL) if minimal else asked.size()
    total = rows.count()
    start = (asked.page - 1) * size
    held = list(rows.values_list("pk", "digest", "updated")[start : start + size])

    def make() -> str:
        if minimal:
            return page(
                total,
                asked.page,
                size,
                [text({"id": str(pk), "last_modified": at.isoformat()}) for pk, _d, at in held],
            )
        column = "full" if asked.full else "listed"
        found = dict(finding.seen([pk for pk, _d, _at in held]).values_list("pk", column))
        return page(
            total, asked.page, size, [said(found[pk], language) for pk, _d, _at in held if pk in found]
        )

    return answer(request, tag(total, held, language, asked.full, minimal, size, asked.page), make, language)


@api.get(
    "/services/{id}",
    url_name="service_detail",
    operation_id="service",
    summary="One service, whole",
    tags=["service"],
)
@needs(PUBLIC)
def service_detail(request: ApiRequest, id: str, asked: Query[parameters.Language]) -> HttpResponse:
    """With what the trail tells of its changes."""
    row = finding.seen([_key(id)]).first()
    if row is None:
        raise not_found()
    language = language_of(request, asked.language)
    told = trail_metadata.of_service(row.pk)

    def make() -> str:
        document = json.loads(row.full)
        if told:
            document["metadata"] = [*document.get("metadata", ()), *told]
        return text(in_language(document, language) if language else document)

    return answer(request, tag(row.digest, told, language), make, language)


# --- organizations, places, terms ---------------------------------------------------------------

Make = Callable[[Sequence[Any]], list[dict[str, Any]]]


def _listed(request: ApiRequest, asked: parameters.Said, rows: QuerySet[Any], make: Make) -> HttpResponse:
    """A page of ordered rows that are rendered when they are asked for. The tag is of what was rendered."""
    size, total = asked.size(), rows.count()
    start = (asked.page - 1) * size
    found = make(list(rows[start : start + size]))
    language = language_of(request, asked.language)
    contents = [text(in_language(each, language) if language else each) for each in found]
    whole = page(total, asked.page, size, contents)
    return answer(request, tag(whole), lambda: whole, language)


def _single(
    request: ApiRequest, asked: parameters.Language, rows: QuerySet[Any], key: str, make: Make
) -> HttpResponse:
    found = make(list(rows.filter(pk=_key(key))[:1]))
    if not found:
        raise not_found()
    language = language_of(request, asked.language)
    whole = text(in_language(found[0], language) if language else found[0])
    return answer(request, tag(whole), lambda: whole, language)


def _key(raw: str) -> UUID:
    try:
        return UUID(raw)
    except ValueError:
        raise not_found() from None


def _seen(request: ApiRequest, model: type[Any]) -> Any:
    return model.objects.visible_to(request.reader)


@listing("/organizations", "organization", "Organizations, by page")
def organization_list(request: ApiRequest, asked: Query[parameters.Organizations]) -> HttpResponse:
    """`full` gives whole documents, `full_service` with whole services in them."""
    rows = finding.organizations(request.reader, asked)

    def make(held: Sequence[Any]) -> list[dict[str, Any]]:
        if asked.full or asked.full_service:
            return documents.organizations(request.reader, held, whole_services=asked.full_service)
        return documents.lists(request.reader, "organization", held)

    return _listed(request, asked, rows, make)


@api.get(
    "/organizations/{id}",
    url_name="organization_detail",
    operation_id="organization",
    summary="One organization",
    tags=["organization"],
)
@needs(PUBLIC)
def organization_detail(
    request: ApiRequest, id: str, asked: Query[parameters.OneOrganization]
) -> HttpResponse:
    """With its services: their identifiers and names, or whole with `full_service`."""

    def make(held: Sequence[Any]) -> list[dict[str, Any]]:
        return documents.organizations(request.reader, held, whole_services=asked.full_service)

    return _single(request, asked, _seen(request, Organization), id, make)


@listing("/service_at_locations", "service_at_location", "Services at their places, by page")
def service_at_location_list(request: ApiRequest, asked: Query[parameters.AtLocations]) -> HttpResponse:
    """`postcode` alone: at this postal code; with `proximity`: so many kilometres around it."""
    rows = finding.at_locations(request.reader, asked, language_of(request, asked.language))
    return _listed(
        request, asked, rows, lambda held: documents.at_locations(request.reader, held, whole=asked.full)
    )


@api.get(
    "/service_at_locations/{id}",
    url_name="service_at_location_detail",
    operation_id="serviceAtLocation",
    summary="One service at one place",
    tags=["service_at_location"],
)
@needs(PUBLIC)
def service_at_location_detail(
    request: ApiRequest, id: str, asked: Query[parameters.Language]
) -> HttpResponse:
    """With the whole service and the whole place."""
    rows = _seen(request, ServiceAtLocation)
    return _single(request, asked, rows, id, lambda held: documents.at_locations(request.reader, held))


@listing("/taxonomies", "taxonomy", "Vocabularies, by page")
def taxonomy_list(request: ApiRequest, asked: Query[parameters.Said]) -> HttpResponse:
    """The vocabularies from which entries take their terms."""
    rows = finding.named(_seen(request, Taxonomy).order_by("pk"), asked.search)
    return _listed(request, asked, rows, lambda held: documents.entries(request.reader, "taxonomy", held))


@api.get(
    "/taxonomies/{id}",
    url_name="taxonomy_detail",
    operation_id="taxonomy",
    summary="One vocabulary",
    tags=["taxonomy"],
)
@needs(PUBLIC)
def taxonomy_detail(request: ApiRequest, id: str, asked: Query[parameters.Language]) -> HttpResponse:
    """A vocabulary; its terms are at /taxonomy_terms?taxonomy_id=…"""
    rows = _seen(request, Taxonomy)
    return _single(request, asked, rows, id, lambda held: documents.entries(request.reader, "taxonomy", held))


@listing("/taxonomy_terms", "taxonomy_term", "Terms, by page")
def taxonomy_term_list(request: ApiRequest, asked: Query[parameters.Terms]) -> HttpResponse:
    """`top_only` gives those that refine no other, `parent_id` those that refine this one."""
    rows = finding.terms(_seen(request, TaxonomyTerm).order_by("pk"), asked)
    return _listed(
        request, asked, rows, lambda held: documents.entries(request.reader, "taxonomy_term", held)
    )


@api.get(
    "/taxonomy_terms/{id}",
    url_name="taxonomy_term_detail",
    operation_id="taxonomyTerm",
    summary="One term",
    tags=["taxonomy_term"],
)
@needs(PUBLIC)
def taxonomy_term_detail(request: ApiRequest, id: str, asked: Query[parameters.Language]) -> HttpResponse:
    """A term of a vocabulary."""
    rows = _seen(request, TaxonomyTerm)
    return _single(
        request, asked, rows, id, lambda held: documents.entries(request.reader, "taxonomy_term", held)
    )
