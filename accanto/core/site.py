"""The address of the site, for mail that no page asked for."""

from __future__ import annotations

from django.conf import settings


def site_address() -> str:
    """https://accanto.example.org, without a slash at the end."""
    if settings.ACCANTO_SITE:
        return str(settings.ACCANTO_SITE).rstrip("/")
    if settings.CSRF_TRUSTED_ORIGINS:
        return str(settings.CSRF_TRUSTED_ORIGINS[0]).rstrip("/")
    host = next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"), "localhost")
    return f"{'https' if settings.HTTPS else 'http'}://{host}"
