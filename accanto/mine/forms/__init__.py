"""Forms of the person's own page, and of those who answer them: few fields, plain words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.mine.models import OwnCase
from accanto.mine.words import (
    ABOUT,
    ABOUT_LABEL,
    CASE_LABEL,
    CHOOSE_FILE,
    CORRECTS,
    ERASE_LABEL,
    FILES_HELP,
    FILES_LABEL,
    MESSAGE_LABEL,
    NEED_NOT,
    STOP_LABEL,
    STOPS,
    WANTED_LABEL,
    WHAT_IT_IS,
    WHY_LABEL,
    WRONG_LABEL,
)

_LONGEST = 4_000
_ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"


def _words(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, max_length=_LONGEST, widget=widget, **more)


class OfOneCase(ActorForm):
    """To one of the organisations that follow the person. With one alone there is nothing to choose."""

    case = forms.ModelChoiceField(
        label=CASE_LABEL, queryset=OwnCase.objects.all(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, cases: list[OwnCase], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = cases
        choice: Any = self.fields["case"]
        choice.queryset = choice.queryset.filter(pk__in=[case.pk for case in cases])
        choice.label_from_instance = lambda case: case.organisation.name
        if len(cases) == 1:
            del self.fields["case"]

    def values(self) -> dict[str, Any]:
        return {"case": self.cases[0] if len(self.cases) == 1 else None, **super().values()}


class MessageForm(OfOneCase):
    text = _words(MESSAGE_LABEL)


class HandInForm(OfOneCase):
    file = forms.FileField(
        label=FILES_LABEL,
        help_text=FILES_HELP,
        error_messages={"required": CHOOSE_FILE, "invalid": CHOOSE_FILE, "missing": CHOOSE_FILE},
        allow_empty_file=True,  # that it is empty is said by who looks at files
        widget=forms.FileInput(attrs={"accept": _ACCEPT}),
    )
    words = forms.CharField(
        label=WHAT_IT_IS, required=False, max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    field_order = ("case", "file", "words")


class CorrectForm(OfOneCase):
    about = forms.ChoiceField(
        label=ABOUT_LABEL, choices=[(key, ABOUT[key]) for key in CORRECTS], widget=forms.RadioSelect
    )
    wrong = _words(WRONG_LABEL, 3)
    wanted = _words(WANTED_LABEL, 3, required=False)
    field_order = ("about", "wrong", "wanted", "case")


class StopForm(OfOneCase):
    about = forms.ChoiceField(
        label=STOP_LABEL,
        choices=[*((key, ABOUT[key]) for key in STOPS), ("erase", ERASE_LABEL)],
        widget=forms.RadioSelect,
    )
    wrong = _words(WHY_LABEL, 3, required=False, help_text=NEED_NOT)
    field_order = ("about", "wrong", "case")


class ReplyForm(ActorForm):
    text = _words(_("your answer"))


class AnswerForm(ActorForm):
    """What became of a request."""

    outcome = forms.ChoiceField(
        label=_("what became of it"),
        choices=[
            ("done", _("It was done as asked")),
            ("declined", _("It stays as it is, for the reason below")),
        ],
        widget=forms.RadioSelect,
    )
    answer = _words(
        _("what the person reads"),
        help_text=_(
            "In plain words. If it stays as it is: why, and that they may turn to the Garante or a court."
        ),
    )
