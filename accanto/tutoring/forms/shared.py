"""What the organisation writes of the two."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.tutoring.models import Tutoring


class CalledForm(ActorForm):
    """How each wishes to be called: what they said, not what a document says."""

    tutor = forms.CharField(label=_("how to call the tutor"), max_length=200, required=False)
    person = forms.CharField(
        label=_("how to call the person"),
        max_length=200,
        required=False,
        help_text=_("What each of them chose. Both read it on their page."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        row = kwargs.get("row")
        assert isinstance(row, Tutoring)
        known = {each.side: each.called for each in row.sides.all()}
        kwargs["initial"] = {**known, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
