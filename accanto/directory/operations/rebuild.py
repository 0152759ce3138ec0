"""Making anew everything that is derived from the directory: after a restore, or where it fell behind."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from accanto.core.actor import Actor
from accanto.directory.models import Service
from accanto.directory.operations.refresh import refresh

_TOGETHER = 500


def rebuild(actor: Actor, say: Callable[[int, int], None] | None = None) -> int:
    """Every maker for every service, some hundred in one transaction. Returns how many services there are.
    `say` is told how many of how many are done."""
    actor.require("services.edit")
    keys = list(Service.objects.visible_to(actor).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), _TOGETHER):
        with transaction.atomic():
            refresh(keys[start : start + _TOGETHER])
        if say is not None:
            say(min(start + _TOGETHER, len(keys)), len(keys))
    return len(keys)
