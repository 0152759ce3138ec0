"""Languages by skill, scripts, the digital areas, driving licences, what someone can do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import DateField
from accanto.core.words import LanguageLevel
from accanto.people.forms import country_choices, language_choices
from accanto.skills.forms.base import OWN_HELP, SectionForm, choice, searched, several, text
from accanto.skills.models import EscoKind, SkillsEntry
from accanto.skills.scripts import script_name
from accanto.skills.words import (
    DIGITAL_AREAS,
    LANGUAGE_SKILLS,
    LICENCES,
    SCRIPTS,
    Convertible,
    DigitalStep,
    HowWell,
    Learned,
    Section,
)

_LEVELS = [pair for pair in LanguageLevel.choices if pair[0] != LanguageLevel.UNKNOWN]
_QUESTIONS = {
    "information": _("Looks something up on the internet and sees whether it can be trusted"),
    "communication": _("Writes messages and mail, uses the services of offices online (SPID)"),
    "content": _("Writes a text, fills in a form, sends a photo of a document"),
    "safety": _("Keeps passwords, knows when a message is a fraud"),
    "problems": _("Finds a way when the telephone or computer does not do what it should"),
}


def script_choices() -> list[tuple[str, str]]:
    return [(code, script_name(code, get_language() or "it")) for code in SCRIPTS]


class LanguageForm(SectionForm):
    language = forms.ChoiceField(label=_("language"), choices=language_choices)
    mother = forms.BooleanField(label=_("mother tongue"), required=False)
    scripts = several(_("reads and writes it in"), script_choices)
    certificate = text(_("certificate (which, when)"))
    own_fields = tuple(LANGUAGE_SKILLS)
    field_order = ("language", "mother", *LANGUAGE_SKILLS, "scripts", "certificate")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in LANGUAGE_SKILLS.items():
            self.fields[name] = choice(label, _LEVELS, widget=forms.Select)
        self.order_fields(self.field_order)

    def initial_of(self, row: Any) -> dict[str, Any]:
        """A skill that nobody asked about begins with what the person's page says of all of them together."""
        overall = dict.fromkeys(LANGUAGE_SKILLS, row.content.get("overall", ""))
        return (
            super().initial_of(row)
            | overall
            | {key: row.content[key] for key in overall if key in row.content}
        )

    def clean_language(self) -> str:
        language: str = self.cleaned_data["language"]
        assessment = self.row.assessment if isinstance(self.row, SkillsEntry) else self.row
        listed = SkillsEntry.objects.visible_to(self.actor).filter(
            assessment=assessment, section=Section.LANGUAGES, code=language
        )
        if listed.exclude(pk=self.row.pk if self.row else None).exists():
            raise ValidationError(_("This language is already listed."))
        return language


class DigitalForm(SectionForm):
    own_fields = tuple(DIGITAL_AREAS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in DIGITAL_AREAS.items():
            self.fields[name] = choice(label, DigitalStep.choices, help_text=_QUESTIONS[name])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not any(values.get(name) for name in DIGITAL_AREAS):
            raise ValidationError(_("Nothing is recorded yet: answer at least one question."))
        return values


class LicenceForm(SectionForm):
    categories = several(_("categories"), [(each, each) for each in LICENCES], required=True)
    country = forms.ChoiceField(label=_("issued in"), required=False, choices=country_choices)
    expires_on = DateField(label=_("valid until"), required=False)
    convertible = choice(_("in Italy"), Convertible.choices)


class SkillForm(SectionForm):
    skill = searched(
        _("what can they do?"),
        EscoKind.SKILL,
        help_text=_(
            "Also what was learned at home or by oneself: cooking for many, caring for someone, repairing."
        ),
    )
    own = text(_("the same in the person's language"), help_text=OWN_HELP)
    well = choice(_("how well?"), HowWell.choices)
    learned = choice(_("where was it learned?"), Learned.choices)
