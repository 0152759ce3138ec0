"""Who of the two can be written to, in which language, and what they were told before: for many ties at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from accanto.core.actor import SystemActor
from accanto.people.models import Consent, ConsentPurpose, LanguageSkill, Person
from accanto.tutoring.counted import counted
from accanto.tutoring.models import Contact, Reminder, ReminderStop, Tutoring
from accanto.tutoring.words import Side

_EYES = SystemActor("reminders")
_SITE_LANGUAGES = {"ita": "it", "eng": "en", "fra": "fr", "ara": "ar", "ron": "ro"}
_LOOK_BACK = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Recipient:
    """`from_identity`: the address stands in the identity of somebody without an account (ADR 0017)."""

    side: Side
    address: str
    language: str
    from_identity: bool = False


class Recipients:
    """What is asked of these ties before anyone is written to: six queries, however many ties.

    The ties come with their tutor, person, accounts and identity.
    """

    def __init__(self, ties: Sequence[Tutoring]) -> None:
        keys = [tie.pk for tie in ties]
        persons = [tie.case.person_id for tie in ties]
        since = timezone.localdate() - _LOOK_BACK
        stops = ReminderStop.objects.visible_to(_EYES)
        self._tutors_stopped = set(
            stops.filter(side=Side.TUTOR, tutoring__tutor__in=[tie.tutor_id for tie in ties])
            .values_list("tutoring__tutor_id", flat=True)
        )  # fmt: skip
        self._persons_stopped = set(
            stops.filter(side=Side.PERSON, tutoring__case__person__in=persons)
            .values_list("tutoring__case__person_id", flat=True)
        )  # fmt: skip
        self._languages: dict[Any, str] = {}
        for person, language in LanguageSkill.objects.visible_to(_EYES).filter(
            person__in=persons, language__in=_SITE_LANGUAGES
        ).order_by("-is_first", "language").values_list("person_id", "language"):  # fmt: skip
            self._languages.setdefault(person, _SITE_LANGUAGES[language])
        self._consent: dict[Any, bool] = {}
        for consent in Consent.objects.visible_to(_EYES).filter(
            person__in=persons, purpose=ConsentPurpose.TUTORING
        ).order_by("-given_on", "-id"):  # fmt: skip
            self._consent.setdefault(consent.person_id, consent.withdrawn_on is None)
        self._last: dict[UUID, tuple[date, str]] = {}
        contacts = counted(Contact.objects.visible_to(_EYES)).filter(tutoring__in=keys, on__gte=since)
        for key, on, begun_by in contacts.order_by("-on", "-id").values_list("tutoring_id", "on", "begun_by"):
            self._last.setdefault(key, (on, begun_by))
        self._reminders: dict[UUID, list[Reminder]] = defaultdict(list)
        reminders = Reminder.objects.visible_to(_EYES).filter(tutoring__in=keys, week__gte=since)
        for row in reminders.order_by("-created_at", "-id"):
            self._reminders[row.tutoring_id].append(row)

    def of(self, tie: Tutoring, side: Side) -> Recipient | None:
        """Who reads for this side, or None: no address, no wish for mail, a consent that was withdrawn.

        The address in an identity is opened for those alone who agreed to be tutored, and have no account.
        """
        account = tie.tutor.account if side is Side.TUTOR else tie.case.person.account
        if account is not None and account.is_active:
            address, language, from_identity = account.email, account.language, False
        elif side is Side.TUTOR:
            address, language, from_identity = tie.tutor.email, "it", False
        else:
            address, language, from_identity = self._in_identity(tie.case.person)
        address = address.strip().lower()
        if self._wants_none(tie, side) or "@" not in address:
            return None
        return Recipient(side, address, language, from_identity)

    def _wants_none(self, tie: Tutoring, side: Side) -> bool:
        if side is Side.TUTOR:
            return tie.tutor_id in self._tutors_stopped
        person = tie.case.person_id
        return person in self._persons_stopped or not self._consent.get(person, True)

    def _in_identity(self, person: Person) -> tuple[str, str, bool]:
        """(address, language, True), the address empty without a consent that holds: then none is opened."""
        identity = getattr(person, "identity", None) if self._consent.get(person.pk, False) else None
        return identity.email if identity else "", self._languages.get(person.pk, "it"), True

    def began(self, tie: Tutoring) -> str:
        """Who began the last contact, as the contact says it; empty for none."""
        return self._last.get(tie.pk, (None, ""))[1]

    def reminded_last(self, tie: Tutoring) -> Side | None:
        rows = self._reminders[tie.pk]
        return Side(rows[0].side) if rows else None

    def reminded(self, tie: Tutoring, side: str, since: date, about: str) -> list[date]:
        """The days on which this side was written to about it, the last first."""
        days = [
            timezone.localdate(row.created_at)
            for row in self._reminders[tie.pk]
            if row.side == side and row.about == about
        ]
        return [day for day in days if day >= since]

    def unanswered(self, tie: Tutoring) -> int:
        """Reminders of a contact since the last one, to which nobody said anything."""
        last = self._last.get(tie.pk, (date.min, ""))[0]
        found = 0
        for row in self._reminders[tie.pk]:
            if row.answers or timezone.localdate(row.created_at) <= last:
                break
            found += row.about == Reminder.About.CONTACT
        return found
