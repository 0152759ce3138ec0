"""The trail, read for a page. Callers have checked `people.history` on the person or case."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from accanto.core.actor import Actor
from accanto.privacy.models import AuditEntry, TrailHead

#: Acts that colleagues may see on Today: they say what moved, never what was read.
SHARED_WORK = (
    "case.opened",
    "case.closed",
    "encounter.recorded",
    "plan.version_agreed",
    "tutoring.started",
    "referral.answered",
)


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


def data_version() -> str:
    """Changes with every recorded write, in the transaction of the write; "" before the first.

    Read it before what is worked out from the data: what is kept under a version is then never older
    than it. It is a digest, not a number: after a restore, a number would come again for other data.
    """
    return TrailHead.objects.filter(pk=1).values_list("written", flat=True).first() or ""


def recent_work(actor: Actor, limit: int = 8) -> list[AuditEntry]:
    """What colleagues of the actor's organisations did last, openings of identities excepted; for who
    coordinates a project, what its partners did."""
    grants = getattr(actor, "grants", ())
    organisations = {grant.organisation_id for grant in grants if grant.reach("people.see")}
    projects = {grant.project_id for grant in grants if grant.reach("coordination.edit") and grant.project_id}
    if not organisations and not projects:
        return []
    entries = AuditEntry.objects.unscoped(
        "colleagues' work, within the actor's organisations and projects, without content"
    )
    within = Q(organisation_id__in=organisations) | Q(project_id__in=projects)
    shown = entries.filter(within, action__in=SHARED_WORK).exclude(user_id=actor.user_id)
    return list(shown.order_by("-number")[:limit])
