"""Why a plan goes on without a guardian's yes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import FormScreen
from accanto.plans.models import Plan
from accanto.plans.operations.guardian import go_without_guardian


class WithoutGuardianForm(ActorForm):
    reason = forms.CharField(
        label=_("why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: the court has not named a guardian yet; asked for on…"),
    )


class WithoutGuardianView(FormScreen):
    model = Plan
    capability = "plans.edit"
    form_class = WithoutGuardianForm
    title = _("The plan goes on without a guardian's yes")

    def perform(self, form: ActorForm) -> Any:
        return go_without_guardian(self.actor, plan=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return self.cancel_url()
