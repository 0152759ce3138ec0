"""One cell as a day, a year, a number… as people in Italy write them. Each raises ValueError with words for the reader."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from accanto.network import municipalities
from accanto.network.municipalities import plain

#: Years of a birth, and of what happens in a case.
FIRST_YEAR, LAST_YEAR = 1900, 2100
_MONTHS = (
    ("gen", "jan"), ("feb",), ("mar",), ("apr",), ("mag", "may"), ("giu", "jun"), ("lug", "jul"), ("ago", "aug"), ("set", "sep"),
    ("ott", "oct"), ("nov",), ("dic", "dec"),
)  # fmt: skip
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_ITALIAN = re.compile(r"^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})$")
_IN_WORDS = re.compile(r"^(\d{1,2})[°º]?\s+([^\W\d]{3,})\.?\s+(\d{4}|\d{2})$")
#: Days as spreadsheets count them, where the cell lost its format: from 1927 to 2064.
_SERIAL, _FIRST_SERIAL, _LAST_SERIAL = date(1899, 12, 30), 10_000, 60_000
_YES = frozenset({"si", "s", "x", "yes", "y", "vero", "true", "ok", "1"})
_NO = frozenset({"", "no", "n", "falso", "false", "0"})
_TICKS = frozenset("✓✔☑")
_TWO_NUMBERS = re.compile(r"\d{5}[^\d+]*[/;,\n]\D*\d{5}|\d{5}\s+(?:o|e|-)\s+\d{5}")
#: A number that a spreadsheet shortened: 3.33E+09.
_SHORTENED = re.compile(r"^\d+([.,]\d+)?[eE]\+\d+$")
_LONGEST = 200


def day(said: str, *, later_century: bool = True) -> date:
    """A day. Two figures of a year are of this century, or, of a birth, of the last where it would be still to come."""
    said = said.strip()
    if found := _ISO.match(said):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _ITALIAN.match(said):
        return _date(_century(found[3], later_century), int(found[2]), int(found[1]))
    if found := _IN_WORDS.match(said):
        for number, names in enumerate(_MONTHS, 1):
            if plain(found[2]).startswith(names):
                return _date(_century(found[3], later_century), number, int(found[1]))
    if said.isascii() and said.isdigit() and _FIRST_SERIAL <= int(said[:6]) <= _LAST_SERIAL:
        return _SERIAL + timedelta(days=int(said))
    raise ValueError(_("This is no day: write it as 31/12/2025."))


def _century(year: str, later: bool) -> int:
    number = int(year)
    if len(year) > 2:  # noqa: PLR2004  a whole year
        return number
    from django.utils import timezone

    this = timezone.localdate().year
    return 2000 + number if later or 2000 + number <= this else 1900 + number


def _date(year: int, month: int, number: int) -> date:
    try:
        found = date(year, month, number)
    except ValueError as error:
        raise ValueError(_("There is no such day.")) from error
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(_("Look at the year."))
    return found


def year(said: str) -> int:
    """A year, alone or of a day."""
    said = said.strip()
    if said.isascii() and said.isdigit() and len(said) == 4:  # noqa: PLR2004  figures of a year
        found = int(said)
        if FIRST_YEAR <= found <= LAST_YEAR:
            return found
        raise ValueError(_("Look at the year."))
    return day(said, later_century=False).year


def yes(said: str) -> bool:
    word = plain(said)
    if word in _YES or said.strip() in _TICKS:
        return True
    if word in _NO:
        return False
    raise ValueError(_("Write x, yes or no."))


def phone(said: str) -> str:
    said = said.strip()
    if _SHORTENED.match(said):
        raise ValueError(_("The spreadsheet has shortened this number: write it again as text."))
    if _TWO_NUMBERS.search(said):
        raise ValueError(_("There are two numbers here: keep one."))
    if not 6 <= len(re.sub(r"\D", "", said)) <= 20 or len(said) > 60:  # noqa: PLR2004  figures of a number
        raise ValueError(_("This is no telephone number."))
    return said


def email(said: str) -> str:
    said = said.strip()
    try:
        validate_email(said)
    except ValidationError as error:
        raise ValueError(_("This is no e-mail address.")) from error
    return said


def town(said: str) -> str:
    """The ISTAT code of a municipality."""
    found = municipalities.find(said[:120])
    if len(found) == 1:
        return found[0].istat_code
    if found:
        names = ", ".join(map(str, found[:4]))
        raise ValueError(_("More than one is called so: %(names)s.") % {"names": names})
    raise ValueError(_("No municipality is called %(name)s.") % {"name": said[:60]})


def name(said: str) -> str:
    """A name of one person, on one line."""
    two = re.search(r"[\n;/&+]|\s(?:e|ed|and)\s", said.strip(), re.IGNORECASE)
    if two:
        raise ValueError(_("Two persons seem to stand in one cell: one row a person."))
    found = " ".join(said.split())
    if len(found) > _LONGEST:
        raise ValueError(_("This is longer than a name."))
    return found


def name_in_two(said: str, *, family_first: bool) -> tuple[str, str]:
    """(given, family) of a name in one cell. A comma or capitals say which is the family name, else the order does."""
    text = name(said)
    if "," in text:
        family, _comma, given = text.partition(",")
        return given.strip(), family.strip()
    words = text.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if capitals and len(capitals) < len(words):
        return " ".join(word for word in words if word not in capitals), " ".join(capitals)
    if family_first:
        return " ".join(words[1:]), words[0] if words else ""
    return words[0] if words else "", " ".join(words[1:])
