"""The trail, read for a page. Callers have checked `people.history` on the person or case."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from accanto.accounts.models import Membership, User
from accanto.core.actor import Actor, Paths, either
from accanto.core.together import together
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
_REACH = "people.see"
#: Who coordinates a project sees what moved at its partners.
_OVERVIEW = "coordination.edit"
_PLACE = Paths(organisation="organisation_id", project="project_id")


def entries_about(
    actor: Actor, *, person_id: UUID | None = None, case_id: UUID | None = None, limit: int = 50
) -> list[AuditEntry]:
    """The newest entries about a person or a case, newest first: of the actor's organisations, and of no one's.

    Another organisation may know the person too. What it did does not show; that a fact both read was
    changed does, without who; that it looked at the name does not.
    Raises ValueError when asked about nobody, so that a missing id never means "all".
    """
    about = {
        key: value for key, value in (("person_id", person_id), ("case_id", case_id)) if value is not None
    }
    if not about:
        raise ValueError("entries_about() needs a person or a case")
    entries = AuditEntry.objects.unscoped(
        "asked for one person's or case's page, after people.history was checked"
    ).filter(**about)
    reach = actor.rows(_REACH, _PLACE)
    if reach == Q():
        return list(with_names(entries).order_by("-number")[:limit])
    looked = Q(organisation_id=None, action__startswith="identity.")
    colleagues = Membership.objects.unscoped("whose acts are a colleague's").filter(
        actor.rows(_REACH, Paths(organisation="organisation"))
    )
    mine = Q(user_id=None) | Q(user_id__in=colleagues.values("user_id"))
    shown = entries.filter(reach | (Q(organisation_id=None) & (~looked | mine)))
    by_one = Exists(colleagues.filter(user_id=OuterRef("user_id")))
    found = list(with_names(shown).annotate(by_colleague=by_one).order_by("-number")[:limit])
    for entry in found:
        if entry.user_id is not None and not entry.by_colleague:
            entry.user_label = entry.user_name = _("another organisation")
    return found


def with_names(entries: Any) -> Any:
    """The entries with the names of who acted, in the same query: `AuditEntry.who` reads them."""
    names = User.objects.filter(pk=OuterRef("user_id")).order_by().values("name")
    return entries.annotate(user_name=Subquery(names[:1]))


def data_version() -> str:
    """Changes with every recorded write, in the transaction of the write; "" before the first.

    Read it before what is worked out from the data: what is kept under a version is then never older
    than it. It is a digest, not a number: after a restore, a number would come again for other data.
    """
    return TrailHead.objects.filter(pk=1).values_list("written", flat=True).first() or ""


def recent_work(actor: Actor, limit: int = 8) -> list[AuditEntry]:
    """What colleagues did last where the actor sees persons, openings of identities excepted; for who
    coordinates a project, what its partners did.

    Asked together, a part for each act: each is read from its index's end, however long an organisation's
    trail has grown.
    """
    if not (actor.may(_REACH) or actor.may(_OVERVIEW)):
        return []
    entries = AuditEntry.objects.unscoped(
        "colleagues' work, within the actor's organisations and projects, without content"
    )
    within = either(actor.rows(_REACH, _PLACE), actor.rows(_OVERVIEW, _PLACE))
    newest = entries.filter(within).exclude(user_id=actor.user_id).order_by("-number")
    parts = together({act: newest.filter(action=act)[:limit] for act in SHARED_WORK}, with_names)
    found = [entry for part in parts.values() for entry in part]
    return sorted(found, key=lambda entry: -entry.number)[:limit]


def entries_of(objects: Collection[str], limit: int = 100) -> list[AuditEntry]:
    """The newest entries about rows of the directory by their identifiers, newest first.

    The caller sees those rows, and shows of each entry no more than of the row itself.
    """
    entries = AuditEntry.objects.unscoped("the history of entries of the directory that the caller sees")
    return list(with_names(entries.filter(object_id__in=list(objects))).order_by("-number")[:limit])
