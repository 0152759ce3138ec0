"""What all public screens share: the page's addresses by language, and leave to keep it on the device."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.translation import get_language

from accanto.core.screens import PUBLIC, PageScreen, Screen
from accanto.portal.offline import KEEP_HEADER

_gzip = GZipMiddleware(lambda request: None)  # type: ignore[arg-type,return-value]


class PublicScreen(Screen):
    """A screen for anyone. For someone signed in it is never kept and never packed."""

    capability = PUBLIC
    #: Whether the phone may keep the page for when there is no connection.
    keeps: ClassVar[bool] = True
    #: Whether search engines may list it.
    listed: ClassVar[bool] = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        if request.user.is_authenticated:
            return response
        if self.keeps and response.status_code == 200 and request.method == "GET":  # noqa: PLR2004
            response[KEEP_HEADER] = "1"
        return _gzip.process_response(request, response)  # type: ignore[arg-type]

    def context(self, **more: Any) -> dict[str, Any]:
        page = self.request.build_absolute_uri(self.request.path)
        in_link = self.request.GET.get("lang", "") in dict(settings.LANGUAGES)
        return super().context(
            canonical=f"{page}?lang={get_language()}" if in_link else page,
            alternates=[(code, f"{page}?lang={code}") for code, _name in settings.LANGUAGES],
            page_url=page,
            listed=self.listed,
            tiles=settings.ACCANTO_TILES,
            **more,
        )

    def absolute(self, path: str) -> str:
        """The full address of a page, in the language that is being read: for sharing."""
        return self.request.build_absolute_uri(f"{path}{'&' if '?' in path else '?'}lang={get_language()}")


class PublicPage(PublicScreen, PageScreen):
    """A public page about nothing in particular."""
