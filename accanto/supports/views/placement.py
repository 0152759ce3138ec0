"""Work placements: the list, beginning, changing, ending."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.core.forms import ActorForm
from accanto.core.screens import FormScreen, ListScreen
from accanto.supports.forms.home import (
    PlacementEditForm,
    PlacementEndForm,
    PlacementFilter,
    PlacementForm,
)
from accanto.supports.models import Placement
from accanto.supports.operations.placement import begin_placement, change_placement, end_placement
from accanto.supports.views.tabs import tabs


class PlacementListView(ListScreen):
    """Placements of the cases in sight, those under way first asked for."""

    model = Placement
    capability = "placements.see"
    template_name = "supports/placement_list.html"
    title = _("Work placements")
    filter_form = PlacementFilter
    order: ClassVar = ("-since", "-id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case", "organization")

    def narrow(self, rows: models.QuerySet[Any], chosen: dict[str, Any]) -> models.QuerySet[Any]:
        state = chosen.get("state", "")
        if state != "all":
            rows = rows.filter(ended_on__isnull=state != "ended")
        return rows.filter(kind=chosen["kind"]) if "kind" in chosen else rows

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(
            today=timezone.localdate(),
            tabs=tabs(self.actor),
            may_edit=self.actor.may("placements.edit"),
            **more,
        )


class PlacementBeginView(FormScreen):
    """Write down where the person of a case works or learns."""

    model = Case
    capability = "placements.edit"
    form_class = PlacementForm
    title = _("Add a work placement")
    done = _("The placement is there.")

    def perform(self, form: ActorForm) -> Placement:
        return begin_placement(self.actor, case=self.row(), **form.values())


class _OfPlacement(FormScreen):
    model = Placement
    capability = "placements.edit"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case")


class PlacementEditView(_OfPlacement):
    form_class = PlacementEditForm
    title = _("Change the placement")

    def perform(self, form: ActorForm) -> Placement:
        return change_placement(self.actor, placement=self.row(), **form.values())


class PlacementEndView(_OfPlacement):
    """When it ended, and what came of it."""

    form_class = PlacementEndForm
    title = _("End the placement")
    done = _("Recorded. If work has changed, record the situation too.")

    def initial(self) -> dict[str, Any]:
        return {}

    def perform(self, form: ActorForm) -> Placement:
        return end_placement(self.actor, placement=self.row(), **form.values())
