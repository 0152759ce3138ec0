"""School and studies; qualifications and how far they are recognised."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import DateField
from accanto.people.forms import country_choices
from accanto.skills.forms.base import OWN_HELP, SectionForm, YearField, choice, long_text, text
from accanto.skills.words import Attainment, Ended, Paper, Recognition


class EducationForm(SectionForm):
    level = forms.ChoiceField(
        label=_("which school or course"), choices=Attainment.choices, widget=forms.RadioSelect
    )
    title = text(_("what it is called there, or what was learned"))
    own = text(_("the same in the person's language"), help_text=OWN_HELP)
    school = text(_("school and place"))
    country = forms.ChoiceField(label=_("country"), required=False, choices=country_choices)
    since = YearField(label=_("from (year)"))
    until = YearField(label=_("until (year)"))
    ended = choice(_("was it finished?"), Ended.choices)
    paper = choice(_("the certificate"), Paper.choices)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.require_order("since", "until")
        return values


class QualificationForm(SectionForm):
    title = text(_("which qualification"), required=True)
    own = text(_("the same in the person's language"), help_text=OWN_HELP)
    country = forms.ChoiceField(label=_("country"), required=False, choices=country_choices)
    year = YearField(label=_("obtained in (year)"))
    recognition = choice(_("recognition in Italy"), Recognition.choices)
    asked_on = DateField(label=_("asked for on"), required=False)
    decided_on = DateField(label=_("answered on"), required=False)
    note = long_text(_("note"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        asked, decided = values.get("asked_on"), values.get("decided_on")
        if asked and decided and decided < asked:
            self.add_error("decided_on", _("The answer came before it was asked for."))
        return values
