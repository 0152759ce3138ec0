"""What of cases stands in the way of erasing a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from accanto.cases.models import Case
from accanto.people.erasing import Part, rows_of


def in_the_way(part: Part) -> Iterator[Any]:
    """An open case is closed first: its own checks see to payments, offers and the plan."""
    for case in rows_of(Case, part).filter(closed_on=None).select_related("organisation"):
        yield _("Case %(code)s of %(organisation)s is open: close it first.") % {
            "code": case.code,
            "organisation": case.organisation,
        }
