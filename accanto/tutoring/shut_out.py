"""Whose own reach ends at once: a tutor who is suspended, with the members of a group."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from accanto.tutoring.models import Tutor, TutorLeft, TutorMember

_BARRED = Q(suspended_on__isnull=False) | Q(left_because=TutorLeft.SUSPENDED)


def condition() -> Q:
    """On a membership: its user is, or is of, a tutor who is suspended or was let go after that."""
    own = Tutor._base_manager.filter(_BARRED, account=OuterRef("user"))
    groups = Tutor._base_manager.filter(_BARRED)
    of_group = TutorMember._base_manager.filter(account=OuterRef("user"), tutor__in=groups)
    return Q(Exists(own)) | Q(Exists(of_group))
