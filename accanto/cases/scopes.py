"""Who sees which cases: the organisation that follows them, within its projects and territories;
and who sees a referral without its case: the organisation whose service it was sent to."""

from typing import Any

from django.apps import apps
from django.db.models import Q

from accanto.core.actor import Actor, Paths, either
from accanto.core.scoping import RowScope, scope_condition

case_scope = RowScope(
    see="cases.see",
    paths=Paths(
        organisation="organisation", project="project", territory="territory", own=("operator", "opened_by")
    ),
)

#: No project and no territory: they are the case's, and the desk works for whoever was sent to it.
incoming_scope = RowScope(
    see="referrals.in", paths=Paths(organisation="service__organization__network_organisation")
)


def unguarded(actor: Actor, prefix: str) -> Q:
    """Documents that tell of status or health: for who may see the person's status, and for who added them."""
    at = f"{prefix}__" if prefix else ""
    person: Any = apps.get_model("people", "Person")
    of_status = scope_condition(person, actor, "status.see", f"{at}case__person")
    own = Q(**{f"{at}guarded": False})
    if actor.user_id is not None:
        own |= Q(**{f"{at}added_by": actor.user_id})
    return either(own, of_status)


#: Those of the organisation's cases; and of each the one who goes along, who sees nothing else of the case.
appointment_scope = RowScope(
    see="appointments.see",
    paths=Paths(
        organisation="case__organisation",
        project="case__project",
        territory="case__territory",
        own=("case__operator", "along_user"),
    ),
)
