"""Phones that stay signed in: remembered, believed once more each time, ended."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accanto.accounts.models import RememberedDevice, User
from accanto.accounts.operations.door import KEEPER
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.scoping import unrecorded

#: A phone that did not come back for so long is forgotten.
IDLE = timedelta(days=90)
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")
_BROWSERS = (
    ("Firefox", "Firefox"),
    ("Edg", "Edge"),
    ("SamsungBrowser", "Samsung"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def remember_device(user: User, *, agent: str = "") -> tuple[RememberedDevice, str]:
    """A phone, and the token that its browser keeps. `agent`: what the browser says it is."""
    token = secrets.token_urlsafe(32)
    row = RememberedDevice(user=user, name=_name(agent), token_hash=_hash(token), last_used_at=timezone.now())
    return trail.create(KEEPER, row, "device.remembered"), token


@transaction.atomic
def renew_device(token: str) -> RememberedDevice | None:
    """Believe a phone once more, and give it its next token (`fresh_token` on the row returned).

    The next token follows from the one shown, so that two pages opened at once are given the same, and an
    answer that never reached the phone is given again. A token that was left behind is a copy in other hands: the
    phone is ended, for both.
    """
    shown = _hash(token)
    devices = RememberedDevice.objects.visible_to(KEEPER).select_for_update(of=("self",))
    device = devices.filter(Q(token_hash=shown) | Q(next_hash=shown) | Q(before_hash=shown)).first()
    if device is None or device.ended_at is not None:
        return None
    if device.last_used_at <= timezone.now() - IDLE:
        return None
    if shown == device.before_hash:
        trail.change(KEEPER, device, "device.copied", ended_at=timezone.now())
        return None
    if shown == device.next_hash:
        device.before_hash, device.token_hash = device.token_hash, shown
    fresh = _next(device, token)
    device.next_hash, device.last_used_at = _hash(fresh), timezone.now()
    with unrecorded("a phone that comes back changes nothing of what it may do"):
        device.save(update_fields=["token_hash", "next_hash", "before_hash", "last_used_at"])
    device.fresh_token = fresh  # type: ignore[attr-defined]
    return device


@transaction.atomic
def end_device(actor: Actor, *, device: RememberedDevice) -> RememberedDevice:
    """One's own phone is signed out with its next request."""
    if device.user_id != actor.user_id:
        raise NotAllowed
    trail.lock(device)
    if device.ended_at is not None:
        return device
    return trail.change(actor, device, "device.ended", ended_at=timezone.now())


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _next(device: RememberedDevice, token: str) -> str:
    key = f"accanto.device:{settings.SECRET_KEY}".encode()
    return hmac.new(key, f"{device.pk}:{token}".encode(), hashlib.sha256).hexdigest()


def _name(agent: str) -> str:
    """A few words by which the owner knows the phone."""
    system = next((name for name in _SYSTEMS if name in agent), "")
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    return " · ".join(filter(None, (system, browser)))
