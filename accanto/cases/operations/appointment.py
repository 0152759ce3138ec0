"""Appointments and tasks of a case: planned, moved, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.cases.companions import companions
from accanto.cases.models import Appointment, AppointmentOutcome, Case, Task
from accanto.cases.models.appointment import Along, is_no_hour
from accanto.cases.operations.case import operators_of, require_on
from accanto.core import trail
from accanto.core.actor import Actor

#: Nothing is planned, nor written down, further away: a year typed wrongly.
_FURTHEST = timedelta(days=3 * 366)


def plan_appointment(
    actor: Actor,
    *,
    case: Case,
    kind: str,
    on: date,
    at: time | None = None,
    minutes: int = 60,
    place: str = "",
    note: str = "",
    along: str = "",
    mediator: str = "",
) -> Appointment:
    """An appointment; `along` is the key of one of `companions`. Raises ValidationError at its field."""
    require_on(actor, "appointments.edit", case)
    _require_day(on, at)
    row = Appointment(case=case, kind=kind, on=on, at=at, minutes=minutes, place=place, note=note)
    for name, value in _going_along(actor, case, along, mediator).items():
        setattr(row, name, value)
    return trail.create(actor, row, "appointment.planned")


def change_appointment(
    actor: Actor, *, appointment: Appointment, along: str = "", mediator: str = "", **values: Any
) -> Appointment:
    """Correct an appointment. Who goes along stays, where they are no longer one of those to choose from."""
    require_on(actor, "appointments.edit", appointment)
    _require_day(values["on"], values["at"])
    if along != appointment.along_key or along == Along.MEDIATOR:
        values |= _going_along(actor, appointment.case, along, mediator)
    return trail.change(actor, appointment, "appointment.changed", **values)


@transaction.atomic
def move_appointment(actor: Actor, *, appointment: Appointment, on: date, at: time | None) -> Appointment:
    """To another day or hour: the one before stays, as moved. Returns the new one."""
    require_on(actor, "appointments.edit", appointment)
    trail.lock(appointment)
    if appointment.outcome != AppointmentOutcome.WAITING:
        raise ValidationError(_("A colleague has written down meanwhile what came of it."))
    _require_day(on, at)
    stays = ("case", "kind", "minutes", "place", "note", "along", "along_user", "along_key", "along_name")
    new = Appointment(on=on, at=at, **{name: getattr(appointment, name) for name in stays})
    new = trail.create(actor, new, "appointment.planned")
    outcome = AppointmentOutcome.MOVED
    trail.change(actor, appointment, "appointment.moved", outcome=outcome, moved_to=new)
    return new


def record_appointment(actor: Actor, *, appointment: Appointment, outcome: str) -> Appointment:
    """What came of it; "waiting" takes an answer back. Nobody came before the day."""
    require_on(actor, "appointments.edit", appointment)
    if appointment.moved_to_id is not None:
        raise ValidationError(_("It was moved: write down what came of the new one."))
    on_the_day = (AppointmentOutcome.CAME, AppointmentOutcome.ABSENT)
    if outcome in on_the_day and appointment.on > timezone.localdate():
        raise ValidationError(_("This day is still to come."))
    return trail.change(actor, appointment, "appointment.recorded", outcome=outcome)


def at_the_same_time(actor: Actor, appointment: Appointment) -> list[Appointment]:
    """Others in the actor's sight of the same person, or with the same one going along, that overlap."""
    begins, ends = appointment.begins, appointment.ends
    if begins is None or ends is None:
        return []
    same = Q(case__person=appointment.case.person_id)
    if appointment.along_user_id is not None:
        same |= Q(along_user=appointment.along_user_id)
    near = (appointment.on - timedelta(days=1), appointment.on + timedelta(days=1))
    others = Appointment.objects.visible_to(actor).filter(
        same, on__range=near, outcome=AppointmentOutcome.WAITING, at__isnull=False
    )
    rows = others.exclude(pk=appointment.pk).select_related("case").order_by("on", "at", "id")
    return [row for row in rows if row.begins and row.ends and row.begins < ends and begins < row.ends]


def _require_day(on: date, at: time | None) -> None:
    if abs(on - timezone.localdate()) > _FURTHEST:
        raise ValidationError({"on": _("This day is too far away: look at the year.")})
    if at is not None and is_no_hour(datetime.combine(on, at)):
        raise ValidationError({"at": _("This hour does not exist on that day: the clocks go forward.")})


def _going_along(actor: Actor, case: Case, key: str, mediator: str) -> dict[str, Any]:
    if not key:
        return {"along": "", "along_user": None, "along_key": "", "along_name": ""}
    found = next((each for each in companions(actor, case) if each.key == key), None)
    if found is None:
        raise ValidationError({"along": _("Choose one of these.")})
    name = mediator.strip() if found.along == Along.MEDIATOR else found.name
    return {"along": found.along, "along_user": found.user, "along_key": key, "along_name": name}


# --- tasks ----------------------------------------------------------------------------------------------


def add_task(actor: Actor, *, case: Case, what: str, who: User, due: date) -> Task:
    """Something to do by a day. Raises ValidationError for someone who does not work there."""
    require_on(actor, "appointments.edit", case)
    _require_day(due, None)
    if not operators_of(case.organisation, case.project, case.territory).filter(pk=who.pk).exists():
        raise ValidationError({"who": _("This user is not an operator of this organisation and project.")})
    return trail.create(actor, Task(case=case, what=what, who=who, due=due), "task.added")


@transaction.atomic
def move_task(actor: Actor, *, task: Task, due: date) -> Task:
    """To another day. Raises ValidationError for one that is done, and for a day too far away."""
    require_on(actor, "appointments.edit", task.case)
    trail.lock(task)
    if task.done_on is not None:
        raise ValidationError(_("A colleague has done it meanwhile."))
    _require_day(due, None)
    return trail.change(actor, task, "task.moved", due=due)


@transaction.atomic
def tasks_done(actor: Actor, *, tasks: Iterable[Task]) -> int:
    """Several at once; those that a colleague ticked meanwhile stay theirs. Returns how many were ticked."""
    done, by = 0, User.objects.filter(pk=actor.user_id).first()
    for task in sorted(tasks, key=lambda each: str(each.pk)):
        require_on(actor, "appointments.edit", task.case)
        trail.lock(task)
        if task.done_on is None:
            trail.change(actor, task, "task.done", done_on=timezone.localdate(), done_by=by)
            done += 1
    return done
