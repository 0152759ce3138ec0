"""Homes: the list, one home, its address; finding a place for a person, and the stay."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.core.forms import ActorForm
from accanto.core.screens import DetailScreen, FormScreen, ListScreen, Screen, allowed_on
from accanto.supports.forms.home import (
    HomeAddForm,
    HomeEditForm,
    HomeFilter,
    StayBeginForm,
    StayEditForm,
    StayEndForm,
)
from accanto.supports.models import Home, HomeStay
from accanto.supports.operations.home import (
    add_home,
    begin_stay,
    change_home,
    change_stay,
    end_stay,
    open_address,
)
from accanto.supports.places import filtered, with_places
from accanto.supports.views.tabs import tabs

#: Homes shown when a place is looked for: an organisation with more narrows by municipality.
MOST_FOUND = 50


class HomeListView(ListScreen):
    """Homes in sight with their free places."""

    model = Home
    capability = "homes.see"
    template_name = "supports/home_list.html"
    title = _("Homes")
    filter_form = HomeFilter
    order: ClassVar = ("-id",)

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("municipality", "organisation", "project")

    def narrow(self, rows: models.QuerySet[Any], chosen: dict[str, Any]) -> models.QuerySet[Any]:
        return filtered(rows, chosen)

    def prepare(self, rows: list[Any]) -> list[Any]:
        return with_places(rows)

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(may_edit=self.actor.may("homes.edit"), tabs=tabs(self.actor), **more)


class HomeDetailView(DetailScreen):
    """One home: its places, who lives there, until when."""

    model = Home
    capability = "homes.see"
    template_name = "supports/home_detail.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("municipality", "organisation", "project")

    def more(self, row: Home) -> dict[str, Any]:
        stays = HomeStay.objects.visible_to(self.actor).filter(home=row).select_related("case", "home")
        (place,) = with_places([row])
        return {
            "title": gettext("Home %(code)s") % {"code": row.code},
            "place": place,
            "living": [stay for stay in stays if stay.ended_on is None],
            "left": [stay for stay in stays if stay.ended_on is not None][:50],
            "may_edit": allowed_on(self.actor, "homes.edit", row),
            "today": timezone.localdate(),
        }


class HomeAddView(FormScreen):
    capability = "homes.edit"
    form_class = HomeAddForm
    title = _("Add a home")
    done = _("The home is there.")

    def perform(self, form: ActorForm) -> Home:
        return add_home(self.actor, **form.values())

    def cancel_url(self) -> str:
        return reverse("supports:home_list")


class HomeEditView(FormScreen):
    model = Home
    capability = "homes.edit"
    form_class = HomeEditForm
    title = _("Change the home")

    def perform(self, form: ActorForm) -> Home:
        return change_home(self.actor, home=self.row(), **form.values())


class HomeAddressView(Screen):
    """The address, once, on purpose: a post, so that no link opens it."""

    http_method_names = ["post", "options"]
    model = Home
    capability = "homes.see"
    template_name = "supports/home_address.html"
    title = _("Address of the home")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        home = self.get_row()
        return self.page(row=home, address=open_address(self.actor, home=home))


class StayFindView(DetailScreen):
    """Homes with a free place for the person of a case."""

    model = Case
    capability = "homes.edit"
    template_name = "supports/stay_find.html"
    title = _("Find a place to live")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("person")

    def more(self, row: Case) -> dict[str, Any]:
        form = HomeFilter(self.request.GET, actor=self.actor)
        mine = Home.objects.visible_to(self.actor, self.capability).filter(
            organisation=row.organisation_id, project=row.project_id
        )
        found = filtered(mine, {"people": 1, **form.chosen()}).select_related("municipality")
        return {"filter_form": form, "places": with_places(list(found.order_by("-id")[:MOST_FOUND]))}


class StayBeginView(FormScreen):
    """Put the person of a case in a home."""

    model = Case
    capability = "homes.edit"
    form_class = StayBeginForm
    title = _("Give a place to live")
    done = _("The place is theirs.")

    def perform(self, form: ActorForm) -> HomeStay:
        return begin_stay(self.actor, case=self.row(), **form.values())


class StayEditView(FormScreen):
    model = HomeStay
    capability = "homes.edit"
    form_class = StayEditForm
    title = _("Change the stay")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("home", "case")

    def perform(self, form: ActorForm) -> HomeStay:
        return change_stay(self.actor, stay=self.row(), **form.values())


class StayEndView(FormScreen):
    """The person moved out."""

    model = HomeStay
    capability = "homes.edit"
    form_class = StayEndForm
    title = _("End the stay")
    done = _("The place is free. Record the situation if the home has changed.")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("home", "case")

    def initial(self) -> dict[str, Any]:
        return {}

    def perform(self, form: ActorForm) -> HomeStay:
        return end_stay(self.actor, stay=self.row(), **form.values())
