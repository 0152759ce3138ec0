"""What is behind a sign-in or a secret address is kept by no browser's or proxy's store; links may say their
language."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from accanto.core.screens import PUBLIC

#: Seconds that a chosen language is remembered.
_YEAR = 365 * 24 * 3600


def is_public(request: HttpRequest) -> bool:
    """Whether everyone gets this very page: asked without signing in, of a public screen, without a secret."""
    match = request.resolver_match
    if request.user.is_authenticated or match is None:
        return False
    return getattr(match.func, "capability", "") == PUBLIC and "secret" not in match.kwargs


class PrivateResponses:
    """Marks every response but that of a public page as not to be stored."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not is_public(request):
            add_never_cache_headers(response)
        return response


class LanguageOfLink:
    """`?lang=ar` opens the page in Arabic and keeps the choice: a link that is shared speaks the language
    in which it was shared. Stands before Django's own middleware for languages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = request.GET.get("lang", "")
        if wanted not in dict(settings.LANGUAGES):
            return self.get_response(request)
        known = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = wanted
        response = self.get_response(request)
        if known != wanted:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                wanted,
                max_age=_YEAR,
                secure=settings.LANGUAGE_COOKIE_SECURE,
                samesite="Lax",
            )
        return response
