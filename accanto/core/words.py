"""The one vocabulary of areas: needs, goals, actions and the directory all speak it.

So a need leads to actions and to services with nobody translating between lists (domain.md,
"Areas of a plan"). Words of this module are read by the public: they are translated into all five
languages.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _


class Area(models.TextChoices):
    """An area of need."""

    EMPLOYMENT = "employment", _("Work")
    HOUSING = "housing", _("Home")
    LANGUAGES = "languages", _("Italian and other languages")
    EDUCATION = "education", _("School and training")
    HEALTH = "health", _("Health and wellbeing")
    LEGAL = "legal", _("Legal help and documents")
    SOCIAL = "social", _("Social life and culture")
    MONEY = "money", _("Money and papers")
    MOBILITY = "mobility", _("Getting around")
    FAMILY = "family", _("Family and care")
    DIGITAL = "digital", _("Digital skills")


#: The icon of each area in the sprite, the same on every page.
AREA_ICONS = {
    Area.EMPLOYMENT: "ac-work",
    Area.HOUSING: "ac-home",
    Area.LANGUAGES: "it-comment",
    Area.EDUCATION: "ac-school",
    Area.HEALTH: "ac-heart",
    Area.LEGAL: "ac-scales",
    Area.SOCIAL: "ac-people",
    Area.MONEY: "it-card",
    Area.MOBILITY: "ac-bus",
    Area.FAMILY: "ac-family",
    Area.DIGITAL: "ac-phone",
}


class Gender(models.TextChoices):
    """Gender as the person says it; Reg. (EU) 2021/1147 Annex VIII asks for a breakdown by gender."""

    FEMALE = "female", _("Woman")
    MALE = "male", _("Man")
    OTHER = "other", _("Other")
    UNDISCLOSED = "undisclosed", _("Prefers not to say")
    UNKNOWN = "unknown", _("Not recorded")


class LanguageLevel(models.TextChoices):
    """Levels of the Common European Framework of Reference (Council of Europe, 2001; Companion 2020).

    ALFA stands below Pre-A1: someone who learns to read and write for the first time.
    """

    ALFA = "alfa", _("Learning to read and write")
    PRE_A1 = "pre-a1", _("Pre-A1: a few words")
    A1 = "a1", _("A1: beginner")
    A2 = "a2", _("A2: simple talk")
    B1 = "b1", _("B1: everyday life")
    B2 = "b2", _("B2: independent")
    C1 = "c1", _("C1: fluent")
    C2 = "c2", _("C2: like a first language")
    UNKNOWN = "unknown", _("Not recorded")


class AgeBand(models.TextChoices):
    """Age where the year of birth is not known (brackets of Reg. (EU) 2021/1147, Annex VIII)."""

    MINOR = "minor", _("Under 18")
    ADULT = "adult", _("18 to 60")
    OLDER = "older", _("Over 60")
    UNKNOWN = "unknown", _("Not recorded")


#: ISO 639-3 of a person's language -> the language of our words.
_OURS = {
    "ita": "it",
    "eng": "en",
    "fra": "fr",
    "ara": "ar",
    "ary": "ar",
    "arz": "ar",
    "apc": "ar",
    "ron": "ro",
}


def our_language(code: str) -> str | None:
    """The language of ours for a person's language (ISO 639-3); None where we have no words of it."""
    return _OURS.get(code)


def words_of_day(value: date, form: str = "j M Y") -> str:
    """A date in the reader's way. Months are written small in every language but English."""
    said = str(formats.date_format(value, form))
    return said if (get_language() or "").startswith("en") else said.lower()


def words_of_count(count: int, more: bool) -> str:
    """How many were found; `more` says that they were counted no further."""
    if more:
        return ngettext("More than %(count)s result", "More than %(count)s results", count) % {"count": count}
    return ngettext("%(count)s result", "%(count)s results", count) % {"count": count}


class PlaceKind(models.TextChoices):
    """Where people are met, and where leaflets are left."""

    SCHOOL = "school", _("School")
    LIBRARY = "library", _("Library")
    SURGERY = "surgery", _("Doctor's or paediatrician's surgery")
    TOWN_HALL = "town_hall", _("Municipal office")
    WORSHIP = "worship", _("Place of worship")
    SQUARE = "square", _("Square, station, street")
    WORKPLACE = "workplace", _("Workplace")
    RECEPTION = "reception", _("Reception centre")
    ASSOCIATION = "association", _("Association or club")
    OTHER = "other", _("Other")


NO_MUNICIPALITY = _("No municipality is called %(name)s.")
SEVERAL_MUNICIPALITIES = _("More than one is called so: %(names)s.")


#: Read by whoever fills in a form, staff or not, when a colleague or the other side was faster.
CHANGED_MEANWHILE = _(
    "Someone else changed this while you were writing. What you typed is still here: "
    "look at what they wrote beside it, choose, then save again."
)
#: For what is asked of whoever signed in a short while ago, where they have no password.
NEW_LINK_FIRST = _("For this, come in again with a new link: then we know that it is you.")
