"""Contacts of the two: noted by one, confirmed or corrected by the other; each counted once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.tutoring.counted import counted
from accanto.tutoring.models import Contact, ContactVersion, Tutoring
from accanto.tutoring.operations.rhythm import renew
from accanto.tutoring.operations.side import (
    as_one_of_the_two,
    going_on,
    sent_twice,
    side_of,
    user_of,
)
from accanto.tutoring.words import (
    ALREADY_CONFIRMED,
    DAY_TO_COME,
    NOT_TOGETHER,
    NOT_YOUR_TURN,
    NOT_YOURS,
    TAKEN_BACK,
    ContactState,
    Side,
)


@transaction.atomic
def log_contact(
    actor: Actor,
    *,
    tutoring: Tutoring,
    kind: str,
    on: date,
    begun_by: str = "unknown",
    note: str = "",
    members: list[str] | None = None,
    said_by: Side | None = None,
) -> Contact:
    """A call, a message or a meeting, noted by either side or by the operator; `said_by`: whose link of a
    reminder said so, where nobody is signed in.

    The operator's needs no confirmation. Where the other side noted one of the same kind and day, the new one
    is held to be perhaps the same, and counts only when the two say that it is another. Twice in a moment is
    once. Raises ValidationError with the field at fault.
    """
    if not allowed_on(actor, "tutoring.contact", tutoring):
        raise NotAllowed
    check_day(tutoring, on)
    trail.lock(tutoring)
    side = side_of(tutoring, actor.user_id)
    if side is not None:
        going_on(actor, tutoring)
    elif actor.user_id is None:
        side = said_by
    noted_by = side or Contact.By.ORGANISATION
    of_the_day = list(counted(tutoring.contacts).filter(kind=kind, on=on).order_by("created_at"))
    again = sent_twice(of_the_day, noted_by=noted_by)
    if again is not None:
        return again
    row = Contact(
        tutoring=tutoring,
        kind=kind,
        on=on,
        begun_by=begun_by,
        logged_by=user_of(actor),
        noted_by=noted_by,
        state=ContactState.NOTED if side else ContactState.CONFIRMED,
        twin=_perhaps_the_same(tutoring, of_the_day, noted_by),
        members=members_of(tutoring, members),
        note=note.strip(),
    )
    trail.create(actor, row, "contact.logged")
    renew(tutoring)
    return row


def check_day(tutoring: Tutoring, on: date) -> None:
    """Raises ValidationError for a day on which the two were not, or are not yet, beside each other."""
    if on > timezone.localdate():
        raise ValidationError({"on": DAY_TO_COME})
    if on < tutoring.introduced_on or (tutoring.ended_on and on > tutoring.ended_on):
        raise ValidationError({"on": NOT_TOGETHER})


def members_of(tutoring: Tutoring, members: list[str] | None) -> list[str]:
    """Those of the identifiers that are members of this very group."""
    if not members:
        return []
    ours = {str(pk) for pk in tutoring.tutor.members.values_list("pk", flat=True)}
    return [member for member in map(str, members) if member in ours]


def _perhaps_the_same(tie: Tutoring, of_the_day: list[Contact], noted_by: str) -> Contact | None:
    """What someone else noted that day, and nobody has noted beside it yet."""
    paired = set(tie.contacts.filter(twin__in=of_the_day).values_list("twin", flat=True))
    others = (row for row in of_the_day if row.noted_by not in ("", noted_by) and row.pk not in paired)
    return next(others, None)


@transaction.atomic
def confirm_contact(actor: Actor, *, contact: Contact) -> Contact:
    """The other side says: so it was. Once more changes nothing."""
    side = as_one_of_the_two(actor, contact.tutoring)
    _still_there(contact)
    if contact.noted_by == side:
        raise ValidationError(NOT_YOUR_TURN)
    if contact.state != ContactState.NOTED:
        return contact
    return trail.change(actor, contact, "contact.confirmed", state=ContactState.CONFIRMED)


@transaction.atomic
def amend_contact(actor: Actor, *, contact: Contact, **values: Any) -> Contact:
    """Say how it was: kind, on, begun_by, note, members. One's own that nobody confirmed is simply changed; of
    any other, what it said before is kept beside it.

    Raises ValidationError with the field at fault.
    """
    side = as_one_of_the_two(actor, contact.tutoring)
    _still_there(contact)
    check_day(contact.tutoring, values["on"])
    values["members"] = members_of(contact.tutoring, values.get("members") or contact.members)
    if not any(getattr(contact, name) != value for name, value in values.items()):
        return contact
    if contact.noted_by == side and contact.state == ContactState.NOTED:
        return _renewed(trail.change(actor, contact, "contact.changed", **values))
    before = ContactVersion(
        contact=contact,
        kind=contact.kind,
        on=contact.on,
        begun_by=contact.begun_by,
        note=contact.note,
        said_by=_last_said_by(contact),
    )
    trail.create(actor, before, "contact.version_kept")
    return _renewed(trail.change(actor, contact, "contact.amended", state=ContactState.AMENDED, **values))


def _last_said_by(contact: Contact) -> str:
    """Who said what the contact says now: who noted it, and after each correction the other one."""
    said = [Contact.By.TUTOR, Contact.By.PERSON]
    last = contact.versions.order_by("-created_at", "-id").first()
    if last is None or last.said_by not in said:
        return contact.noted_by
    return next(each for each in said if each != last.said_by)


@transaction.atomic
def withdraw_contact(actor: Actor, *, contact: Contact) -> Contact:
    """Take back what one noted oneself, while the other has not said yes to it."""
    side = as_one_of_the_two(actor, contact.tutoring)
    trail.lock(contact)
    if contact.noted_by != side:
        raise ValidationError(NOT_YOURS)
    if contact.state == ContactState.WITHDRAWN:
        return contact
    if contact.state != ContactState.NOTED:
        raise ValidationError(ALREADY_CONFIRMED)
    for twin in contact.tutoring.contacts.filter(twin=contact):  # what stood behind it now stands for itself
        trail.change(actor, twin, "contact.told_apart", twin=None)
    return _renewed(trail.change(actor, contact, "contact.withdrawn", state=ContactState.WITHDRAWN))


@transaction.atomic
def say_if_same(actor: Actor, *, contact: Contact, same: bool) -> Contact:
    """Whether a contact is the one that the other side noted too: then that one is confirmed by both, and
    this one put away; or another of the same day, which then counts."""
    going_on(actor, contact.tutoring)
    trail.lock(contact)
    first = contact.twin
    if first is None or contact.state == ContactState.WITHDRAWN:
        return contact  # said already, by either
    if not same:
        return _renewed(trail.change(actor, contact, "contact.told_apart", twin=None))
    if first.state == ContactState.NOTED:
        trail.change(actor, first, "contact.confirmed", state=ContactState.CONFIRMED)
    return _renewed(trail.change(actor, contact, "contact.same", state=ContactState.WITHDRAWN))


def _still_there(contact: Contact) -> None:
    trail.lock(contact)
    if contact.state == ContactState.WITHDRAWN:
        raise ValidationError(TAKEN_BACK)


def _renewed(contact: Contact) -> Contact:
    """How the tie stands, after what it stands on changed."""
    renew(contact.tutoring)
    return contact
