"""Offers of the same person made one, and made two again within a period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.tutoring.models import Tutor, TutorApplication
from accanto.tutoring.operations.application import COLUMNS, ended, require_waiting
from accanto.tutoring.operations.likeness import forget_keys, note_keys
from accanto.tutoring.words import ApplicationState

#: How long a merge can be undone: as that of two persons.
UNDO_FOR = timedelta(days=30)
#: Lists of which a merged record takes both.
_LISTS = ("languages", "times", "offers", "interests")


@transaction.atomic
def merge_application(
    actor: Actor, *, application: TutorApplication, into: TutorApplication | Tutor
) -> TutorApplication | Tutor:
    """The same person twice: the later offer goes into the earlier one, or into the tutor that there is.

    What the earlier lacks is taken from the later, lists are joined. Returns the row that stays. Raises
    ValidationError where someone has decided already.
    """
    if isinstance(into, Tutor):
        require_waiting(actor, application)
        if not allowed_on(actor, "tutors.edit", into):
            raise NotAllowed
        trail.lock(into)
        before = {name: getattr(into, name) for name in COLUMNS}
        after = _completed(before, application.answers)
        trail.change(actor, into, "tutor.completed", **after)
        note_keys(into)
        _absorb(actor, application, before, after, tutor=into)
        return into
    if into.pk == application.pk:
        raise ValidationError(_("This is the same offer: choose another."))
    for row in sorted((application, into), key=lambda each: each.pk):
        trail.lock(row)  # in one order, so that two who merge the same two do not wait for each other
    require_waiting(actor, application)
    require_waiting(actor, into)
    earlier, later = sorted((application, into), key=lambda row: (row.created_at, row.pk))
    before = dict(earlier.answers)
    answers = {**later.answers, **before, **_completed(before, later.answers)}
    trail.change(actor, earlier, "application.completed", answers=answers)
    note_keys(earlier)
    _absorb(actor, later, before, answers, merged_into=earlier)
    return earlier


def _absorb(
    actor: Actor, row: TutorApplication, before: Mapping[str, Any], after: Mapping[str, Any], **into: Any
) -> None:
    """The offer that went into another, with what it takes to undo it."""
    changed = {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}
    taken = {"state": str(row.state), "changed": changed}
    forget_keys(row)
    how = ended(actor, ApplicationState.MERGED)
    trail.change(actor, row, "application.merged", taken=taken, **into, **how)


def _completed(before: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """What changes when one record takes in another."""
    changed = {
        name: more[name]
        for name in COLUMNS
        if name not in _LISTS and more.get(name) and before.get(name) in ("", None, [], "unknown")
    }
    for name in _LISTS:
        joined = list(dict.fromkeys([*(before.get(name) or []), *(more.get(name) or [])]))
        if joined != (before.get(name) or []):
            changed[name] = joined
    return changed


def may_unmerge(application: TutorApplication) -> bool:
    """Whether the period in which a merge can be undone still runs."""
    decided, is_merged = application.decided_at, application.state == ApplicationState.MERGED
    return bool(is_merged and application.taken and decided and decided > timezone.now() - UNDO_FOR)


@transaction.atomic
def unmerge_application(actor: Actor, *, application: TutorApplication) -> TutorApplication:
    """They are two: each says again what it said, and the merged one waits again. What someone corrected since
    in the row that stayed is left as it is.

    Raises ValidationError after the period, or where the row that stayed was answered or handed on meanwhile.
    """
    if not allowed_on(actor, "tutors.edit", application):
        raise NotAllowed
    trail.lock(application)
    if not may_unmerge(application):
        raise ValidationError(_("This merge can no longer be undone."))
    stayed = application.tutor or application.merged_into
    if stayed is None or not allowed_on(actor, "tutors.edit", stayed):
        raise ValidationError(_("You can no longer see the other record."))
    trail.lock(stayed)
    changed: dict[str, list[Any]] = application.taken["changed"]
    if isinstance(stayed, Tutor):
        back = {name: was for name, (was, is_now) in changed.items() if getattr(stayed, name) == is_now}
        trail.change(actor, stayed, "tutor.uncompleted", **back)
    else:
        if not stayed.is_waiting:
            raise ValidationError(_("The other offer was answered meanwhile: correct it there."))
        trail.change(actor, stayed, "application.uncompleted", answers=_without(stayed.answers, changed))
    note_keys(stayed)
    trail.change(
        actor,
        application,
        "application.unmerged",
        state=application.taken["state"],
        taken={},
        tutor=None,
        merged_into=None,
        decided_at=None,
        decided_by=None,
    )
    note_keys(application)
    return application


def _without(answers: Mapping[str, Any], changed: Mapping[str, list[Any]]) -> dict[str, Any]:
    """Answers as they were before a merge, but for what was corrected since; what was not said is gone again."""
    back = dict(answers)
    for name, (was, is_now) in changed.items():
        if back.get(name) != is_now:
            continue
        if was is None:
            del back[name]
        else:
            back[name] = was
    return back
