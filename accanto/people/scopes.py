"""Who sees which persons: those whom an organisation in the actor's reach knows."""

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


def known_to(actor: Actor) -> Q:
    """The persons in the actor's sight, asked from the side of who knows them.

    It narrows a list to what the scope shows anyhow. Where many are wanted, the database then starts from
    an organisation's own persons and not from everybody's.
    """
    reach = actor.rows(person_scope.see, person_scope.paths)
    if reach in (Q(), NOTHING):
        return reach
    return Q(pk__in=apps.get_model("people", "Involvement")._base_manager.filter(reach).values("person"))
