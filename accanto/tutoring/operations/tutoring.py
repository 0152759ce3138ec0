"""Tutors, and the ties between them and the persons they stand beside."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.accounts.models import User
from accanto.cases.models import Case
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.network.models import Organisation, Project
from accanto.network.operations.partnership import require_place
from accanto.tutoring.models import Contact, Tutor, Tutoring
from accanto.tutoring.operations.likeness import note_keys


@transaction.atomic
def add_tutor(actor: Actor, *, organisation: Organisation, project: Project, **values: Any) -> Tutor:
    """Someone who is available to stand beside a person."""
    require_place(
        actor,
        "tutors.edit",
        organisation=organisation,
        project=project,
        territory=values.get("territory"),
    )
    row = Tutor(organisation=organisation, project=project, **values)
    tutor = trail.create(actor, row, "tutor.added")
    note_keys(tutor)
    return tutor


@transaction.atomic
def change_tutor(actor: Actor, *, tutor: Tutor, **values: Any) -> Tutor:
    """Contacts, capacity, the dates of interview and training, a pause.

    Raises ValidationError when training comes before the interview, or capacity falls below the ties
    that there are.
    """
    if not allowed_on(actor, "tutors.edit", tutor):
        raise NotAllowed
    interviewed = values.get("interviewed_on", tutor.interviewed_on)
    trained = values.get("trained_on", tutor.trained_on)
    if trained and (not interviewed or trained < interviewed):
        raise ValidationError({"trained_on": _("The first talk comes before the training.")})
    ties = tutor_ties(tutor)
    if values.get("capacity", tutor.capacity) < ties:
        raise ValidationError({"capacity": _("They already stand beside %(count)s.") % {"count": ties}})
    tutor = trail.change(actor, tutor, "tutor.changed", **values)
    note_keys(tutor)
    return tutor


def tutor_ties(tutor: Tutor) -> int:
    """How many persons a tutor stands beside now."""
    ties = Tutoring.objects.unscoped("capacity counts all ties of a tutor, whoever sees them")
    return ties.filter(tutor=tutor, ended_on=None).count()


@transaction.atomic
def start_tutoring(
    actor: Actor,
    *,
    case: Case,
    tutor: Tutor,
    introduced_on: date,
    both_said_yes: bool,
    exception: str = "",
) -> Tutoring:
    """Introduce the two, after both said yes; only a tutor who was met and trained, or with a reason.

    Raises ValidationError with the field at fault.
    """
    if not allowed_on(actor, "cases.edit", case) or not allowed_on(actor, "tutoring.edit", tutor):
        raise NotAllowed
    if not case.is_open:
        raise ValidationError(_("A colleague has closed this case meanwhile."))
    if tutor.project_id != case.project_id:
        raise ValidationError({"tutor": _("This tutor belongs to another project.")})
    trail.lock(tutor)  # two introductions at once: the second finds no room
    if not both_said_yes:
        raise ValidationError({"both_said_yes": _("Nobody is introduced before both said yes.")})
    ready = tutor.interviewed_on and tutor.trained_on
    if not ready and not exception.strip():
        raise ValidationError(
            {"exception": _("This tutor had no first talk or no training yet: say why all the same.")}
        )
    if tutor.paused:
        raise ValidationError({"tutor": _("This tutor is having a pause.")})
    if tutor_ties(tutor) >= tutor.capacity:
        raise ValidationError({"tutor": _("This tutor already stands beside as many as they can.")})
    if introduced_on > timezone.localdate():
        raise ValidationError({"introduced_on": _("This day is still to come.")})
    row = Tutoring(
        case=case, tutor=tutor, introduced_on=introduced_on, started_on=introduced_on, exception=exception
    )
    return trail.create(actor, row, "tutoring.started")  # why stands sealed on the row: it may name someone


def log_contact(
    actor: Actor, *, tutoring: Tutoring, kind: str, on: date, begun_by: str = "unknown", note: str = ""
) -> Contact:
    """A call, a message or a meeting, logged by either side or by the operator."""
    if not allowed_on(actor, "tutoring.contact", tutoring):
        raise NotAllowed
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")})
    if on < tutoring.introduced_on or (tutoring.ended_on and on > tutoring.ended_on):
        raise ValidationError({"on": _("The two were not beside each other on this day.")})
    row = Contact(
        tutoring=tutoring,
        kind=kind,
        on=on,
        begun_by=begun_by,
        logged_by=User.objects.filter(pk=actor.user_id).first(),
        note=note,
    )
    return trail.create(actor, row, "contact.logged")


@transaction.atomic
def end_tutoring(
    actor: Actor, *, tutoring: Tutoring, ended_on: date, end: str, what_remains: str = ""
) -> Tutoring:
    """The tie as the project knew it ends; what remains is worth writing down."""
    if not allowed_on(actor, "tutoring.edit", tutoring):
        raise NotAllowed
    trail.lock(tutoring)
    if tutoring.ended_on is not None:
        raise ValidationError(_("This tutoring has ended already."))
    if not end:
        raise ValidationError({"end": _("Say how it ended.")})
    return trail.change(
        actor, tutoring, "tutoring.ended", ended_on=ended_on, end=end, what_remains=what_remains
    )
