"""The scale of autonomy: fifteen areas, five steps each said in a sentence. Read with the person, in their language.

Our own text (European Union Public Licence), after the idea of anchored steps of the Self-Sufficiency Matrix and
the bonds, bridges and links of the Home Office's Indicators of Integration (2019); the steps of the language area
are levels of the Common European Framework. What each step is worth for a person is said by its sentence, never by
a sum: the scale has no total (GDPR art. 22).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    """Whose view a picture is."""

    BOTH = "both", _("Said together")
    PERSON = "person", _("The person's own view")
    OPERATOR = "operator", _("The operator's view")


#: Values beside the steps 1 to 5.
NOT_APPLICABLE, NOT_RECORDED = 0, 9


@dataclass(frozen=True)
class ScaleArea:
    """An area of the scale: its column, its name, and a sentence for each of the steps 1 to 5."""

    key: str
    name: Any
    steps: tuple[Any, Any, Any, Any, Any]

    def sentence(self, step: int) -> Any:
        """The words of a step from 1 to 5."""
        return self.steps[step - 1]

    def choices(self) -> list[tuple[int, Any]]:
        """For a form: the steps, "does not apply", "not recorded"."""
        steps = list(enumerate(self.steps, 1))
        return [*steps, (NOT_APPLICABLE, _("Does not apply")), (NOT_RECORDED, _("Not recorded"))]


WORK = ScaleArea("work", _("Work"), (
    _("No work, and not looking for any"),
    _("Looks for work, or works now and then or without a contract"),
    _("A traineeship or a short regular job"),
    _("Regular work, but not stable or below their skills"),
    _("Regular, stable work that fits"),
))  # fmt: skip
HOME = ScaleArea("home", _("Home"), (
    _("No home, or about to lose it"),
    _("An emergency place, too crowded, or a stay that may end any day"),
    _("A place in reception, or a home paid with help"),
    _("A contract of their own, hard to pay"),
    _("A good home of their own that they can pay"),
))  # fmt: skip
EDUCATION = ScaleArea("education", _("School and training"), (
    _("Never went to school, or studies that cannot be used"),
    _("Signed up, but rarely goes"),
    _("Goes regularly"),
    _("Has a certificate, or asked to have one recognised"),
    _("A recognised certificate that fits what they want to do"),
))  # fmt: skip
HEALTH = ScaleArea("health", _("Health"), (
    _("Needs care urgently and has none"),
    _("No family doctor, or only the emergency room"),
    _("Has a family doctor, goes with someone's help"),
    _("Handles everyday care alone"),
    _("Handles care and prevention for themselves and the family"),
))  # fmt: skip
LEISURE = ScaleArea("leisure", _("Free time"), (
    _("Alone, nothing to do"),
    _("Something now and then"),
    _("Takes part in what the project offers"),
    _("Often does things they chose"),
    _("Has regular activities, helps to run some"),
))  # fmt: skip
BONDS = ScaleArea("bonds", _("People to trust"), (
    _("Nobody to trust"),
    _("One person, rarely seen"),
    _("A few people of the same origin"),
    _("Several people they can rely on"),
    _("People who help, and whom they help"),
))  # fmt: skip
BRIDGES = ScaleArea("bridges", _("People of the place"), (
    _("No contact with people of another origin"),
    _("Only with operators"),
    _("Knows people in places they go to"),
    _("Has friends or good neighbours"),
    _("Takes part in mixed groups regularly"),
))  # fmt: skip
SERVICES = ScaleArea("services", _("Services"), (
    _("Does not know the services"),
    _("Knows them, but does not get in"),
    _("Goes with a mediator"),
    _("Goes alone to the usual ones"),
    _("Uses them and shows others the way"),
))  # fmt: skip
LANGUAGE = ScaleArea("language", _("Italian"), (
    _("Cannot make themselves understood yet (below A1)"),
    _("A1: a few everyday words"),
    _("A2: simple talk"),
    _("B1: everyday life"),
    _("B2 or more: independent"),
))  # fmt: skip
CULTURE = ScaleArea("culture", _("How things work here"), (
    _("Does not know the basic rules of the place"),
    _("Knows some, often misunderstands"),
    _("Knows them, asks in new situations"),
    _("At ease in everyday situations"),
    _("Explains them to others"),
))  # fmt: skip
DIGITAL = ScaleArea("digital", _("Digital skills"), (
    _("Uses no device"),
    _("Only calls and messages"),
    _("Uses online services with help"),
    _("Uses the digital identity and the main services alone"),
    _("Handles any matter online"),
))  # fmt: skip
SAFETY = ScaleArea("safety", _("Safety"), (
    _("In danger now (violence, exploitation, trafficking)"),
    _("In danger not long ago, not fully protected"),
    _("Protected by measures that are in place"),
    _("Safe, and knows whom to call"),
    _("Safe, and knows their rights"),
))  # fmt: skip
STABILITY = ScaleArea("stability", _("Income and permit"), (
    _("No income, and a permit about to end"),
    _("Too little income, or an uncertain permit"),
    _("The basic costs are covered with help"),
    _("Pays the costs alone, the permit can be renewed"),
    _("A stable income and a long-term permit, or asked for"),
))  # fmt: skip
RIGHTS = ScaleArea("rights", _("Rights and duties"), (
    _("Does not know their rights and duties"),
    _("Knows them, but does not use them"),
    _("Uses them with help"),
    _("Uses them alone"),
    _("Takes part in public life"),
))  # fmt: skip
MOBILITY = ScaleArea("mobility", _("Getting around"), (
    _("Does not get about alone"),
    _("Only on foot, on known ways"),
    _("Known buses and trains, with help at first"),
    _("Buses and trains alone"),
    _("Gets anywhere for work and services, by licence, bicycle or bus"),
))  # fmt: skip

#: The fifteen areas in the order in which they are asked, under a heading for each group.
GROUPS: tuple[tuple[Any, tuple[ScaleArea, ...]], ...] = (
    (_("Work, home, income"), (WORK, HOME, STABILITY, EDUCATION)),
    (_("Health and safety"), (HEALTH, SAFETY)),
    (_("People around them"), (BONDS, BRIDGES, LEISURE)),
    (_("In the place"), (LANGUAGE, CULTURE, SERVICES, RIGHTS, MOBILITY, DIGITAL)),
)
SCALE: tuple[ScaleArea, ...] = tuple(area for _title, areas in GROUPS for area in areas)


def letter_words() -> dict[str, str]:
    """What the product itself says on a printed letter."""
    return {
        "signature": gettext("Signature"),
        "unprintable_words": gettext(
            "A box stands for each letter that could not be printed: write it by hand."
        ),
    }
