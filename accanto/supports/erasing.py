"""What of supports stands in the way of erasing a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from accanto.people.erasing import Part, rows_of
from accanto.supports.models import HomeStay, Support


def in_the_way(part: Part) -> Iterator[Any]:
    """Money that is promised is paid or withdrawn; a place in a home is given back."""
    waiting = rows_of(Support, part).filter(status__in=[Support.Status.ASKED, Support.Status.APPROVED])
    for support in waiting:
        yield _("Support %(code)s waits to be decided or paid: record it, or withdraw it.") % {
            "code": support.code
        }
    if rows_of(HomeStay, part).filter(ended_on=None).exists():
        yield _("They still live in one of the project's homes: end the stay first.")
