"""Keeping it true: someone asked, and what came of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.directory.models import Check, Location, Organization, Service
from accanto.directory.operations.refresh import refresh
from accanto.directory.texts import root_of

#: A service is asked again after half a year.
CHECK_AFTER = timedelta(days=183)
#: Where nobody answered, it is tried again so soon.
TRY_AGAIN_AFTER = timedelta(days=14)
#: Nobody puts a check off for longer.
LATEST = timedelta(days=730)


@transaction.atomic
def check_service(
    actor: Actor,
    *,
    service: Service,
    said: str = "",
    how: str = Check.How.PHONE,
    outcome: str = Check.Outcome.CONFIRMED,
    again_by: date | None = None,
) -> Service:
    """Someone asked. Still true, or changed and put right: checked today, to be asked again by a day (in
    half a year unless one is given). Nobody answered: to be tried again soon; it is no more checked than
    before. No longer exists: it leaves the directory.
    """
    check = _asked(actor, service, how=how, outcome=outcome, said=said, again_by=again_by)
    trail.create(actor, check, "service.asked")
    if outcome == Check.Outcome.NO_ANSWER:
        return service
    values: dict[str, Any] = {"assured_date": check.on, "check_again_by": check.again_by}
    if outcome == Check.Outcome.CLOSED:
        values["status"] = Service.Status.DEFUNCT
    trail.change(actor, service, "service.checked", **values, last_modified=timezone.now())
    refresh({service.pk})
    return service


@transaction.atomic
def check_entry(
    actor: Actor,
    *,
    entry: Organization | Location,
    said: str = "",
    how: str = Check.How.PHONE,
    outcome: str = Check.Outcome.CONFIRMED,
    again_by: date | None = None,
) -> Organization | Location:
    """Someone asked about an organization or a place by itself. Its services keep their own days."""
    if outcome == Check.Outcome.CLOSED:
        raise ValidationError({"outcome": _("Say so of each of its services.")})
    check = _asked(actor, entry, how=how, outcome=outcome, said=said, again_by=again_by)
    trail.create(actor, check, "entry.asked")
    return entry


def _asked(actor: Actor, entry: Any, *, again_by: date | None, **values: Any) -> Check:
    actor.require("services.edit")
    today = timezone.localdate()
    answered = values["outcome"] != Check.Outcome.NO_ANSWER
    day = again_by or today + (CHECK_AFTER if answered else TRY_AGAIN_AFTER)
    if not today < day <= today + LATEST:
        raise ValidationError({"again_by": _("Choose a day after today, within two years.")})
    return Check(on=today, again_by=day, by_id=actor.user_id, **{root_of(entry): entry}, **values)
