"""What is one's own: the person who is followed, and whoever answers them for the organisation."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q

from accanto.core.actor import NOTHING, Actor, Paths
from accanto.core.scoping import RowScope

#: The person, their cases, and what hangs on those: to read on their own page, and nowhere else.
person_scope = RowScope(see="own.see", paths=Paths(own=("account",)))
case_scope = RowScope(see="own.see", paths=Paths(own=("person__account",)))
of_case_scope = RowScope(see="own.see", paths=Paths(own=("case__person__account",)))
copy_scope = RowScope(see="own.see", paths=Paths(own=("person__account",)))

message_scope = RowScope(
    see="messages.see",
    paths=Paths(
        organisation="case__organisation",
        project="case__project",
        territory="case__territory",
        own=("case__person__account",),
    ),
)
request_scope = RowScope(
    see="requests.see",
    paths=Paths(organisation="organisation", project="project", own=("person__account",)),
)


def shown(actor: Actor, capability: str, pk_path: str) -> Q:
    """Of the papers of one's own cases those that one may see: given by the person, or marked by the operator."""
    mine = actor.rows(capability, of_case_scope.paths)
    if mine in (Q(), NOTHING):
        return mine
    papers = apps.get_model("cases", "Document")._base_manager.filter(mine, for_person=True)
    return Q(**{f"{pk_path}__in": papers.order_by().values("pk")})


def about_me(actor: Actor, capability: str, pk_path: str) -> Q:
    """Entries of the trail about oneself. They hold no key to the person: the trail outlives what it tells of."""
    mine = actor.rows(capability, person_scope.paths)
    if mine in (Q(), NOTHING):
        return mine
    persons: Any = apps.get_model("people", "Person")._base_manager.filter(
        mine | Q(merged_into__account=actor.user_id)
    )
    entries = Q(person_id__in=persons.order_by().values("pk"))
    if pk_path == "pk":
        return entries
    found = apps.get_model("privacy", "AuditEntry")._base_manager.filter(entries)
    return Q(**{f"{pk_path}__in": found.order_by().values("pk")})


document_scope = RowScope(see="own.see", extra=shown)
trail_scope = RowScope(see="own.see", extra=about_me)
