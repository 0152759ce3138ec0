"""Texts of entries in the reader's language: what is said, in which language, and how true it still is.

`load_texts` first, once for a page; then `said` asks the database nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from accanto.core.actor import Actor
from accanto.directory.models import Location, Organization, Service, Translation

#: Fields that are translated, by model, in the order of the page where one translates.
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "service": (
        "name",
        "description",
        "eligibility_description",
        "application_process",
        "fees_description",
        "interpretation_services",
        "alert",
    ),
    "organization": ("name", "description"),
    "location": ("name", "description", "transportation"),
}
#: Organizations and places are written in it.
ITALIAN: Final = "it"
#: State of a text that is not a translation.
SOURCE: Final = "source"


#: What texts are translated of.
Entry = Service | Organization | Location


@dataclass(frozen=True)
class Text:
    """`language` is the one that `text` is in; `stale`: its source changed after it was translated."""

    text: str
    language: str
    state: str
    stale: bool = False


def digest(text: str) -> str:
    """What tells whether a source text is still the one that was translated."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:32]


def root_of(entry: Any) -> str:
    """The name of the key under which an entry's translations stand: service, organization, location."""
    return str(entry._meta.model_name)


def source_language(entry: Any) -> str:
    """Language of an entry's own texts."""
    return str(getattr(entry, "source_language", ITALIAN))


def load_texts(actor: Actor, services: Sequence[Service], language: str) -> None:
    """Read the published translations of services, of their organizations and of the places that were
    loaded with them (`places`), in one query."""
    entries: list[Entry] = []
    for service in services:
        entries += [service, service.organization]
        entries += [at.location for at in getattr(service, "places", [])]
    load_entry_texts(actor, entries, language)


def load_entry_texts(actor: Actor, entries: Sequence[Entry], language: str) -> None:
    """Read the published translations of these very entries, in one query."""
    by_key: dict[Any, dict[str, Translation]] = {entry.pk: {} for entry in entries}
    if any(source_language(entry) != language for entry in entries):
        wanted = Q(pk__in=[])
        for root in FIELDS:
            wanted |= Q(**{f"{root}__in": {entry.pk for entry in entries if root_of(entry) == root}})
        rows = Translation.objects.visible_to(actor).filter(
            wanted, language=language, state=Translation.State.PUBLISHED
        )
        for row in rows:
            by_key[row.service_id or row.organization_id or row.location_id][row.field] = row
    for entry in entries:
        entry.__dict__["_texts"] = (language, by_key[entry.pk])


def said(entry: Any, field: str, language: str) -> Text:
    """What an entry says in this language, or in its own where nothing is published in this one."""
    own = str(getattr(entry, field, "") or "")
    loaded, texts = entry.__dict__.get("_texts", ("", {}))
    if language == source_language(entry) or not own:
        return Text(own, source_language(entry), SOURCE)
    if loaded != language:
        raise LookupError(f"load_texts() was not called for {language!r}")
    row = texts.get(field)
    if row is None or not row.text:
        return Text(own, source_language(entry), SOURCE)
    return Text(row.text, language, row.state, row.source_digest != digest(own))
