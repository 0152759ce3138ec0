"""What of tutoring stands in the way of erasing a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from accanto.people.erasing import Part, rows_of
from accanto.tutoring.models import Tutoring


def in_the_way(part: Part) -> Iterator[Any]:
    """A tie ends with both knowing of it, not by one side's vanishing."""
    if rows_of(Tutoring, part).filter(ended_on=None).exists():
        yield _("A tutoring still goes on: end it first, and tell the tutor.")
