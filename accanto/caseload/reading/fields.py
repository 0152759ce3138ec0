"""What a column of a register can be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from accanto.core.words import Area


class Kind(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    DAY = "day"
    YEAR = "year"
    CODED = "coded"  # one word of a list
    MANY = "many"  # several words of a list
    YES = "yes"
    PHONE = "phone"
    EMAIL = "email"
    TOWN = "town"


@dataclass(frozen=True)
class Field:
    """A field of ours: its key, its title and guide in words, an example, and where it belongs."""

    key: str
    title: Any
    guide: Any
    kind: Kind = Kind.TEXT
    example: str = ""
    group: Any = ""


_WHO, _FACTS, _HOME, _CASE, _SITUATION, _NEEDS, _NOTES = (
    _("Who it is"), _("Facts"), _("Household"), _("Case"), _("Situation at the beginning"), _("Needs"), _("Notes and permit"),
)  # fmt: skip
#: Columns of needs begin so: one for each area, with yes, no or x.
NEED = "need_"
_DAY = _("A day as 31/12/2025; of a birth the year alone is enough.")
_YES = _("x, yes or no.")

FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        Field("given_name", _("Given name"), _("Of one person: one row a person."), example="Amara", group=_WHO),
        Field("family_name", _("Family name"), _("Leave it empty where there is none."), example="Prova", group=_WHO),
        Field("full_name", _("Name and family name in one cell"), _("In this order. With a comma, the family name comes first."), group=_WHO),
        Field("name_reversed", _("Family name and name in one cell"), _("In this order."), group=_WHO),
        Field("also_known_as", _("Also known as"), _("Other names or spellings."), group=_WHO),
        Field("person_key", _("Number of the person in your register"), _("Rows with the same number are the same person."), example="17", group=_WHO),
        Field("phone", _("Telephone"), _("One number."), Kind.PHONE, group=_WHO),
        Field("email", _("E-mail"), _("One address."), Kind.EMAIL, "amara@example.org", _WHO),
        Field("address", _("Address"), _("Street and number."), group=_WHO),
        Field("document", _("Document or tax code"), _("Its number alone."), group=_WHO),
        Field("born", _("Date or year of birth"), _("Only the year is kept."), Kind.YEAR, "1994", _FACTS),
        Field("gender", _("Gender"), _("M, F, woman, man…"), Kind.CODED, "F", _FACTS),
        Field("nationality", _("Nationality"), _("A country or a nationality in words."), Kind.CODED, "nigeriana", _FACTS),
        Field("language", _("Preferred language"), _("One language."), Kind.CODED, "inglese", _FACTS),
        Field("languages", _("Languages spoken"), _("With a comma between them."), Kind.MANY, "inglese, edo", _FACTS),
        Field("municipality", _("Lives in"), _("The name of a municipality."), Kind.TOWN, "Ottiglio (AL)", _FACTS),
        Field("in_italy_since", _("In Italy since"), _("A year or a day."), Kind.YEAR, "2021", _FACTS),
        Field("household", _("Household"), _("The same number or word for all who live together."), example="N3", group=_HOME),
        Field("relation", _("Relation in the household"), _("Wife, son, mother…"), Kind.CODED, "moglie", _HOME),
        Field("opened_on", _("Case opened on"), _DAY, Kind.DAY, "03/04/2025", _CASE),
        Field("operator", _("Operator"), _("Name or e-mail of someone who works here today."), Kind.CODED, group=_CASE),
        Field("territory", _("Territory"), _("One of the project's."), Kind.CODED, group=_CASE),
        Field("state", _("Open or closed"), _("Open, closed, in progress…"), Kind.CODED, "aperto", _CASE),
        Field("closed_on", _("Case closed on"), _DAY, Kind.DAY, group=_CASE),
        Field("outcome", _("How it ended"), _("Autonomy, moved, contact lost…"), Kind.CODED, group=_CASE),
        Field("labour", _("Work"), _("In work, without work, training…"), Kind.CODED, "disoccupata", _SITUATION),
        Field("housing", _("Home"), _("Reception centre, rented, with friends…"), Kind.CODED, "SAI", _SITUATION),
        Field("italian", _("Level of Italian"), _("From A1 to C2, or in words."), Kind.CODED, "A2", _SITUATION),
        Field("mobility", _("Getting around"), _("Licence, bicycle, bus…"), Kind.CODED, group=_SITUATION),
        Field("ties", _("Social ties"), _("Alone, friends, groups…"), Kind.CODED, group=_SITUATION),
        Field("digital", _("Digital skills"), _("None, telephone, basic…"), Kind.CODED, group=_SITUATION),
        Field("needs", _("Needs"), _("Areas with a comma between them."), Kind.MANY, "casa, lavoro", _NEEDS),
        *(Field(f"{NEED}{area.value}", area.label, _YES, Kind.YES, group=_NEEDS) for area in Area),
        Field("note", _("Note"), _("It becomes a talk of the case, on its day."), example="Primo colloquio", group=_NOTES),
        Field("note_on", _("Day of the note"), _("Without one, the day the case was opened."), Kind.DAY, group=_NOTES),
        Field("permit_kind", _("Permit"), _("Never required."), Kind.CODED, group=_NOTES),
        Field("permit_expires", _("Permit valid until"), _("A day."), Kind.DAY, group=_NOTES),
    )
}  # fmt: skip

NAMES = ("given_name", "family_name", "full_name", "name_reversed")
SITUATION = ("labour", "housing", "italian", "mobility", "ties", "digital")
#: Columns of which a sheet has several: each is read, one after the other.
SEVERAL = ("note", "needs")


def title_of(key: str) -> str:
    """A field's title, in the reader's language; of an area of need, that it is one."""
    field = FIELDS[key]
    return str(_("Need: %(area)s") % {"area": field.title}) if key.startswith(NEED) else str(field.title)
