"""How often something may be done from one place: for forms that anyone may send without an account."""

from __future__ import annotations

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def within_limit(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Whether this is at most the `most`-th time within the seconds. Counts the time it is asked.

    The address is kept only as a keyed hash, and only for so long.
    """
    key = f"limit:{what}:{salted_hmac('accanto.limits', _address(request)).hexdigest()[:32]}"
    if cache.add(key, 1, seconds):
        return True
    try:
        return int(cache.incr(key)) <= most
    except ValueError:  # forgotten in between
        return True


def _address(request: HttpRequest) -> str:
    """Where the request comes from; behind a proxy of ours, what the proxy says last."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", maxsplit=1)[-1].strip()
        if forwarded:
            return forwarded
    return str(request.META.get("REMOTE_ADDR", ""))
