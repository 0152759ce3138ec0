"""Handing over a colleague's cases, many at once, from the list of cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.cases.forms.passages import HandOverManyForm
from accanto.cases.models import Case
from accanto.cases.operations.handover import MOST, hand_over_many
from accanto.core.forms import ActorForm
from accanto.core.screens import FormScreen


class CaseHandOverManyView(FormScreen):
    """The cases ticked in the list, or all of one operator; what went and what did not is said case by case."""

    capability = "cases.edit"
    form_class = HandOverManyForm
    title = _("Hand cases over")
    submit_label = _("Hand over")

    def build_form(self, **bound: Any) -> ActorForm:
        form = super().build_form(**bound)
        assert isinstance(form, HandOverManyForm)
        form.offer(self._chosen())
        return form

    def _chosen(self) -> Any:
        """Open cases that the actor may change and that the page was asked about, at most MOST."""
        mine = Case.objects.visible_to(self.actor, "cases.edit").filter(closed_on=None)
        if keys := _keys(self.request.POST.getlist("cases") or self.request.GET.getlist("case")):
            return mine.filter(pk__in=keys[:MOST])
        return mine.filter(operator__in=_keys(self.request.GET.getlist("operator"))[:1])

    def initial(self) -> dict[str, Any]:
        return {"cases": [row.pk for row in self._chosen().order_by("code")[:MOST]]}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.build_form(data=request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        values = form.values()
        rows = values["cases"].select_related("operator", "organisation", "project", "territory", "person")
        results = hand_over_many(
            self.actor, cases=rows.order_by("code"), operator=values["operator"], note=values["note"]
        )
        self.template_name = "cases/case_hand_over_report.html"  # type: ignore[misc]
        went = [each for each in results if each.went]
        stayed = [each for each in results if not each.went]
        return self.page(went=went, stayed=stayed, operator=values["operator"])

    def cancel_url(self) -> str:
        return reverse("cases:case_list")


def _keys(texts: Iterable[str]) -> list[UUID]:
    """Those that are identifiers: an address may hold anything."""
    keys = []
    for text in texts:
        try:
            keys.append(UUID(text))
        except ValueError:
            continue
    return keys
