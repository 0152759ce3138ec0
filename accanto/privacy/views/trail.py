"""The audit trail of the installation, for administrators."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import FilterForm
from accanto.core.screens import ListScreen
from accanto.privacy.acts import ACTS
from accanto.privacy.models import AuditEntry
from accanto.privacy.reading import with_names


class TrailFilterForm(FilterForm):
    """Which act, by whom."""

    action = forms.ChoiceField(
        label=_("act"), required=False
    )  # its choices are sorted in the reader's language
    user_label = forms.CharField(label=_("who"), required=False, max_length=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        acts = sorted(((code, str(words)) for code, words in ACTS.items()), key=lambda act: act[1])
        self.fields["action"].choices = [("", _("All")), *acts]  # type: ignore[attr-defined]


class TrailListView(ListScreen):
    """Entries, newest first, without persons' codes: an administrator sees no cases."""

    model = AuditEntry
    capability = "trail.see"
    template_name = "privacy/trail_list.html"
    title = _("Audit trail")
    filter_form = TrailFilterForm
    order: ClassVar = ("-number",)

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return with_names(rows)  # type: ignore[no-any-return]
