"""The activation: where tutors stand, who is stuck, where people are lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.screens import ActionScreen, PageScreen
from accanto.tutoring.forms.activation import FunnelForm
from accanto.tutoring.funnel import FEW, counts, passages, waiting
from accanto.tutoring.modules import missing_of
from accanto.tutoring.operations.letter import switch_letter, wants_letter
from accanto.tutoring.steps import Step

#: Rows shown: whoever comes after them is found with the filters.
MOST = 60
#: The period of the passages where none is chosen.
_PERIOD = timedelta(days=365)


class ActivationView(PageScreen):
    capability = "tutors.edit"
    template_name = "tutoring/activation.html"
    title = _("Activation of tutors")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FunnelForm(request.GET, actor=self.actor)
        chosen = form.chosen()
        where = {name: chosen[name] for name in ("project", "territory") if name in chosen}
        rows = waiting(self.actor, **where)
        shown = [row for row in rows if not chosen.get("step") or row.step == chosen["step"]]
        missing = missing_of(self.actor, [row.tutor for row in shown[:MOST]])
        since = chosen.get("since") or timezone.localdate() - _PERIOD
        return self.page(
            filter_form=form,
            counts=counts(self.actor, rows, **where),
            rows=[(row, missing.get(row.tutor.pk, ())) for row in shown[:MOST]],
            more=max(0, len(shown) - MOST),
            passages=passages(self.actor, since, **where),
            since=since,
            few=FEW,
            left=Step.LEFT,
            may_rule=self.actor.may("tutors.rules"),
            gets_letter=self.actor.may("tutors.rules"),
            wants_letter=wants_letter(self.actor),
        )


class LetterSwitchView(ActionScreen):
    """The weekly mail: wanted or not."""

    capability = "tutors.rules"
    done = _("Noted.")

    def perform(self, row: Any) -> Any:
        return switch_letter(self.actor)

    def back_url(self, row: Any) -> str:
        return reverse("tutoring:activation")
