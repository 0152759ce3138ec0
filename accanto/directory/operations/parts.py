"""The parts of a service: when, how much, in which languages, what to bring, whom to call, for whom.

Each operation brings one part to what `rows` say (a list of columns by name), leaves one entry that tells
of it before and after, and ends in `refresh`. Places have a module of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.core.reference import language_name
from accanto.core.words import Area
from accanto.directory.models import (
    Attribute,
    Contact,
    CostOption,
    Language,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceCapacity,
    TaxonomyTerm,
    Unit,
    Url,
)
from accanto.directory.models.taxonomy import AREAS
from accanto.directory.operations.bringing import bring, is_new, plain, tell, told
from accanto.directory.operations.vocabulary import terms_by_code, unit_row

Rows = Sequence[dict[str, Any]]

#: Columns that tell what a row of a part says.
SAYS: Final[dict[str, tuple[str, ...]]] = {
    "hours": (
        "group",
        "valid_from",
        "valid_to",
        "freq",
        "byday",
        "opens_at",
        "closes_at",
        "by_appointment",
        "description",
        "notes",
    ),
    "prices": ("option", "amount", "currency", "valid_from", "valid_to", "amount_description"),
    "languages": ("code", "note"),
    "documents": ("document", "uri"),
    "phones": ("number", "extension", "type", "description"),
    "contacts": ("name", "title", "department", "email"),
    "websites": ("label", "url"),
    "capacity": ("unit", "available", "maximum", "description"),
    "terms": ("taxonomy_term", "value"),
}


def set_schedules(actor: Actor, *, service: Service, rows: Rows) -> Service:
    """Opening hours; rows are columns of Schedule, `{"id": …}` alone keeps a rule as it is."""
    return _set(actor, service, "hours", Schedule, rows)


def set_prices(actor: Actor, *, service: Service, rows: Rows) -> Service:
    """Rows: `option`, `amount` (0: it costs nothing), `valid_from`, `valid_to`, `amount_description`."""
    given = [
        {"currency": "EUR", **row} if row.get("amount") is not None and "id" not in row else row
        for row in rows
    ]
    return _set(actor, service, "prices", CostOption, given)


def set_languages(actor: Actor, *, service: Service, rows: Rows) -> Service:
    """Rows: `code`, perhaps `note`. A language that is there already keeps its name and note."""
    held = {row.code: row.pk for row in _held(actor, Language, service)}
    given = [
        {"id": held[row["code"]], **row}
        if row["code"] in held
        else {**row, "name": language_name(row["code"], "it")}
        for row in rows
    ]
    return _set(actor, service, "languages", Language, given)


def set_documents(actor: Actor, *, service: Service, rows: Rows) -> Service:
    """Papers to bring. Rows: `document`, perhaps `uri`."""
    return _set(actor, service, "documents", RequiredDocument, rows)


def set_phones(actor: Actor, *, service: Service, rows: Rows) -> Service:
    """Rows: `number`, `extension`, `type`, `description`."""
    return _set(actor, service, "phones", Phone, rows)


def set_contacts(actor: Actor, *, service: Service, rows: Rows) -> Service:
    """Whom to ask for. Rows: `name`, `title`, `department`, `email`."""
    return _set(actor, service, "contacts", Contact, rows)


def set_websites(actor: Actor, *, service: Service, rows: Rows) -> Service:
    """Further addresses on the web. Rows: `label`, `url`."""
    return _set(actor, service, "websites", Url, rows)


def set_capacities(actor: Actor, *, service: Service, rows: Rows) -> Service:
    """Places left. Rows: `unit` (a code of the vocabulary, or a Unit), `available`, `maximum`."""
    held = {row.pk: row for row in _held(actor, ServiceCapacity, service)}
    given = []
    for index, row in enumerate(rows):
        unit = unit_row(row["unit"]) if isinstance(row["unit"], str) else row["unit"]
        most, left = row.get("maximum"), row["available"]
        if most is not None and left > most:
            raise ValidationError({f"rows.{index}.available": _("There are not so many places in all.")})
        before = held.get(row.get("id")) or _of_unit(held.values(), unit)
        same = before is not None and (before.available, before.maximum) == (left, most)
        kept = {"id": held.pop(before.pk).pk} if before is not None else {}
        updated = before.updated if same and before else timezone.now()
        given.append({**row, **kept, "unit": unit, "updated": updated})
    return _set(actor, service, "capacity", ServiceCapacity, given)


def _of_unit(held: Iterable[ServiceCapacity], unit: Unit) -> ServiceCapacity | None:
    return next((row for row in held if row.unit_id == unit.pk), None)


@transaction.atomic
def set_attributes(
    actor: Actor, *, service: Service, rows: Rows, taxonomies: Iterable[str] | None = None
) -> Service:
    """Terms said of the service itself. Rows: `term`, or `taxonomy` and `code`; perhaps `value`, `label`.

    With `taxonomies` (keys of shipped ones) the terms of all others stay. A term that refines an area
    brings its area with it.
    """
    actor.require("services.edit")
    held = _held(actor, Attribute, service).filter(link_entity="service", link_id=service.pk)
    if taxonomies is not None:
        held = held.filter(taxonomy_term__taxonomy_row__key__in=list(taxonomies))
    held = list(held.select_related("taxonomy_term"))
    before = told(held, SAYS["terms"])
    given = {}
    for row, term in _with_terms(rows):
        columns = {name: row.get(name, "") for name in ("value", "label", "link_type")}
        given[term.pk, columns["value"]] = {"taxonomy_term": term, **columns}
        if term.parent is not None and term.code.split(".")[0] in Area.values:
            given.setdefault((term.parent.pk, ""), {"taxonomy_term": term.parent, "value": "", "label": "", "link_type": ""})  # fmt: skip
    fixed = {"service": service, "link_id": service.pk, "link_entity": "service"}
    if not bring(actor, held=held, rows=list(given.values()), make=Attribute, fixed=fixed):
        return service
    after = [{name: str(value) for name in SAYS["terms"] if (value := row[name])} for row in given.values()]
    return tell(actor, service, "terms", before, after)


def _with_terms(rows: Rows) -> list[tuple[dict[str, Any], TaxonomyTerm]]:
    """Each row with its term; one look for all of a vocabulary."""
    codes: dict[str, list[str]] = {}
    for row in rows:
        if "term" not in row:
            codes.setdefault(row["taxonomy"], []).append(row["code"])
    terms = {taxonomy: terms_by_code(taxonomy, wanted) for taxonomy, wanted in codes.items()}
    return [(row, row.get("term") or terms[row["taxonomy"]][row["code"]]) for row in rows]


def set_terms(actor: Actor, *, service: Service, taxonomy: str, codes: Iterable[str]) -> Service:
    """Terms of one shipped taxonomy, by their codes."""
    rows = [{"taxonomy": taxonomy, "code": code} for code in dict.fromkeys(codes)]
    return set_attributes(actor, service=service, rows=rows, taxonomies=[taxonomy])


def set_areas(actor: Actor, *, service: Service, codes: Iterable[str]) -> Service:
    """Areas of need and what refines them. Raises ValidationError for none, or one that is not."""
    wanted = set(codes)
    try:
        terms_by_code(AREAS, wanted)
    except ValidationError:
        wanted = set()
    if not wanted:
        raise ValidationError({"areas": _("Choose at least one area.")})
    return set_terms(actor, service=service, taxonomy=AREAS, codes=sorted(wanted))


def take_place(actor: Actor, *, capacity: ServiceCapacity) -> ServiceCapacity:
    """One place less. Two who take the last one at once: the second gets ValidationError."""
    return _move(actor, capacity, -1)


def free_place(actor: Actor, *, capacity: ServiceCapacity) -> ServiceCapacity:
    """One place more, never above the places in all."""
    return _move(actor, capacity, 1)


@transaction.atomic
def _move(actor: Actor, capacity: ServiceCapacity, by: int) -> ServiceCapacity:
    actor.require("services.take_place")
    # Locked on PostgreSQL; on SQLite the transaction itself is the only one that writes.
    rows = ServiceCapacity.objects.visible_to(actor).select_for_update(of=("self",))
    row: ServiceCapacity = rows.get(pk=capacity.pk)
    if row.available + by < 0:
        raise ValidationError(_("No places are left."))
    if row.maximum is not None and row.available + by > row.maximum:
        raise ValidationError(_("There are not so many places in all."))
    action = "service.place_taken" if by < 0 else "service.place_freed"
    trail.change(actor, row, action, available=row.available + by, updated=timezone.now())
    service = Service.objects.visible_to(actor).get(pk=row.service_id)
    before, after = ([{"available": plain(number)}] for number in (row.available - by, row.available))
    tell(actor, service, "capacity", before, after)
    return row


def _held(actor: Actor, part: type[models.Model], service: Service) -> Any:
    return part.objects.visible_to(actor).filter(service=service)  # type: ignore[attr-defined]


@transaction.atomic
def _set(actor: Actor, service: Service, name: str, part: type[models.Model], rows: Rows) -> Service:
    """Bring the rows of a part that stand right below the service to what is wanted."""
    actor.require("services.edit")
    held = list(_held(actor, part, service))
    before = told(held, SAYS[name])
    if not bring(actor, held=held, rows=rows, make=part, fixed={"service": service}):
        return service
    after = [] if is_new(service) else told(_held(actor, part, service), SAYS[name])
    return tell(actor, service, name, before, after)
