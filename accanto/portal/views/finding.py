"""Finding a service: the list, one service, the map's points."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.core.screens import DetailScreen, ListScreen
from accanto.core.words import Area
from accanto.directory.forms.service import ServiceFilter
from accanto.directory.links import whatsapp_link
from accanto.directory.models import Service
from accanto.directory.search import matching
from accanto.directory.telling import Told, tell
from accanto.portal.structured import json_ld
from accanto.portal.views.public import PublicScreen

#: Places on one map.
_POINTS = 500
#: Filters beside the words that are searched for.
_WORD = "word"


class _Finding(PublicScreen, ListScreen):
    """What the list and the map have in common: the same question, the same rows."""

    model = Service
    order = ("name", "id")
    filter_form = ServiceFilter

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(status=Service.Status.ACTIVE)

    def narrow(self, rows: QuerySet[Any], chosen: dict[str, Any]) -> QuerySet[Any]:
        return matching(self.actor, rows, chosen)


class ServiceListView(_Finding):
    """Find a service."""

    template_name = "portal/service_list.html"
    title = _("Find a service")
    page_size = 15

    def prepare(self, rows: list[Any]) -> list[Any]:
        return tell(self.actor, rows)

    def context(self, **more: Any) -> dict[str, Any]:
        form = more["filter_form"]
        chosen = {name for name in form.chosen() if name != _WORD}
        query = self.request.GET.urlencode()
        return super().context(
            word_field=form[_WORD],
            other_fields=[field for field in form if field.name != _WORD],
            chosen_count=len(chosen),
            areas=Area.choices,
            points_url=f"{reverse('portal:service_points')}?{query}",
            map_source=settings.ACCANTO_TILES_SOURCE,
            **more,
        )


class ServicePointsView(_Finding):
    """The places of the services found, for the map. The list beside it says the same."""

    keeps = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ServiceFilter(request.GET, actor=self.actor)
        found = self.narrow(self.rows(), form.chosen()).order_by(*self.order)[:_POINTS]
        rows = tell(self.actor, list(found))
        points = [point for service in rows for point in _points(service)]
        return JsonResponse({"points": points, "provinces": sorted(_provinces(rows))})


def _points(service: Any) -> list[dict[str, Any]]:
    told: Told = service.told
    address = reverse("portal:service_detail", args=[service.pk])
    return [
        {
            "name": told.name.text,
            "lang": told.name.language,
            "url": address,
            "where": spot.address,
            "now": told.opening.now,
            "at": [round(spot.point[0], 5), round(spot.point[1], 5)],
            "exact": spot.exact,
        }
        for spot in told.spots
        if spot.point
    ]


def _provinces(rows: Any) -> set[str]:
    towns = [at.location.municipality for service in rows for at in service.places]
    return {town.province for town in towns if town is not None}


class ServiceDetailView(PublicScreen, DetailScreen):
    """One service: what, for whom, where, when, how, and whether it is still true."""

    model = Service
    template_name = "portal/service_detail.html"

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.exclude(status=Service.Status.DEFUNCT)

    def more(self, row: Any) -> dict[str, Any]:
        tell(self.actor, [row])
        path = reverse("portal:service_detail", args=[row.pk])
        link = self.absolute(path)
        return {
            "title": row.told.name.text,
            "told": row.told,
            "share_url": link,
            "whatsapp": whatsapp_link(row.told.name.text, link),
            "structured": json_ld(row, self.request.build_absolute_uri(path)),
            "reader": get_language(),
        }
