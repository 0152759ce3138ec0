"""The trail, read for a page. Callers have checked `people.history` on the person or case."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from accanto.core.actor import Actor
from accanto.privacy.models import AuditEntry

#: Acts that colleagues may see on Today: they say what moved, never what was read.
SHARED_WORK = ("case.opened", "case.closed", "encounter.recorded", "plan.version_agreed", "tutoring.started")


def entries_about(
    *, person_id: UUID | None = None, case_id: UUID | None = None, limit: int = 50
) -> list[AuditEntry]:
    """The newest entries about a person or a case, newest first.

    Raises ValueError when asked about nobody, so that a missing id never means "all".
    """
    about = {
        key: value for key, value in (("person_id", person_id), ("case_id", case_id)) if value is not None
    }
    if not about:
        raise ValueError("entries_about() needs a person or a case")
    entries = AuditEntry.objects.unscoped(
        "asked for one person's or case's page, after people.history was checked"
    )
    return list(entries.filter(**about).order_by("-number")[:limit])


def recent_work(actor: Actor, limit: int = 8) -> list[AuditEntry]:
    """What colleagues of the actor's organisations did last, openings of identities excepted."""
    organisations = {
        grant.organisation_id for grant in getattr(actor, "grants", ()) if grant.reach("people.see")
    }
    if not organisations:
        return []
    entries = AuditEntry.objects.unscoped(
        "colleagues' work, within the actor's organisations, without content"
    )
    shown = entries.filter(organisation_id__in=organisations, action__in=SHARED_WORK).exclude(
        user_id=actor.user_id
    )
    return list(shown.order_by("-number")[:limit])


def entries_of(objects: Collection[str], limit: int = 100) -> list[AuditEntry]:
    """The newest entries about rows of the directory by their identifiers, newest first.

    The caller sees those rows, and shows of each entry no more than of the row itself.
    """
    entries = AuditEntry.objects.unscoped("the history of entries of the directory that the caller sees")
    return list(entries.filter(object_id__in=list(objects)).order_by("-number")[:limit])
