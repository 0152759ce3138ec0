"""Letters of a project: its words with the facts of a case in them. Nothing of a letter is ever run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils import timezone, translation

from accanto.cases.models import Case
from accanto.core.reference import country_name
from accanto.core.words import our_language, words_of_day
from accanto.network.definitions.text import in_language
from accanto.network.definitions.vocabulary import PLACEHOLDERS
from accanto.people.models import Identity

#: Stands for what is not known: to be filled in by hand.
BLANK = "……………………"
_BRACES = re.compile(r"\{(" + "|".join(PLACEHOLDERS) + r")\}")
#: Words that open the identity.
NAMES = ("name", "given_name", "family_name")


@dataclass(frozen=True)
class Letter:
    """A template of the project, as its definition has it."""

    key: str
    name: dict[str, str]
    text: dict[str, str]
    about: dict[str, str]

    @property
    def title(self) -> str:
        return in_language(self.name)

    @property
    def about_text(self) -> str:
        return in_language(self.about)

    def language_for(self, case: Case) -> str:
        """The person's language where the letter has its words, else Italian."""
        wanted = our_language(case.person.language) or "it"
        return wanted if wanted in self.text else "it"

    def names_the_person(self, language: str) -> bool:
        return any(f"{{{word}}}" in self.text[language] for word in NAMES)


def letters_of(case: Case) -> dict[str, Letter]:
    found = case.project.definition.get("letters") or []
    return {item["key"]: Letter(item["key"], item["name"], item["text"], item["about"]) for item in found}


def filled(letter: Letter, case: Case, language: str, identity: Identity | None) -> str:
    """The letter's words in a language, with what is known in place of the braces. To whom it goes is asked
    before it is printed: `{recipient}` stays until then."""
    with translation.override(language):
        values = _values(case, language, identity)
    return _BRACES.sub(lambda found: values[found[1]] or BLANK, letter.text[language]).strip()


def _values(case: Case, language: str, identity: Identity | None) -> dict[str, str]:
    person, project, organisation = case.person, case.project, case.organisation
    given, family = (identity.given_name, identity.family_name) if identity else ("", "")

    def day(value: Any) -> str:
        return words_of_day(value, "j F Y") if value else ""

    return {
        "name": f"{given} {family}".strip(),
        "given_name": given,
        "family_name": family,
        "year_of_birth": str(person.year_of_birth or ""),
        "nationality": country_name(person.nationality, language) if person.nationality else "",
        "person_code": person.code,
        "case_code": case.code,
        "opened_on": day(case.opened_on),
        "closed_on": day(case.closed_on),
        "operator": case.operator.name,
        "organisation": organisation.name,
        "town": organisation.municipality.name if organisation.municipality else "",
        "project": project.short,
        "project_title": in_language(project.title, language),
        "project_code": project.code,
        "cup": project.cup,
        "fund": project.fund,
        "plan_name": project.plan_name,
        "recipient": "{recipient}",
        "today": day(timezone.localdate()),
    }
