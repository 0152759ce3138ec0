"""Encounters and places."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import DetailScreen, FormScreen, ListScreen, allowed_on
from accanto.outreach.forms import (
    EncounterCaseForm,
    EncounterFilterForm,
    EncounterForm,
    NameEncounterForm,
    PlaceForm,
)
from accanto.outreach.models import Encounter, EncounterNeed, Place
from accanto.outreach.operations.encounter import (
    add_place,
    name_encounter,
    open_case_from_encounter,
    record_encounter,
)


class EncounterListView(ListScreen):
    """Encounters, the newest first."""

    model = Encounter
    capability = "encounters.see"
    template_name = "outreach/encounter_list.html"
    title = _("Encounters")
    filter_form = EncounterFilterForm
    order: ClassVar = ("-on", "-id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("visit__place", "person", "operator", "case")

    def narrow(self, rows: models.QuerySet[Any], chosen: dict[str, Any]) -> models.QuerySet[Any]:
        if "place" in chosen:
            rows = rows.filter(visit__place=chosen["place"])
        if "named" in chosen:
            rows = rows.filter(person__isnull=chosen["named"] == "no")
        if "area" in chosen:
            needs = EncounterNeed.objects.visible_to(self.actor).filter(area=chosen["area"])
            rows = rows.filter(pk__in=needs.values("encounter"))
        return rows

    def prepare(self, rows: list[Any]) -> list[Any]:
        heard: dict[Any, list[EncounterNeed]] = {}
        for need in EncounterNeed.objects.visible_to(self.actor).filter(encounter__in=rows):
            heard.setdefault(need.encounter_id, []).append(need)
        for row in rows:
            row.heard = heard.get(row.pk, [])
        return rows

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(may_add=self.actor.may("encounters.add"), **more)


class EncounterAddView(FormScreen):
    """A new encounter: the place of the last one is chosen already."""

    capability = "encounters.add"
    form_class = EncounterForm
    title = _("New encounter")
    done = _("The encounter is recorded.")

    def initial(self) -> dict[str, Any]:
        mine = Encounter.objects.visible_to(self.actor).filter(operator=self.actor.user_id)
        last = mine.order_by("-created_at").select_related("visit").first()
        return {**({"place": last.visit.place_id} if last else {}), **super().initial()}

    def perform(self, form: ActorForm) -> Encounter:
        return record_encounter(self.actor, **form.values())

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(no_places=not Place.objects.visible_to(self.actor).exists(), **more)

    template_name = "outreach/encounter_add.html"

    def cancel_url(self) -> str:
        return reverse("outreach:encounter_list")


class EncounterDetailView(DetailScreen):
    """One encounter, and what may come next."""

    model = Encounter
    capability = "encounters.see"
    template_name = "outreach/encounter_detail.html"
    title = _("Encounter")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("visit__place__municipality", "person", "operator", "case")

    def more(self, row: Encounter) -> dict[str, Any]:
        return {
            "needs": row.needs.all(),
            "given": row.given.all(),
            "may_add": allowed_on(self.actor, "encounters.add", row),
            "may_open_case": self.actor.may("cases.open"),
            "sees_case": row.case is not None and allowed_on(self.actor, "cases.see", row.case),
        }


class EncounterNameView(FormScreen):
    """They gave a name."""

    model = Encounter
    capability = "encounters.add"
    form_class = NameEncounterForm
    template_name = "outreach/encounter_name.html"
    title = _("They gave a name")
    done = _("The encounter has a person now.")

    def initial(self) -> dict[str, Any]:
        return {}

    def perform(self, form: ActorForm) -> Any:
        values = form.values()
        person, earlier = values.pop("code"), list(values.pop("earlier"))
        return name_encounter(
            self.actor, encounter=self.row(), person=person, earlier=earlier, **({} if person else values)
        )

    def next_url(self, result: Any) -> str:
        return self.cancel_url()


class EncounterCaseView(FormScreen):
    """Open a case for the person met; the needs come along."""

    model = Encounter
    capability = "encounters.add"
    form_class = EncounterCaseForm
    title = _("Open a case")
    submit_label = _("Open the case")
    done = _("The case is open. Whoever follows it finds the needs you heard.")

    def perform(self, form: ActorForm) -> Any:
        return open_case_from_encounter(self.actor, encounter=self.row(), operator=form.values()["operator"])

    def next_url(self, result: Any) -> str:
        return str(
            result.get_absolute_url() if allowed_on(self.actor, "cases.see", result) else self.cancel_url()
        )


class PlaceListView(ListScreen):
    """Places that are visited."""

    model = Place
    capability = "encounters.see"
    template_name = "outreach/place_list.html"
    title = _("Places")
    order: ClassVar = ("name", "id")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("municipality").annotate(visited=models.Max("visits__on"))

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(may_add=self.actor.may("encounters.add"), **more)


class PlaceAddView(FormScreen):
    capability = "encounters.add"
    form_class = PlaceForm
    title = _("New place")
    done = _("The place is listed.")

    def perform(self, form: ActorForm) -> Place:
        return add_place(self.actor, **form.values())

    def cancel_url(self) -> str:
        return reverse("outreach:place_list")
