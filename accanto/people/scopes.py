"""Who sees which persons: those whom an organisation in the actor's reach knows."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Q, QuerySet

from accanto.core.actor import NOTHING, Actor, Paths
from accanto.core.database import weighs_where_to_begin
from accanto.core.scoping import RowScope

person_scope = RowScope(
    see="people.see",
    through="involvements",
    paths=Paths(organisation="organisation", project="project", territory="territory", own=("follower",)),
)
opening_scope = RowScope(
    see="openings.review",
    paths=Paths(organisation="organisation", project="project", territory="territory", own=("opened_by",)),
)
household_scope = RowScope(
    see="people.see", paths=Paths(organisation="organisation", project="project", territory="territory")
)
erasure_scope = RowScope(
    see="erasures.ask",
    paths=Paths(organisation="organisation", project="project", territory="territory", own=("asked_by",)),
)


#: More persons than this, and an organisation's own are no longer a short list to start from: two
#: milliseconds, while the last among all of a network who is its own may take fifty to find.
FEW = 10_000


@dataclass(frozen=True)
class Known:
    """A condition that narrows nothing beyond the scope; and the keys of the persons in sight who were not
    merged into another, cheaper to count than their rows: None where all are in sight, or nobody."""

    condition: Q
    persons: QuerySet[Any] | None


def known_to(actor: Actor) -> Known:
    """The persons in the actor's sight, asked from the side of who knows them.

    Of an organisation that knows few persons among very many, SQLite starts from its own few: by their keys,
    which are their order too. Of one that knows many, the newest are soon found among all, and its own would
    be a long list to make first.
    """
    reach = actor.rows(person_scope.see, person_scope.paths)
    if reach in (Q(), NOTHING):
        return Known(reach, None)
    known = apps.get_model("people", "Involvement")._base_manager.filter(reach).order_by().values("person")
    absorbed = apps.get_model("people", "Person")._base_manager.filter(merged_into__isnull=False)
    many = weighs_where_to_begin(connection) or known.distinct()[: FEW + 1].count() > FEW
    # Without the few who were merged, rather than with all who were not: a join may begin at all persons.
    standing = known.exclude(person__in=absorbed.order_by().values("pk")).distinct()
    return Known(Q() if many else Q(pk__in=known), standing)
