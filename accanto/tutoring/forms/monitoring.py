"""Forms of check-ins, of what is noted beside them, and of what worried."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.tutoring.models import CheckIn
from accanto.tutoring.monitoring import words
from accanto.tutoring.monitoring.schedule import purposes_of
from accanto.tutoring.operations.checkin import LONGEST

_PURPOSE = "purpose_"


class CheckInForm(ActorForm):
    """One sentence for each purpose, five points or "I would rather not say"; a line in own words."""

    words_said = forms.CharField(
        label=words.CHECK_IN_WORDS,
        help_text=words.CHECK_IN_WORDS_HELP,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, CheckIn)
        last = self.row.kind == CheckIn.Kind.LAST
        choices = [(str(point), label) for point, label in (*words.POINTS, words.NOT_SAID)]
        own = self.fields["words_said"]
        if last:
            own.label = words.LAST_WORD_ASK  # the last word comes first
        else:
            del self.fields["words_said"]
        for key, text in purposes_of(self.row.tutoring.case.project):
            self.fields[_PURPOSE + key] = forms.ChoiceField(
                label=text, choices=choices, widget=forms.RadioSelect, required=False
            )
        self.fields.setdefault("words_said", own)

    def values(self) -> dict[str, Any]:
        """{"answers": {purpose: point}, "words_said": text}"""
        told = super().values()
        answers = {
            name.removeprefix(_PURPOSE): int(value)
            for name, value in told.items()
            if name.startswith(_PURPOSE) and value != ""
        }
        return {"answers": answers, "words_said": told["words_said"]}


class CheckInNoteForm(ActorForm):
    edits_row = True
    note = forms.CharField(
        label=_("notes of the organisation"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Neither of the two reads this."),
    )


class AlertForm(ActorForm):
    note = forms.CharField(label=_("what was done"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
