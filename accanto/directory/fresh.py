"""How fresh an entry is."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.db.models import DateField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from accanto.core.actor import Actor
from accanto.directory.models import Check, Service

#: Where nobody ever asked, it stands before all days.
NEVER: Final = date(1970, 1, 1)
#: From an organization or place to its services.
TO_SERVICES: Final = {"organization": "organization", "location": "at_locations__location"}


def is_stale(service: Service) -> bool:
    """Whether nobody has said within the time that it is still true."""
    return service.check_again_by is None or service.check_again_by < timezone.localdate()


def with_freshness(actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Organizations or places with `checked` and `due`: the latest days on which someone asked about them or
    one of their services, and by which to ask again. NEVER where nobody ever asked."""
    root = str(rows.model._meta.model_name)
    own = Check.objects.visible_to(actor).filter(**{root: OuterRef("pk")})
    answered = own.exclude(outcome=Check.Outcome.NO_ANSWER)
    services = Service.objects.visible_to(actor).exclude(status=Service.Status.DEFUNCT)
    services = services.filter(**{TO_SERVICES[root]: OuterRef("pk")})
    return rows.annotate(
        checked=Greatest(_latest(answered, "on"), _latest(services, "assured_date")),
        due=Greatest(_latest(answered, "again_by"), _latest(services, "check_again_by")),
    )


def _latest(rows: QuerySet[Any], day: str) -> Coalesce:
    latest = rows.filter(**{f"{day}__isnull": False}).order_by(f"-{day}").values(day)[:1]
    return Coalesce(Subquery(latest), Value(NEVER), output_field=DateField())


def tell_freshness(row: Any) -> Any:
    """Put on a row of `with_freshness` what pages show of a service: `assured_date`, `check_again_by`, `stale`."""
    row.assured_date = row.checked if row.checked != NEVER else None
    row.check_again_by = row.due if row.due != NEVER else None
    row.stale = is_stale(row)
    return row
