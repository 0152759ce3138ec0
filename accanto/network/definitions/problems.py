"""What can be wrong with a definition, said so that the one who wrote the file can mend it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MESSAGES: dict[str, Any] = {
    "not_readable": _("The file cannot be read."),
    "too_large": _("The file is larger than %(limit)s kB."),
    "not_utf8": _("The file is not UTF-8 text (byte %(position)s)."),
    "not_toml": _(
        "Here the file cannot be read as TOML: a quotation mark, a bracket or an equals sign is missing, "
        "or a word stands twice."
    ),
    "format_missing": _("The first line must be format = 1."),
    "format_unknown": _("Format %(found)s is not known; this version reads format 1."),
    "missing": _("%(key)s is missing."),
    "missing_one_of": _("One of these is needed: %(keys)s."),
    "unknown_key": _("%(key)s is not a key of this format."),
    "wrong_type": _("This must be %(expected)s."),
    "empty": _("This is empty."),
    "too_long": _("This is longer than %(limit)s characters."),
    "bad_character": _("There is a character here that cannot be shown."),
    "too_many": _("There are more than %(limit)s."),
    "out_of_range": _("This must be between %(low)s and %(high)s."),
    "bad_key": _("A key has small letters, digits, - and _, and starts with a letter."),
    "unknown_value": _("%(found)s is not known. Known: %(known)s."),
    "repeated_value": _("%(found)s is there twice."),
    "duplicate_key": _("The key %(key)s is used before, at %(first)s."),
    "text_language": _("%(language)s is not a language of the product. Known: %(known)s."),
    "text_italian": _("The Italian text (it) is missing."),
    "dates_reversed": _("The project ends before it starts."),
    "months_differ": _("From start to end there are %(counted)s months, not %(declared)s."),
    "started_differs": _("The year differs from the start date."),
    "two_leads": _("There is a lead partner already: %(first)s."),
    "no_lead": _("No partner is the lead partner."),
    "istat_unknown": _("%(code)s is not the ISTAT code of a municipality."),
    "place_unknown": _("There is no municipality called %(name)s."),
    "place_ambiguous": _(
        "More than one municipality is called %(name)s: %(found)s. Write the province or the code."
    ),
    "province_unknown": _("%(found)s is not a province of Italy."),
    "region_unknown": _("%(found)s is not a region of Italy."),
    "region_differs": _("The municipalities are in %(found)s, not here."),
    "cadence_twice": _("The cadence of this contact is given before, at %(first)s."),
    "cadence_impossible": _("%(at_least)s in %(days)s days are more than anyone can keep."),
    "check_in_twice": _("Write either every, or first_after_days and every_days."),
    "bad_month_day": _('This must be a day of the year as "08-10": month, then day.'),
    "phase_order": _("The phases come in this order: %(order)s."),
    "reference_unknown": _("%(found)s is not the key of %(kind)s of this project."),
    "bounds_order": _("The bounds must grow."),
    "weights_sum": _("Together these are %(total)s points; at most %(most)s."),
    "filter_unknown": _("%(compute)s takes no filter called %(filter)s."),
    "filter_missing": _("%(compute)s needs the filter %(filter)s."),
    "by_unfit": _("%(compute)s cannot be broken down by %(by)s."),
    "percent_target": _("A share is between 0 and 100."),
    "later_needs_declared": _("source_later is for figures that are declared."),
    "unit_differs": _("%(compute)s counts in %(unit)s."),
    "bad_name": _("This key has small letters, digits and single _ between them, and starts with a letter."),
    "taken_word": _("%(found)s stands for something else already: choose another word."),
    "text_is_sealed": _("What people write is always sealed: leave this out."),
    "out_of_range_count": _("There must be between %(low)s and %(high)s."),
    "placeholder_unknown": _("{%(found)s} is not a word that letters know. Known: %(known)s."),
    "brace_alone": _("A { or } stands alone: braces only hold a word of the list, as in {name}."),
    "field_fixed": _(
        "%(part)s of the field %(key)s was %(before)s in version %(version)s and cannot become %(now)s: "
        "answers are kept under it. Give the new question a key of its own, and leave the old one out."
    ),
    "support_kind_empty": _("No support of this project names one of these actions."),
}

#: Names of types and kinds, as they stand inside the sentences above.
TERMS: dict[str, Any] = {
    "text": _('a text by language: { it = "…", en = "…" }'),
    "string": _("a text in quotes"),
    "integer": _("a whole number"),
    "number": _("a number"),
    "boolean": _("true or false"),
    "date": _("a date: 2020-05-01"),
    "list": _("a list: [ … ]"),
    "table": _("a table"),
    "tables": _("a list of tables"),
    "work_package": _("a work package"),
    "partner": _("a partner"),
    "action": _("an action"),
    "purpose": _("a purpose"),
    "result": _("a result"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `where` counts from 1: `result[3].target` is in the third result."""

    where: str
    message_key: str
    params: dict[str, Any] = field(default_factory=dict)
    line: int | None = None

    @property
    def message(self) -> str:
        """What is wrong, in the reader's language."""
        words = {
            name: str(TERMS[value]) if name in ("expected", "kind") else value
            for name, value in self.params.items()
        }
        said = str(MESSAGES[self.message_key]) % words
        suggestion = self.params.get("suggestion")
        if suggestion:
            said += " " + gettext("Did you mean %(suggestion)s?") % {"suggestion": suggestion}
        return said

    def __str__(self) -> str:
        place = gettext("line %(line)s") % {"line": self.line} if self.line else ""
        return ": ".join(part for part in (place, self.where, self.message) if part)


class DefinitionErrors(Exception):
    """Everything that is wrong with a definition. `problems` is never empty."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.line or 0, p.where)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)
