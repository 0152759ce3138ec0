"""The query parameters of HSDS; each list takes those that the specification gives it, joined by AND."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

from django.utils import timezone
from ninja import Schema
from pydantic import AfterValidator, Field

#: Rows of a page, and the most that one may ask for; `minimal` lists hold more.
PER_PAGE, MOST_PER_PAGE, MOST_MINIMAL = 50, 100, 20_000


def _in_time(moment: datetime) -> datetime:
    """A moment that both databases hold; without a zone it is of the site's."""
    if not 1900 <= moment.year <= 9000:
        raise ValueError("a year between 1900 and 9000 is needed")
    return (moment if timezone.is_aware(moment) else timezone.make_aware(moment)).astimezone(UTC)


Moment = Annotated[datetime, AfterValidator(_in_time)]
Word = Annotated[str, Field(max_length=200)]


class Said(Schema):
    """What every list takes."""

    search: Word = ""
    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    per_page: Annotated[int, Field(ge=1, le=MOST_MINIMAL)] | None = None
    format: Literal["json"] = "json"
    language: Literal["", "it", "en", "fr", "ar", "ro"] = ""

    def size(self, most: int = MOST_PER_PAGE, usual: int = PER_PAGE) -> int:
        return min(self.per_page or usual, most)


class OfTerms(Said):
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None


class Services(OfTerms):
    organization_id: UUID | None = None
    modified_after: Moment | None = None
    minimal: bool = False
    full: bool = False


class Organizations(OfTerms):
    full: bool = False
    full_service: bool = False


class AtLocations(OfTerms):
    organization_id: UUID | None = None
    modified_after: Moment | None = None
    full: bool = False
    postcode: Annotated[str, Field(max_length=20)] = ""
    proximity: Annotated[float, Field(gt=0, le=500, allow_inf_nan=False)] | None = None


class Terms(Said):
    taxonomy_id: UUID | None = None
    top_only: bool = False
    parent_id: UUID | None = None


class Language(Schema):
    """What a single document takes."""

    language: Literal["", "it", "en", "fr", "ar", "ro"] = ""


class OneOrganization(Language):
    full_service: bool = False
