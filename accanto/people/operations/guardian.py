"""Who stands in law for a minor or an adult."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.core import trail
from accanto.core.actor import Actor
from accanto.people.models import STAND_IN_LAW, Guardianship, Person
from accanto.people.operations.person import require_on


def add_guardian(
    actor: Actor, *, person: Person, decree_on: date | None = None, email: str = "", **values: Any
) -> Guardianship:
    """Record a guardianship. Raises ValidationError at the field: nobody by name or account, no such account, a
    decree or a beginning still to come."""
    require_on(actor, "people.edit", person)
    user = User.objects.filter(email__iexact=email, is_active=True).first() if email else None
    if email and user is None:
        raise ValidationError({"email": _("Nobody has an account with this address.")})
    if user is None and not values.get("name", "").strip():
        raise ValidationError({"name": _("Write the name, or the address of their account.")})
    today = timezone.localdate()
    for field, day in (("decree_on", decree_on), ("since", values["since"])):
        if day is not None and day > today:
            raise ValidationError({field: _("This day is still to come.")})
    row = Guardianship(
        person=person, user=user, decree_on=decree_on.isoformat() if decree_on else "", **values
    )
    return trail.create(actor, row, "guardian.added")


def end_guardian(actor: Actor, *, guardianship: Guardianship, until: date) -> Guardianship:
    """It ends, or ended, on a day: another guardian was named, the minor came of age."""
    require_on(actor, "people.edit", guardianship.person)
    if until < guardianship.since:
        raise ValidationError({"until": _("It began after this day.")})
    return trail.change(actor, guardianship, "guardian.ended", until=until)


def read_guardians(actor: Actor, *, person: Person, opened: bool) -> list[Guardianship]:
    """The guardianships of a person in sight, newest first. `opened`: whether the person's name may be opened now;
    then the page shows the guardians' names too, and that is an act with an entry."""
    rows = list(person.guardianships.all())
    if opened and rows:
        trail.note(actor, "guardian.opened", rows[0])
    return rows


def needs_guardian(person: Person) -> bool:
    """Whether another has to say yes for this person: a minor, or an adult for whom a guardian stands in law."""
    today = timezone.localdate()
    held = person.guardianships.filter(kind__in=[kind.value for kind in STAND_IN_LAW])
    return person.is_minor or any(row.holds_on(today) for row in held)
