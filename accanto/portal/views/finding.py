"""Finding a service: the list, one service, the map's points."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.core.screens import DetailScreen
from accanto.core.words import Area
from accanto.directory.forms.search import SearchForm
from accanto.directory.links import whatsapp_link
from accanto.directory.models import Service
from accanto.directory.search import find
from accanto.directory.telling import Told, tell
from accanto.directory.views.finding import FindingScreen
from accanto.portal.structured import json_ld
from accanto.portal.views.public import PublicPage, PublicScreen

#: Places on one map.
_POINTS = 500
#: The field of the words that are searched for; the others are filters.
_WORD = "word"
#: Kilometres around a town in which nothing was found.
_NEARBY = 20


class ServiceListView(PublicScreen, FindingScreen):
    """Find a service."""

    template_name = "portal/service_list.html"
    fragment_template = "portal/_results.html"
    title = _("Find a service")
    page_size = 15

    def prepare(self, rows: list[Any]) -> list[Any]:
        return tell(self.actor, rows)

    def context(self, **more: Any) -> dict[str, Any]:
        form, query = more["filter_form"], self.request.GET
        chosen = form.chosen()
        return super().context(
            word_field=form[_WORD],
            other_fields=[field for field in form if field.name != _WORD],
            chosen_count=len([name for name, value in chosen.items() if value and name != _WORD]),
            as_you_type=True,
            areas=Area.choices,
            points_url=f"{reverse('portal:service_points')}?{query.urlencode()}",
            suggestion_url=_asking(query, **{_WORD: more["suggestion"]}),
            nearby_url=_asking(query, within_km=_NEARBY) if "municipality" in chosen else "",
            map_source=settings.ACCANTO_TILES_SOURCE,
            **more,
        )


def _asking(query: QueryDict, **values: Any) -> str:
    """The same question with other values, from its first page."""
    changed = query.copy()
    for name in ("after", "before", "end"):
        changed.pop(name, None)
    for name, value in values.items():
        changed[name] = str(value)
    return f"?{changed.urlencode()}"


class ServicePointsView(PublicPage):
    """The places of the services found, for the map. The list beside it says the same."""

    keeps = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        question = SearchForm(request.GET, actor=self.actor).question()
        rows = tell(self.actor, find(self.actor, question, get_language() or "it").services(_POINTS))
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
