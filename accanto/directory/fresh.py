"""How fresh an entry is."""

from __future__ import annotations

from django.utils import timezone

from accanto.directory.models import Service


def is_stale(service: Service) -> bool:
    """Whether nobody has said within the time that it is still true."""
    return service.check_again_by is None or service.check_again_by < timezone.localdate()
