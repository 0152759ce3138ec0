"""Pages behind a sign-in, or behind a secret address, are never kept by a browser's or a proxy's store."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from accanto.core.screens import PUBLIC


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
