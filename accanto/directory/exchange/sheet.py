"""The plain spreadsheet: one row for each service at a place, for those who keep theirs in a table.

Columns are known by their key, or by their title in Italian or English; the template has a guide to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accanto.core.gate import clean_text
from accanto.core.reference import language_name
from accanto.core.sheets import said_in
from accanto.core.words import Area
from accanto.directory.exchange.flatten import Flat, Flattener, NotHsds, stable_id
from accanto.directory.exchange.tables import TABLES
from accanto.directory.operations.vocabulary import area_terms

#: Languages in which a title is known.
TITLES = ("it", "en")
_LIST = re.compile(r"\s*[;,|\n]\s*")


@dataclass(frozen=True)
class SheetColumn:
    """A column: its key, title and guide; and where it goes in the HSDS document of the row."""

    key: str
    title: str
    guide: str
    example: str = ""
    required: bool = False

    def titles(self) -> set[str]:
        found = {self.key.casefold()}
        for language in TITLES:
            found.add(said_in(self.title, language).casefold())
        return found


COLUMNS = (
    SheetColumn("name", gettext_noop("Service"), gettext_noop("What it is called."), "Sportello casa", True),
    SheetColumn("organization", gettext_noop("Organisation"), gettext_noop("Who offers it. The same name is the same organisation."), "Associazione di esempio", True),
    SheetColumn("description", gettext_noop("What it offers"), gettext_noop("In plain words."), "Aiuto per cercare casa"),
    SheetColumn("areas", gettext_noop("Areas"), gettext_noop("Areas of need, with a semicolon between them."), "Casa; Lavoro"),
    SheetColumn("municipality", gettext_noop("ISTAT code"), gettext_noop("The six digits of the municipality."), "006114"),
    SheetColumn("city", gettext_noop("Town"), gettext_noop("Only with an address."), "Ottiglio"),
    SheetColumn("province", gettext_noop("Province"), gettext_noop("Two letters, only with an address."), "AL"),
    SheetColumn("postal_code", gettext_noop("Postal code"), gettext_noop("Only with an address."), "15038"),
    SheetColumn("address", gettext_noop("Address"), gettext_noop("Street and number."), "Piazza di Esempio 1"),
    SheetColumn("latitude", gettext_noop("Latitude"), gettext_noop("In degrees, with a point or a comma."), ""),
    SheetColumn("longitude", gettext_noop("Longitude"), gettext_noop("In degrees, with a point or a comma."), ""),
    SheetColumn("hours", gettext_noop("Opening hours"), gettext_noop("In words."), "martedì 9-12"),
    SheetColumn("phone", gettext_noop("Telephone"), gettext_noop("One number."), ""),
    SheetColumn("email", gettext_noop("E-mail"), gettext_noop("Of the office, not of a person."), "casa@example.org"),
    SheetColumn("url", gettext_noop("Website"), gettext_noop("It begins with https://"), "https://example.org"),
    SheetColumn("languages", gettext_noop("Languages spoken"), gettext_noop("Codes with a semicolon between them: it; ar; fr."), "it; ar; fr"),
    SheetColumn("cost", gettext_noop("Price"), gettext_noop("In words; empty when not known."), "gratuito"),
    SheetColumn("eligibility", gettext_noop("For whom"), gettext_noop("In words."), "chi cerca casa"),
    SheetColumn("minimum_age", gettext_noop("From the age of"), gettext_noop("A whole number."), "18"),
    SheetColumn("maximum_age", gettext_noop("Up to the age of"), gettext_noop("A whole number."), ""),
    SheetColumn("application", gettext_noop("How to get it"), gettext_noop("In words."), "senza appuntamento"),
    SheetColumn("documents", gettext_noop("Documents to bring"), gettext_noop("With a semicolon between them."), "documento di identità"),
    SheetColumn("checked_on", gettext_noop("Checked on"), gettext_noop("The day on which someone last asked whether it is true."), "2026-05-31"),
    SheetColumn("id", gettext_noop("Identifier"), gettext_noop("Only for entries that came from here; leave it empty for new ones."), ""),
)  # fmt: skip

#: Columns of the sheet that are columns of the service.
_PLAIN = {
    "name": "name", "description": "description", "email": "email", "url": "url", "eligibility": "eligibility_description",
    "minimum_age": "minimum_age", "maximum_age": "maximum_age", "application": "application_process",
    "checked_on": "assured_date", "id": "id",
}  # fmt: skip


def named(rows: list[list[str]]) -> list[dict[str, str]]:
    """Rows by the columns' keys, unknown columns by their title. Raises NotHsds without a head that says enough."""
    if not rows:
        raise NotHsds(_("The sheet is empty."))
    titles = {title: column.key for column in COLUMNS for title in column.titles()}
    head = [
        titles.get(clean_text(cell).strip().rstrip(" *").casefold(), clean_text(cell).strip()[:80])
        for cell in rows[0]
    ]
    missing = [column for column in COLUMNS if column.required and column.key not in head]
    if missing:
        names = ", ".join(_(column.title) for column in missing)
        raise NotHsds(_("These columns are missing in the first row: %(names)s.") % {"names": names})
    known = [name for name in head if name]
    if len(set(known)) < len(known):
        raise NotHsds(_("Two columns have the same title."))
    if len(rows) < 2:
        raise NotHsds(_("There are no rows below the titles."))
    return [
        {name: clean_text(cell).strip() for name, cell in zip(head, row, strict=False) if name}
        for row in rows[1:]
    ]


def area_words() -> dict[str, str]:
    """Every word for an area that is understood -> the identifier of its term."""
    found = {}
    for area, term in area_terms().items():
        found[area] = str(term.pk)
        for language in TITLES:
            with translation.override(language):
                found[str(Area(area).label).casefold()] = str(term.pk)
    return found


def parts_of(row: dict[str, str], language: str, areas: dict[str, str]) -> list[Flat]:
    """The flat rows of one row of the sheet: its service first. `areas` are those of `area_words`."""
    said = {name: value for name, value in row.items() if value}
    organization = {"name": said.get("organization", "")}
    organization["id"] = stable_id(TABLES["organization"], organization)
    document: dict[str, Any] = {
        "status": "active",
        "source_language": language,
        "organization": organization if said.get("organization") else None,
        **{target: said[name] for name, target in _PLAIN.items() if name in said},
    }
    keys = {column.key for column in COLUMNS}
    document |= {name: value for name, value in said.items() if name not in keys}
    document.setdefault("id", _identifier(said, organization["id"]))
    if "areas" in said:
        words = [word.casefold() for word in _words(said["areas"])]
        document["attributes"] = [{"taxonomy_term_id": areas.get(word, word)} for word in words]
    _lists(document, said)
    _place(document, said, organization["id"])
    flattener = Flattener()
    flattener.add("service", document, "")
    parts = list(flattener.rows.values())
    return sorted(parts, key=lambda part: part["table"] != "service")


def _identifier(said: dict[str, str], organization: str) -> str:
    """The same service at another place is another row, and another entry."""
    place = " ".join(said.get(name, "") for name in ("municipality", "city", "address"))
    return stable_id(
        TABLES["service"], {"organization_id": organization, "name": f"{said.get('name', '')} {place}"}
    )


def _lists(document: dict[str, Any], said: dict[str, str]) -> None:
    if "languages" in said:
        document["languages"] = [
            {"code": word.lower(), "name": language_name(word.lower(), "it")}
            for word in _words(said["languages"])
        ]
    if "documents" in said:
        document["required_documents"] = [{"document": word} for word in _words(said["documents"])]
    for name, nest, column in (
        ("hours", "schedules", "description"),
        ("cost", "cost_options", "option"),
        ("phone", "phones", "number"),
    ):
        if name in said:
            document[nest] = [{column: said[name]}]


def _words(cell: str) -> list[str]:
    return list(dict.fromkeys(word for word in _LIST.split(cell.strip()) if word))


def _place(document: dict[str, Any], said: dict[str, str], organization: str) -> None:
    wanted = [said.get(name, "") for name in ("municipality", "city", "address", "latitude", "longitude")]
    if not any(wanted):
        return
    place: dict[str, Any] = {
        "id": stable_id(TABLES["location"], {"name": f"{organization} {' '.join(wanted)}"}),
        "location_type": "physical",
    }
    place |= {name: said[name] for name in ("municipality", "latitude", "longitude") if name in said}
    if "address" in said:
        address = {"address_1": said["address"], "country": "IT", "address_type": "physical"}
        address |= {
            target: said.get(name, "")
            for name, target in (
                ("city", "city"),
                ("province", "state_province"),
                ("postal_code", "postal_code"),
            )
        }
        place["addresses"] = [address]
    document["service_at_locations"] = [{"location": place}]


#: First word of a path in the document -> key of the column that it was read from.
_COLUMN_OF = {
    "organization": "organization", "attributes": "areas", "languages": "languages", "required_documents": "documents",
    "schedules": "hours", "cost_options": "cost", "phones": "phone", **{target: name for name, target in _PLAIN.items()},
}  # fmt: skip
#: Last word of a path below a place -> key of its column.
_PLACE_COLUMN = {"address_1": "address", "state_province": "province"}


def column_of(path: str) -> str:
    """The key of the column in which the place of a document stands."""
    first, last = re.split(r"[.\[]", path, maxsplit=1)[0], path.rsplit(".", 1)[-1]
    if first == "service_at_locations":
        return _PLACE_COLUMN.get(last, last)
    return _COLUMN_OF.get(first, first)


def title_of(key: str) -> str:
    """A column's title in the reader's language; what is no column of ours is called as in the file."""
    return next((_(column.title) for column in COLUMNS if column.key == key), key)


def said_by_column(reason: dict[str, Any]) -> dict[str, Any]:
    """A reason that names a place of the document, said of the column; an unknown area with those there are."""
    key = column_of(reason["at"])
    if key != "areas" or not reason["stops"]:
        return {**reason, "at": key}
    names = "; ".join(str(label) for label in Area.labels)
    return {**reason, "at": key, "why": _("An area is one of these: %(names)s.") % {"names": names}}


def guide() -> Iterable[tuple[SheetColumn, dict[str, tuple[str, str]]]]:
    """Each column with its title and guide by language."""
    for column in COLUMNS:
        said = {each: (said_in(column.title, each), said_in(column.guide, each)) for each in TITLES}
        yield column, said
