"""What all tables of the directory share. Names of tables and columns are those of HSDS 3.2.3.

Human Services Data Specification: an Open Referral resource (https://openreferral.org/), CC BY-SA 4.0.
Our own columns, which HSDS lacks, are published as a profile by the `api` room.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record

#: Longest text of one field that is kept: about forty printed pages.
LONGEST = 100_000


class Visibility(models.TextChoices):
    """Who reads an entry: a shelter's address is for operators alone."""

    PUBLIC = "public", _("Everyone")
    OPERATORS = "operators", _("Operators only")


def long_text(label: Any, **options: Any) -> models.TextField[Any, Any]:
    """A text column that may be empty and ends somewhere."""
    return models.TextField(
        label, blank=True, default="", validators=[MaxLengthValidator(LONGEST)], **options
    )


def line(label: Any, size: int = 300, **options: Any) -> models.CharField[Any, Any]:
    """A line of text that may be empty."""
    return models.CharField(label, max_length=size, blank=True, default="", **options)


def part_of(target: str, related_name: str, **options: Any) -> Any:
    """A key to what a row is part of; several of them may be set, and all but one empty."""
    return models.ForeignKey(
        target, on_delete=models.CASCADE, null=True, blank=True, related_name=related_name, **options
    )


class Entry(Record):
    """A row of an HSDS table.

    `extra` holds what an import said in fields that HSDS and we do not know: it is given back on export.
    """

    #: The table's name in HSDS.
    hsds: ClassVar[str] = ""

    extra = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True
