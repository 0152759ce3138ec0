"""What machines ask for: codes, site maps, the manifest, the service worker."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext_lazy as _

from accanto.directory.links import qr_svg
from accanto.directory.models import Service
from accanto.portal.offline import worker_source
from accanto.portal.published import published_projects
from accanto.portal.views.public import PublicPage
from accanto.portal.views.saved import list_url, read_ids

#: Services of one site map.
_PER_MAP = 1_000
_MOST_MAPS = 50_000
#: Pages that site maps begin with.
_PAGES = ("portal:home", "portal:service_list", "portal:project_list", "portal:offer", "portal:privacy")
_BRAND = "#0055a6"


class ServiceCodeView(PublicPage):
    """The QR code of a service's page, in the language that is being read."""

    model = Service
    keeps = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_row()
        return _svg(self.absolute(reverse("portal:service_detail", args=[row.pk])))


class SavedCodeView(PublicPage):
    """The QR code of a list."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _svg(self.absolute(list_url(read_ids(request.GET.get("ids", ""))[:20])))


def _svg(text: str) -> HttpResponse:
    return HttpResponse(qr_svg(text), content_type="image/svg+xml")


class SitemapIndexView(PublicPage):
    """Every site map of the site."""

    keeps = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        count = Service.objects.visible_to(self.actor).exclude(status=Service.Status.DEFUNCT).count()
        numbers = range(1, max(1, -(-count // _PER_MAP)) + 1)
        maps = [request.build_absolute_uri(reverse("portal:sitemap", args=[number])) for number in numbers]
        return _xml(request, "portal/sitemap_index.xml", maps=maps)


class SitemapView(PublicPage):
    """A thousand services; the first map has the other pages too. Each with its five languages."""

    keeps = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not 1 <= kwargs["number"] <= _MOST_MAPS:
            raise Http404
        start = (kwargs["number"] - 1) * _PER_MAP
        rows = Service.objects.visible_to(self.actor).exclude(status=Service.Status.DEFUNCT).order_by("pk")
        services = list(rows.values_list("pk", "updated_at")[start : start + _PER_MAP])
        if start and not services:
            raise Http404
        pages = [(reverse("portal:service_detail", args=[pk]), changed) for pk, changed in services]
        if not start:
            projects = [reverse("portal:project_detail", args=[row.pk]) for row in published_projects()[:200]]
            pages = [(path, None) for path in (*map(reverse, _PAGES), *projects)] + pages
        found = [(request.build_absolute_uri(path), changed) for path, changed in pages]
        return _xml(
            request, "portal/sitemap.xml", pages=found, languages=[code for code, _n in settings.LANGUAGES]
        )


def _xml(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    return render(request, template, context, content_type="application/xml")


class RobotsView(PublicPage):
    """What search engines may read: the public pages."""

    keeps = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        closed = [
            reverse("account_login"),
            reverse("portal:saved_list"),
            "/today/",
            "/directory/",
            "/confirm/",
        ]
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), ""]
        lines.append(f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap_index'))}")
        return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


#: (file, sizes, purpose); drawn by tools/icons.py.
_ICONS = (
    ("icon.svg", "any", "any"),
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
)


def _icon(name: str, sizes: str, purpose: str) -> dict[str, str]:
    kind = "image/svg+xml" if name.endswith(".svg") else "image/png"
    return {"src": static(f"portal/{name}"), "sizes": sizes, "type": kind, "purpose": purpose}


class OpenSearchView(PublicPage):
    """Lets a browser search the services from its own address line (OpenSearch 1.1)."""

    keeps = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return render(
            request,
            "portal/opensearch.xml",
            {
                "found_url": self.absolute(reverse("portal:service_list")),
                "own_url": self.absolute(reverse("portal:opensearch")),
                "icon_url": request.build_absolute_uri(static("portal/icon-192.png")),
            },
            content_type="application/opensearchdescription+xml",
        )


class ManifestView(PublicPage):
    """Makes the portal an app that can be put on the phone's first screen."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = {
            "name": str(_("Accanto: services near you")),
            "short_name": "Accanto",
            "id": "/",
            "start_url": reverse("portal:home"),
            "scope": "/",
            "display": "standalone",
            "lang": get_language(),
            "dir": "rtl" if get_language_bidi() else "ltr",
            "background_color": "#ffffff",
            "theme_color": _BRAND,
            "icons": [_icon(*each) for each in _ICONS],
            "shortcuts": [
                {"name": str(_("Find a service")), "url": reverse("portal:service_list")},
                {"name": str(_("My list")), "url": reverse("portal:saved_list")},
            ],
        }
        return JsonResponse(found, content_type="application/manifest+json")


class WorkerView(PublicPage):
    """The service worker. It stands at the root, so that it may answer for the whole portal."""

    keeps = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = HttpResponse(worker_source(), content_type="text/javascript; charset=utf-8")
        response["Cache-Control"] = "no-cache"
        return response


class OfflineView(PublicPage):
    """Shown where there is no connection and nothing was kept."""

    template_name = "portal/offline.html"
    title = _("No connection")
    listed = False
