"""The audit trail of the installation, for administrators."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.core.acts import ACTS
from accanto.core.forms import FilterForm
from accanto.core.screens import ListScreen
from accanto.privacy.models import AuditEntry


def act_choices() -> list[tuple[str, Any]]:
    """Every act in words, in the reader's alphabet."""
    return [
        ("", _("All")),
        *sorted(((key, str(words)) for key, words in ACTS.items()), key=lambda each: each[1]),
    ]


class TrailFilterForm(FilterForm):
    """Which act, by whom."""

    action = forms.ChoiceField(label=_("act"), required=False, choices=act_choices)
    user_label = forms.CharField(label=_("who"), required=False, max_length=254)


class TrailListView(ListScreen):
    """Entries, newest first, without persons' codes: an administrator sees no cases."""

    model = AuditEntry
    capability = "trail.see"
    template_name = "privacy/trail_list.html"
    title = _("Audit trail")
    filter_form = TrailFilterForm
    order: ClassVar = ("-number",)
