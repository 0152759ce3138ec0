"""Words of the skills assessment that its person reads, on the screen and on their CV, in five languages.

Sections follow the EU Skills Profile Tool for Third Country Nationals (education, experience, languages, digital and other
skills, expectations, the adviser's view and next steps). Codes: ISCED 2011 attainment, CEFR by skill, DigComp 2.2 areas.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accanto.core.words import LanguageLevel


class Section(models.TextChoices):
    """A part of the assessment: one short form."""

    EDUCATION = "education", _("School and studies")
    QUALIFICATIONS = "qualifications", _("Qualifications and their recognition")
    WORK = "work", _("Work done so far")
    LANGUAGES = "languages", pgettext_lazy("of a person", "Languages")
    DIGITAL = "digital", _("Computer and telephone")
    LICENCE = "licence", pgettext_lazy("section", "Driving licence")
    SKILLS = "skills", _("What I can do")
    ASPIRATIONS = "aspirations", _("Work I would like")
    CONDITIONS = "conditions", _("When and where I can work")
    OVERALL = "overall", _("What we see together")
    AGREED = "agreed", _("What we agreed to do")


class Attainment(models.TextChoices):
    """Highest level of a school or course: ISCED 2011; below primary it tells apart who never went to school."""

    NEVER = "none", _("Never went to school")
    BELOW = "0", _("Primary school, not finished")
    PRIMARY = "1", _("Primary school")
    LOWER = "2", _("Lower secondary school")
    UPPER = "3", _("Upper secondary school")
    POST = "4", _("Course after secondary school")
    SHORT = "5", _("Short higher course")
    BACHELOR = "6", _("Bachelor's degree")
    MASTER = "7", _("Master's degree")
    DOCTOR = "8", _("Doctorate")


class Ended(models.TextChoices):
    YES = "yes", _("Finished")
    NO = "no", _("Left before the end")
    GOING = "going", _("Still going on")


class Paper(models.TextChoices):
    """The paper that proves it."""

    ORIGINAL = "original", _("The original is here")
    COPY = "copy", _("A copy or a photo")
    ASKABLE = "askable", _("It can be asked for")
    LOST = "lost", _("Lost, or left behind")
    NEVER = "never", _("There never was one")
    NOT_APPLICABLE = "na", _("Does not apply")


class Recognition(models.TextChoices):
    """How far a foreign qualification is recognised in Italy."""

    NONE = "none", _("Nothing asked yet")
    ASKED = "asked", _("Asked, waiting")
    COMPARED = "compared", _("Statement of comparability (CIMEA)")
    VALUE = "value", _("Declaration of value")
    EQUIVALENT = "equivalent", _("Equivalence for a purpose")
    RECOGNISED = "recognised", _("Recognised")
    REFUSED = "refused", pgettext_lazy("qualification", "Refused")
    NOT_APPLICABLE = "na", _("Italian: nothing to recognise")


class WorkKind(models.TextChoices):
    CONTRACT = "contract", _("With a contract")
    INFORMAL = "informal", _("Without a contract")
    OWN = "own", _("On my own account")
    FAMILY = "family", _("In the family, unpaid")
    VOLUNTARY = "voluntary", _("As a volunteer")
    TRAINING = "training", _("Training or traineeship")


#: The five skills of the CEFR's self-assessment grid, in its order.
LANGUAGE_SKILLS: dict[str, Any] = {
    "listening": _("Listening"),
    "reading": _("Reading"),
    "interaction": _("Talking with someone"),
    "production": _("Telling something"),
    "writing": _("Writing"),
}
#: Levels that the CEFR itself has; those before A1 are ours.
CEFR = (
    LanguageLevel.A1,
    LanguageLevel.A2,
    LanguageLevel.B1,
    LanguageLevel.B2,
    LanguageLevel.C1,
    LanguageLevel.C2,
)
#: Scripts by ISO 15924; their names come from CLDR.
SCRIPTS = ("Latn", "Arab", "Cyrl", "Ethi", "Beng", "Deva", "Guru", "Taml", "Hani", "Geor", "Tfng", "Nkoo")
#: The five areas of DigComp 2.2.
DIGITAL_AREAS: dict[str, Any] = {
    "information": _("Finding information"),
    "communication": _("Writing to others, online services"),
    "content": _("Texts, photos, forms"),
    "safety": _("Passwords and fraud"),
    "problems": _("When something does not work"),
}


class DigitalStep(models.TextChoices):
    """Said in plain words; beside each, the levels of DigComp 2.2."""

    NONE = "0", pgettext_lazy("skill", "Not yet")
    HELPED = "1", pgettext_lazy("skill", "With help")  # foundation, 1
    ALONE = "2", pgettext_lazy("skill", "Alone, everyday things")  # foundation 2 to intermediate 3
    SHOWS = "3", pgettext_lazy("skill", "Alone, new things too")  # intermediate 4 and above


#: Categories of Directive 2006/126/EC, as they stand in the table of a licence.
LICENCES = ("AM", "A1", "A2", "A", "B1", "B", "BE", "C1", "C1E", "C", "CE", "D1", "D1E", "D", "DE")


class Convertible(models.TextChoices):
    VALID = "valid", _("Valid in Italy as it is")
    YES = "yes", _("Can be converted")
    ASKED = "asked", _("Being converted")
    NO = "no", _("Cannot be converted: a new one is needed")


class HowWell(models.TextChoices):
    LITTLE = "little", pgettext_lazy("skill", "A little")
    WELL = "well", pgettext_lazy("skill", "Well")
    TEACHES = "teaches", _("I could teach it")


class Learned(models.TextChoices):
    WORK = "work", _("At work")
    HOME = "home", _("At home, in the family")
    SCHOOL = "school", _("At school or on a course")
    ALONE = "alone", _("By myself")


class Hours(models.TextChoices):
    FULL = "full", _("Full time")
    PART = "part", _("Part time")
    MORNINGS = "mornings", _("Mornings")
    AFTERNOONS = "afternoons", _("Afternoons")
    EVENINGS = "evenings", _("Evenings")
    NIGHTS = "nights", _("Nights")
    WEEKENDS = "weekends", _("Weekends")


class Travel(models.TextChoices):
    WALK = "walk", _("As far as I can walk")
    HALF = "half", _("Up to half an hour")
    HOUR = "hour", _("Up to an hour")
    FAR = "far", _("More than an hour")
    MOVE = "move", _("I would move house")


#: What makes it hard to work. It stands in the assessment, never on a CV.
OBSTACLES: list[tuple[str, Any]] = [
    ("children", _("Nobody to look after the children")),
    ("health", pgettext_lazy("makes work hard", "Health")),
    ("transport", _("No means of getting there")),
    ("language", pgettext_lazy("makes work hard", "Italian")),
    ("reading", _("Reading and writing")),
    ("recognition", _("A qualification that is not recognised")),
    ("permit", pgettext_lazy("makes work hard", "The permit")),
    ("home", pgettext_lazy("makes work hard", "The home")),
]
#: Who does what was agreed.
WHO: list[tuple[str, Any]] = [
    ("person", pgettext_lazy("does it", "The person")),
    ("operator", pgettext_lazy("does it", "The operator")),
    ("service", pgettext_lazy("does it", "A service")),
]
#: What a CV may hold of who someone is; all of it is off until the person says so, but the name.
PERSONAL: dict[str, Any] = {
    "name": pgettext_lazy("on a CV", "Name"),
    "phone": pgettext_lazy("on a CV", "Telephone"),
    "email": pgettext_lazy("on a CV", "E-mail"),
    "address": pgettext_lazy("on a CV", "Address"),
    "birth": _("Year of birth"),
    "nationality": pgettext_lazy("on a CV", "Nationality"),
    "photo": _("Space for a photo"),
}
#: Sections that a CV may hold. What is agreed and seen together stays between those who spoke.
ON_CV = (
    Section.WORK,
    Section.EDUCATION,
    Section.QUALIFICATIONS,
    Section.LANGUAGES,
    Section.DIGITAL,
    Section.LICENCE,
    Section.SKILLS,
    Section.ASPIRATIONS,
    Section.CONDITIONS,
)


class Layout(models.TextChoices):
    AFTER = "after", _("One language after the other")
    BESIDE = "beside", _("Two languages side by side")
    ITALIAN = "it", _("Italian alone")
    OWN = "own", _("The person's language alone")


TITLE = _("Curriculum vitae")
FIRST_LANGUAGE = _("Mother tongue")
SCRIPTS_READ = _("Reads and writes: %(scripts)s")
NOW = _("until today")
UNPRINTABLE = _("A box stands for each letter that could not be printed: write it by hand.")

# What the person reads on their own page.
YOURS = _("Your skills and your CV")
YOURS_SHORT = _("What you told your operator. Something wrong? Tell them: it is changed.")
PRINT = _("Your CV (PDF)")
