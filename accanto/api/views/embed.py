"""A list of services for the page of a municipality: within a frame, with no cookie and no third party."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accanto.api import finding
from accanto.core.screens import PUBLIC, PageScreen
from accanto.core.words import Area

#: Services in one list; the page says where the others are.
MOST = 200


class ListView(PageScreen):
    """`municipality` is an ISTAT code, `area` an area of need, `language` one of ours."""

    capability = PUBLIC
    template_name = "api/embed.html"
    title = _("Services near you")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = request.GET.get("language", "")
        if language not in dict(settings.LANGUAGES):
            language = str(translation.get_language_from_request(request))
        with translation.override(language):
            response = render(request, self.template_name, self._said(request, language))
        response["Cache-Control"] = "public, max-age=300"
        response["Content-Language"] = language
        response.xframe_options_exempt = True  # type: ignore[attr-defined]
        ancestors = settings.ACCANTO_FRAME_ANCESTORS or ["'none'"]
        response._csp_replace = {"frame-ancestors": ancestors}  # type: ignore[attr-defined]
        return response

    def _said(self, request: HttpRequest, language: str) -> dict[str, Any]:
        municipality = request.GET.get("municipality", "")[:6]
        area = request.GET.get("area", "")
        rows = finding.for_list(municipality, area if area in Area.values else "", MOST + 1)
        return {
            "title": self.title,
            "rows": finding.told(rows[:MOST], language),
            "more": len(rows) > MOST,
            "language": language,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            "all_url": request.build_absolute_uri("/services/"),
        }
