"""What is asked to be seen of a tutor before an introduction, and how each of it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet
from accanto.network.models.project import in_language
from accanto.tutoring.models import AskedCheck, Tutor, TutorCheck

#: So long before it lapses, a check comes up on Today.
WARNED_BEFORE = timedelta(days=30)


class Known(models.TextChoices):
    """Checks that organisations have in common; others are called by their own name."""

    IDENTITY = "identity_document", _("Identity document")
    REFERENCE = "reference", _("Reference of someone who knows them")
    RECORD = "criminal_record", _("Criminal record certificate (where minors are involved)")


@dataclass(frozen=True, slots=True)
class Asked:
    """Something asked for. `minors_only`: only where the person, or someone they live with, is a minor."""

    key: str
    text: str
    minors_only: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How something asked for stands on a day: `state` is missing, lapsed, lapsing or seen."""

    asked: Asked
    seen: TutorCheck | None
    state: str

    @property
    def is_good(self) -> bool:
        return self.state in ("seen", "lapsing")


def asked_of(actor: Actor, tutor: Tutor) -> list[Asked]:
    """What the project and the organisation of a tutor ask for, the project's first."""
    own = AskedCheck.objects.visible_to(actor).filter(organisation=tutor.organisation_id)
    told = (tutor.project.definition.get("tutoring") or {}).get("checks")
    return _asked(told, [row.key for row in own])


def _asked(told: list[dict[str, Any]] | None, own: Iterable[str]) -> list[Asked]:
    found = {
        each["key"]: Asked(each["key"], in_language(each.get("text")) or name_of(each["key"]), _minors(each))
        for each in told or ()
    }
    for key in own:
        found.setdefault(key, Asked(key, name_of(key), key == Known.RECORD))
    return list(found.values())


def _minors(told: dict[str, Any]) -> bool:
    return bool(told.get("minors_only", told["key"] == Known.RECORD))


def name_of(key: str) -> str:
    """The words of a known check, or the name that the organisation gave it."""
    return str(Known(key).label) if key in Known.values else key


def standings(actor: Actor, tutor: Tutor, today: date) -> list[Standing]:
    """How each check asked of this tutor stands today; then what was seen though nobody asks for it."""
    asked = asked_of(actor, tutor)
    latest = _latest(tutor.checks.select_related("seen_by"))
    extra = [Asked(key, name_of(key)) for key in latest if key not in {each.key for each in asked}]
    return [_standing(each, latest.get(each.key), today) for each in [*asked, *extra]]


def missing(actor: Actor, tutor: Tutor, today: date, *, minors: bool) -> list[Asked]:
    """What bars an introduction to this person: not seen, or no longer valid."""
    seen = _latest(tutor.checks.all())
    needed = [each for each in asked_of(actor, tutor) if minors or not each.minors_only]
    return [each for each in needed if not _standing(each, seen.get(each.key), today).is_good]


def with_asked(tutors: Any) -> Any:
    """The tutors, each with what their project asks for (`project_asks`), without the rest of its definition."""
    return tutors.annotate(project_asks=F("project__definition__tutoring__checks"))


def without_all(actor: Actor, tutors: list[Tutor], today: date) -> set[UUID]:
    """Those of the tutors (of `with_asked`) of whom something is not seen yet that is asked of everyone: two
    queries."""
    if not tutors:
        return set()
    own: dict[UUID, list[str]] = {}
    for row in AskedCheck.objects.visible_to(actor).filter(
        organisation__in={tutor.organisation_id for tutor in tutors}
    ):
        own.setdefault(row.organisation_id, []).append(row.key)
    seen: dict[UUID, list[TutorCheck]] = {}
    for check in TutorCheck.objects.visible_to(actor).filter(tutor__in=[tutor.pk for tutor in tutors]):
        seen.setdefault(check.tutor_id, []).append(check)
    asked: dict[tuple[UUID, UUID], list[Asked]] = {}
    found = set()
    for tutor in tutors:
        place = (tutor.project_id, tutor.organisation_id)
        if place not in asked:
            told: list[dict[str, Any]] | None = tutor.project_asks  # type: ignore[attr-defined]
            all_asked = _asked(told, own.get(tutor.organisation_id, ()))
            asked[place] = [each for each in all_asked if not each.minors_only]
        latest = _latest(seen.get(tutor.pk, []))
        if not all(_standing(each, latest.get(each.key), today).is_good for each in asked[place]):
            found.add(tutor.pk)
    return found


def _latest(rows: Iterable[TutorCheck]) -> dict[str, TutorCheck]:
    """The last check of each kind; the model's order has the newest first."""
    found: dict[str, TutorCheck] = {}
    for row in rows:
        found.setdefault(row.key, row)
    return found


def _standing(asked: Asked, seen: TutorCheck | None, today: date) -> Standing:
    if seen is None:
        return Standing(asked, None, "missing")
    if seen.valid_until is None or seen.valid_until > today + WARNED_BEFORE:
        return Standing(asked, seen, "seen")
    return Standing(asked, seen, "lapsed" if seen.valid_until < today else "lapsing")


def lapsing(actor: Actor, until: date) -> ScopedQuerySet:
    """The last checks of their kind that lapse up to a day, of tutors who are tutors still; soonest first."""
    rows = TutorCheck.objects.visible_to(actor, "tutors.edit").filter(
        tutor__left_on=None, valid_until__lte=until
    )
    newer = TutorCheck.objects.visible_to(actor, "tutors.edit").filter(
        tutor=OuterRef("tutor"), key=OuterRef("key"), seen_on__gt=OuterRef("seen_on")
    )
    last: ScopedQuerySet = rows.exclude(Exists(newer))
    return last.select_related("tutor").order_by("valid_until", "id")
