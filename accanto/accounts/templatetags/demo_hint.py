"""In the demo alone: the second factor's code of this moment, so that it can be tried without an app."""

from __future__ import annotations

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def demo_code() -> str:
    """Empty on every site but the demo, whose accounts share one printed secret."""
    return code_of(settings.DEMO_SECOND_FACTOR) if settings.DEMO else ""


def code_of(secret: str) -> str:
    """The six digits that belong to a secret now (RFC 6238)."""
    counters = sorted(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counters[len(counters) // 2])))
