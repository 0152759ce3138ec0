"""Tutors, and the ties between them and the persons they stand beside."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.cases.models import Case
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.network.models import Organisation, Project
from accanto.network.operations.partnership import require_place
from accanto.people.models import HouseholdMember
from accanto.tutoring.checks import missing
from accanto.tutoring.models import Match, Tutor, Tutoring
from accanto.tutoring.operations.checkin import ask_for_last_word
from accanto.tutoring.operations.contact import log_contact
from accanto.tutoring.operations.likeness import note_keys
from accanto.tutoring.operations.party import close_doors
from accanto.tutoring.operations.request import held_for_others, serve
from accanto.tutoring.operations.rhythm import renew
from accanto.tutoring.places import tutored_by

__all__ = [
    "add_tutor",
    "change_of_tutor",
    "change_tutor",
    "close_tie",
    "end_tutoring",
    "log_contact",
    "open_ties",
    "require_free",
    "start_tutoring",
    "tutor_ties",
    "who_is_beside",
    "with_minors",
]


@transaction.atomic
def add_tutor(actor: Actor, *, organisation: Organisation, project: Project, **values: Any) -> Tutor:
    """Someone who is available to stand beside a person. Raises ValidationError where the project has no tutors."""
    tutors = tutored_by(project)
    if not tutors.has_own:
        raise ValidationError({"project": str(tutors.label)})
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
    """Contacts and capacity. Talk, training, pause and suspension have operations of their own.

    Raises ValidationError when capacity falls below the ties that there are, and says whose they are.
    """
    if not allowed_on(actor, "tutors.edit", tutor):
        raise NotAllowed
    ties = tutor_ties(tutor)
    if values.get("capacity", tutor.capacity) < ties:
        said = {"count": ties, "who": who_is_beside(actor, tutor)}
        raise ValidationError(
            {"capacity": _("They already stand beside %(count)s: %(who)s. First end one.") % said}
        )
    tutor = trail.change(actor, tutor, "tutor.changed", **values)
    note_keys(tutor)
    return tutor


def open_ties(tutor: Tutor) -> list[Tutoring]:
    """The ties of a tutor that go on, whoever sees them."""
    ties = Tutoring.objects.unscoped("capacity and suspension count all ties of a tutor, whoever sees them")
    return list(ties.filter(tutor=tutor, ended_on=None).select_related("case", "tutor"))


def tutor_ties(tutor: Tutor) -> int:
    """How many persons a tutor stands beside now."""
    return len(open_ties(tutor))


def who_is_beside(actor: Actor, tutor: Tutor) -> str:
    """Codes of the cases beside which a tutor stands, of those in the actor's sight."""
    seen = Tutoring.objects.visible_to(actor).filter(tutor=tutor, ended_on=None)
    return ", ".join(seen.order_by("started_on", "id").values_list("case__code", flat=True)) or "–"


@transaction.atomic
def start_tutoring(
    actor: Actor,
    *,
    case: Case,
    tutor: Tutor,
    introduced_on: date,
    both_said_yes: bool,
    exception: str = "",
    made_elsewhere: bool = False,
    follows: Tutoring | None = None,
) -> Tutoring:
    """Introduce the two, after both said yes; only a tutor who was met and trained, or with a reason.

    A pair made elsewhere needs a reason always. A check that is asked for and was not seen bars the
    introduction, unless a manager says why. Raises ValidationError with the field at fault.
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
    require_free(tutor)
    _require_place(actor, tutor, case)
    _require_ready(tutor, exception, made_elsewhere)
    _require_checks(actor, tutor, case, exception)
    if introduced_on > timezone.localdate():
        raise ValidationError({"introduced_on": _("This day is still to come.")})
    row = Tutoring(
        case=case,
        tutor=tutor,
        introduced_on=introduced_on,
        started_on=introduced_on,
        exception=exception,
        made_elsewhere=made_elsewhere,
        follows=follows,
    )
    row = trail.create(actor, row, "tutoring.started")  # why stands sealed on the row: it may name someone
    serve(actor, row)
    renew(row)
    return row


def _require_place(actor: Actor, tutor: Tutor, case: Case) -> None:
    """Raises ValidationError where every place of the tutor is taken, or held at the board for another pair: whoever
    introduces these two all the same lets that pair go first."""
    ties = tutor_ties(tutor)
    if ties >= tutor.capacity:
        raise ValidationError({"tutor": _("This tutor already stands beside as many as they can.")})
    held = held_for_others(tutor, case)
    if ties + len(held) < tutor.capacity:
        return
    seen = Match.objects.visible_to(actor).filter(pk__in=[match.pk for match in held])
    codes = ", ".join(seen.order_by("pk").values_list("request__case__code", flat=True))
    if codes:
        text = _("The place of this tutor is held at the board for %(who)s: let that pair go first.")
        raise ValidationError({"tutor": text % {"who": codes}})
    raise ValidationError({"tutor": _("The place of this tutor is held at the board for someone else.")})


def require_free(tutor: Tutor) -> None:
    """Raises ValidationError for a tutor who may not be asked now: suspended, gone, having a pause."""
    if tutor.suspended_on:
        raise ValidationError({"tutor": _("This tutor is suspended.")})
    if tutor.left_on:
        raise ValidationError({"tutor": _("This tutor is none any more.")})
    if tutor.paused and (tutor.paused_until is None or tutor.paused_until > timezone.localdate()):
        raise ValidationError({"tutor": _("This tutor is having a pause.")})


def _require_ready(tutor: Tutor, exception: str, made_elsewhere: bool) -> None:
    if exception.strip():
        return
    if made_elsewhere:
        raise ValidationError({"exception": _("A pair made elsewhere: say how the two know each other.")})
    if not (tutor.interviewed_on and tutor.trained_on):
        raise ValidationError(
            {"exception": _("This tutor had no first talk or no training yet: say why all the same.")}
        )


def _require_checks(actor: Actor, tutor: Tutor, case: Case, exception: str) -> None:
    lacking = missing(actor, tutor, timezone.localdate(), minors=with_minors(actor, case))
    if not lacking or (exception.strip() and allowed_on(actor, "tutors.waive", tutor)):
        return
    said = {"what": ", ".join(each.text for each in lacking)}
    raise ValidationError(
        {"exception": _("Not seen yet: %(what)s. Only a manager may go on, and says why here.") % said}
    )


def with_minors(actor: Actor, case: Case) -> bool:
    """Whether the person of a case is a minor, or lives with one."""
    person = case.person
    if person.is_minor:
        return True
    living = HouseholdMember.objects.visible_to(actor).filter(until=None, household__members__person=person)
    living = living.filter(household__members__until=None).select_related("person")
    return any(each.person.is_minor for each in living)


@transaction.atomic
def change_of_tutor(
    actor: Actor,
    *,
    tutoring: Tutoring,
    tutor: Tutor,
    introduced_on: date,
    end: str,
    both_said_yes: bool,
    what_remains: str = "",
    exception: str = "",
) -> Tutoring:
    """Another tutor beside the same person from a day: the first tie ends, the second takes over from it."""
    if tutor.pk == tutoring.tutor_id:
        raise ValidationError({"tutor": _("This tutor already stands beside this person.")})
    if introduced_on < tutoring.started_on:
        raise ValidationError({"introduced_on": _("The tutoring started after this day.")})
    # The new tie first: whoever comes in by link keeps the way in while a tutoring goes on.
    new = start_tutoring(
        actor,
        case=tutoring.case,
        tutor=tutor,
        introduced_on=introduced_on,
        both_said_yes=both_said_yes,
        exception=exception,
        follows=tutoring,
    )
    end_tutoring(actor, tutoring=tutoring, ended_on=introduced_on, end=end, what_remains=what_remains)
    return new


@transaction.atomic
def end_tutoring(
    actor: Actor,
    *,
    tutoring: Tutoring,
    ended_on: date,
    end: str,
    what_remains: str = "",
    ask_last_word: bool = True,
) -> Tutoring:
    """The tie as the project knew it ends; what remains is worth writing down, and each may say a last word."""
    if not allowed_on(actor, "tutoring.edit", tutoring):
        raise NotAllowed
    trail.lock(tutoring)
    if tutoring.ended_on is not None:
        raise ValidationError(_("This tutoring has ended already."))
    if not end:
        raise ValidationError({"end": _("Say how it ended.")})
    tutoring = close_tie(actor, tutoring, ended_on=ended_on, end=end, what_remains=what_remains)
    if ask_last_word:
        ask_for_last_word(actor, tutoring=tutoring)
    return tutoring


def close_tie(actor: Actor, tutoring: Tutoring, *, ended_on: date, **values: Any) -> Tutoring:
    """The tie ends, and with it the turn of whoever of a group stood beside the person. The caller has asked."""
    tutoring = trail.change(actor, tutoring, "tutoring.ended", ended_on=ended_on, **values)
    for turn in tutoring.beside.filter(until_on=None):
        trail.change(actor, turn, "member.stepped_aside", until_on=max(turn.from_on, ended_on))
    renew(tutoring)
    close_doors(actor, tutoring=tutoring)
    return tutoring
