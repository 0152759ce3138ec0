"""Work done, work wanted and what it must fit with; what is seen and agreed together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import DateField
from accanto.people.forms import country_choices
from accanto.skills import isco
from accanto.skills.forms.base import (
    NOT_RECORDED,
    OWN_HELP,
    MonthField,
    SectionForm,
    choice,
    long_text,
    searched,
    several,
    text,
)
from accanto.skills.models import EscoKind
from accanto.skills.words import OBSTACLES, WHO, Hours, Travel, WorkKind

_WHICH = _("Write it as the person says it; choose a name that is proposed, or leave your own.")


def isco_choices() -> list[Any]:
    return [NOT_RECORDED, *isco.choices()]


class WorkForm(SectionForm):
    occupation = searched(_("which work"), EscoKind.OCCUPATION, help_text=_WHICH)
    own = text(_("the same in the person's language"), help_text=OWN_HELP)
    isco = forms.ChoiceField(
        label=_("group of occupations (ISCO-08)"),
        required=False,
        choices=isco_choices,
        help_text=_("Filled in by itself where a name that is proposed was chosen."),
    )
    kind = choice(_("how"), WorkKind.choices)
    country = forms.ChoiceField(label=_("country"), required=False, choices=country_choices)
    employer = text(_("where, with whom"))
    since = MonthField(label=_("from"))
    until = MonthField(label=_("until"))
    current = forms.BooleanField(label=_("still works there"), required=False)
    tasks = long_text(_("what did they do there, in their own words?"))
    own_tasks = long_text(_("the same in the person's language"), help_text=OWN_HELP)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.require_order("since", "until")
        if values.get("current") and values.get("until"):
            self.add_error("until", _("Still working there, or until then: one of the two."))
        return values


class AspirationForm(SectionForm):
    occupation = searched(_("which work"), EscoKind.OCCUPATION, help_text=_WHICH)
    own = text(_("the same in the person's language"), help_text=OWN_HELP)
    isco = WorkForm.base_fields["isco"]
    why = long_text(_("why, in their own words"))


class ConditionsForm(SectionForm):
    hours = several(_("when could they work?"), Hours.choices)
    travel = choice(_("how far would they go?"), Travel.choices)
    obstacles = several(_("what makes it hard?"), OBSTACLES)
    words = long_text(_("in their own words"))


class OverallForm(SectionForm):
    words = long_text(
        _("strengths, what is missing, what surprised you"),
        required=True,
        help_text=_("Together with the person. It stands on no CV."),
    )


class AgreedForm(SectionForm):
    step = text(_("what will be done"), most=300, required=True)
    who = choice(_("by whom"), WHO)
    due = DateField(label=_("by when"), required=False)
