"""Who sees which persons: those whom an organisation in the actor's reach knows."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q

from accanto.core.actor import NOTHING, Actor, Paths
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


#: More persons than this, and an organisation's own are no longer a short list to start from.
FEW = 2_000


@dataclass(frozen=True)
class Known:
    """A condition that narrows nothing beyond the scope, and whether there are more than FEW persons."""

    condition: Q
    many: bool


def known_to(actor: Actor) -> Known:
    """The persons in the actor's sight, asked from the side of who knows them.

    Of an organisation that knows few persons among very many, the database starts from its own few. Of one
    that knows many, the newest are soon found among all, and its own would be a long list to make first.
    """
    reach = actor.rows(person_scope.see, person_scope.paths)
    if reach in (Q(), NOTHING):
        return Known(reach, many=False)
    known = apps.get_model("people", "Involvement")._base_manager.filter(reach).order_by().values("person")
    many = known.distinct()[: FEW + 1].count() > FEW
    return Known(Q() if many else Q(pk__in=known), many)
