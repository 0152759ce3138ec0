"""The first talk, the hours of training and the checks: what brings a tutor to an introduction."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.network.models import Organisation
from accanto.tutoring.models import (
    AskedCheck,
    Interview,
    InterviewOutcome,
    TrainingHours,
    Tutor,
    TutorCheck,
    TutorLeft,
)
from accanto.tutoring.modules import missing_modules, modules_of
from accanto.tutoring.operations.standing import let_go, pause_tutor


def fix_talk(actor: Actor, *, tutor: Tutor, at: datetime, place: str = "", who: User) -> Interview:
    """Fix the first talk. Raises ValidationError where the way is past it, or one is fixed already."""
    _require(actor, tutor)
    if tutor.left_on or tutor.suspended_on:
        raise ValidationError(_("This tutor is suspended or no tutor any more."))
    if tutor.interviewed_on:
        raise ValidationError(_("The first talk with this tutor was held already."))
    return trail.create(actor, Interview(tutor=tutor, at=at, place=place, who=who), "interview.fixed")


def move_talk(actor: Actor, *, interview: Interview, at: datetime, place: str, who: User) -> Interview:
    """Another day, time, place or colleague for a talk that is still to come."""
    _require(actor, interview.tutor)
    trail.lock(interview)
    _require_open(interview)
    return trail.change(actor, interview, "interview.moved", at=at, place=place, who=who)


@transaction.atomic
def record_talk(
    actor: Actor,
    *,
    interview: Interview,
    outcome: str,
    held_on: date,
    notes: str = "",
    words: str = "",
    back_on: date | None = None,
) -> Interview:
    """How the talk went, and what follows from it.

    Suitable: the training comes next. Not now: a pause, until a day where one is known. Not suitable: a
    goodbye with kind words, which are kept. Did not come: the talk is to be fixed again.
    Raises ValidationError with the field at fault.
    """
    _require(actor, interview.tutor)
    trail.lock(interview)
    _require_open(interview)
    today = timezone.localdate()
    if held_on > today:
        raise ValidationError({"held_on": _("This day is still to come.")})
    if back_on is not None and back_on <= today:
        raise ValidationError({"back_on": _("A pause ends on a day to come.")})
    tutor = interview.tutor
    if outcome == InterviewOutcome.NOT_SUITABLE and not words.strip():
        raise ValidationError({"words": _("Write the words with which you say it: kindly, they are kept.")})
    trail.change(actor, interview, "interview.recorded", outcome=outcome, recorded_on=held_on, notes=notes)
    if outcome == InterviewOutcome.SUITABLE:
        if held_on < tutor.available_on:
            raise ValidationError({"held_on": _("They were not available yet on this day.")})
        trail.change(actor, tutor, "tutor.met", interviewed_on=held_on)
    elif outcome == InterviewOutcome.NOT_NOW:
        pause_tutor(actor, tutor=tutor, until=back_on)
    elif outcome == InterviewOutcome.NOT_SUITABLE:
        let_go(actor, tutor=tutor, because=TutorLeft.NOT_SUITABLE, words=words)
    return interview


def hours_needed(tutor: Tutor) -> Decimal:
    """The hours of training that the project asks of its tutors, else the installation's."""
    told = (tutor.project.definition.get("tutoring") or {}).get("training_hours")
    return Decimal(told if told is not None else settings.ACCANTO_TRAINING_HOURS)


def hours_heard(tutor: Tutor) -> Decimal:
    return tutor.trainings.aggregate(sum=Sum("hours"))["sum"] or Decimal(0)


def training_is_complete(tutor: Tutor) -> bool:
    """The hours that are needed, and every module that the project asks for."""
    enough = hours_heard(tutor) >= hours_needed(tutor)
    return enough and not missing_modules(tutor.project, tutor.trainings.all())


@transaction.atomic
def add_hours(
    actor: Actor,
    *,
    tutor: Tutor,
    on: date,
    hours: Decimal,
    what: str = "",
    module: str = "",
    taught_by: str = "",
) -> TrainingHours:
    """Hours attended, of a module of the project (its key) or of anything else. With all that is needed, the tutor
    is trained from the last of these days.

    Raises ValidationError before the first talk, for a day still to come, for a module that there is not.
    """
    _require(actor, tutor)
    trail.lock(tutor)
    if tutor.interviewed_on is None:
        raise ValidationError(_("The first talk comes before the training."))
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")})
    if on < tutor.interviewed_on:
        raise ValidationError({"on": _("The first talk comes before the training.")})
    names = {each.key: each.text for each in modules_of(tutor.project)}
    if module and module not in names:
        raise ValidationError({"module": _("The project has no such module.")})
    row = TrainingHours(
        tutor=tutor, on=on, hours=hours, module=module, taught_by=taught_by.strip(),
        what=what.strip() or names.get(module, "")[:160],
    )  # fmt: skip
    row = trail.create(actor, row, "training.heard")
    if tutor.trained_on is None and training_is_complete(tutor):
        last = max(tutor.trainings.values_list("on", flat=True))
        trail.change(actor, tutor, "tutor.trained", trained_on=last)
    return row


@transaction.atomic
def remove_hours(actor: Actor, *, training: TrainingHours) -> Tutor:
    """Take back hours noted by mistake; where something is missing then, the training is not complete any more."""
    tutor = training.tutor
    _require(actor, tutor)
    trail.lock(tutor)
    trail.remove(actor, training, "training.taken_back")
    if tutor.trained_on and not tutor.correction and not training_is_complete(tutor):
        trail.change(actor, tutor, "tutor.training_reopened", trained_on=None)
    return tutor


@transaction.atomic
def correct_dates(
    actor: Actor, *, tutor: Tutor, interviewed_on: date | None, trained_on: date | None, why: str
) -> Tutor:
    """Dates of talk and training that stand otherwise than they were noted here, and why (kept sealed)."""
    _require(actor, tutor)
    today = timezone.localdate()
    for name, day in (("interviewed_on", interviewed_on), ("trained_on", trained_on)):
        if day is not None and day > today:
            raise ValidationError({name: _("This day is still to come.")})
    if trained_on and (not interviewed_on or trained_on < interviewed_on):
        raise ValidationError({"trained_on": _("The first talk comes before the training.")})
    if not why.strip():
        raise ValidationError({"why": _("Say why.")})
    return trail.change(
        actor,
        tutor,
        "tutor.dates_corrected",
        interviewed_on=interviewed_on,
        trained_on=trained_on,
        correction=why,
    )


def note_check(
    actor: Actor, *, tutor: Tutor, key: str, seen_on: date, valid_until: date | None = None
) -> TutorCheck:
    """Something was seen of the tutor, today by this actor. The document itself is not kept."""
    _require(actor, tutor)
    if seen_on > timezone.localdate():
        raise ValidationError({"seen_on": _("This day is still to come.")})
    row = TutorCheck(
        tutor=tutor,
        key=key,
        seen_on=seen_on,
        seen_by=User.objects.filter(pk=actor.user_id).first(),
        valid_until=valid_until,
    )
    return trail.create(actor, row, "check.seen")


@transaction.atomic
def ask_for_checks(actor: Actor, *, organisation: Organisation, keys: list[str]) -> list[str]:
    """What an organisation asks of its tutors, beside its projects: these and no others."""
    actor.require("tutors.rules", organisation=organisation)
    rows = {row.key: row for row in AskedCheck.objects.visible_to(actor).filter(organisation=organisation)}
    for key in keys:
        if key not in rows:
            trail.create(actor, AskedCheck(organisation=organisation, key=key), "asked_check.added")
    for key, row in rows.items():
        if key not in keys:
            trail.remove(actor, row, "asked_check.removed")
    return keys


def _require(actor: Actor, tutor: Tutor) -> None:
    if not allowed_on(actor, "tutors.edit", tutor):
        raise NotAllowed


def _require_open(interview: Interview) -> None:
    if interview.outcome:
        raise ValidationError(_("A colleague has told already how this talk went."))
