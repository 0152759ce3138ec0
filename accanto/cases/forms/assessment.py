"""The form of the scale of autonomy: a question an area, its steps said in sentences."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import SituationMoment
from accanto.cases.words import GROUPS, NOT_RECORDED, SCALE, Source
from accanto.core.forms import ActorForm, DateField


class AssessmentForm(ActorForm):
    """`values()` gives moment, on, source, and marks: a value by area."""

    moment = forms.ChoiceField(label=_("when"), choices=SituationMoment.choices, widget=forms.RadioSelect)
    on = DateField(label=_("on"), initial=timezone.localdate)
    source = forms.ChoiceField(
        label=_("whose view"), choices=Source.choices, widget=forms.RadioSelect, initial=Source.BOTH
    )
    fieldsets: ClassVar = [
        ("", ["moment", "on", "source"]),
        *((title, [area.key for area in areas]) for title, areas in GROUPS),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for area in SCALE:
            self.fields[area.key] = forms.TypedChoiceField(
                label=area.name, choices=area.choices(), coerce=int, required=False,
                empty_value=str(NOT_RECORDED), initial=NOT_RECORDED, widget=forms.RadioSelect,
            )  # fmt: skip

    def values(self) -> dict[str, Any]:
        said = super().values()
        marks = {area.key: int(said.pop(area.key)) for area in SCALE}
        return {**said, "marks": marks}
