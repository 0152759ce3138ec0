"""Leaflets of the information desk, and the copies it left in its towns."""

from __future__ import annotations

from accanto.core.actor import Actor
from accanto.core.words import PlaceKind
from accanto.demo.world import Team, World
from accanto.directory.models import Distribution, Leaflet
from accanto.directory.operations.leaflet import add_leaflet, record_distribution

#: (title, first language, second language, its title)
_LEAFLETS = (
    ("Aiuto e servizi a {town}", "it", "ar", "المساعدة والخدمات في {town}"),
    ("Servizi a {town}", "it", "ro", "Servicii la {town}"),
    ("Services in {town}", "en", "fr", "Services à {town}"),
)
_KINDS = (PlaceKind.LIBRARY, PlaceKind.SCHOOL, PlaceKind.SURGERY, PlaceKind.TOWN_HALL, PlaceKind.SQUARE)


def add_leaflets(world: World, team: Team) -> list[Leaflet]:
    """Three leaflets of the team's first town, each left at a few places over the year."""
    town = team.towns[0]
    user = (team.outreach or team.operators)[0]
    maker = world.actor(team.operators[0])
    made = []
    for title, language, second, second_title in _LEAFLETS:
        leaflet = add_leaflet(
            maker,
            organisation=team.organisation,
            project=team.project,
            title=title.format(town=town.name),
            title_second=second_title.format(town=town.name),
            language=language,
            second_language=second,
            municipality=town,
        )
        for kind in world.chance.sample(_KINDS, 4):
            _leave(world, team, leaflet, kind, world.actor(user))
        made.append(leaflet)
    return made


def _leave(world: World, team: Team, leaflet: Leaflet, kind: PlaceKind, actor: Actor) -> Distribution:
    return record_distribution(
        actor,
        leaflet=leaflet,
        on=world.days_ago(300, 5),
        language=world.pick(leaflet.languages),
        copies=world.pick((40, 60, 80, 120)),
        place_kind=kind,
        municipality=leaflet.municipality,
        territory=team.territories[0] if team.territories else None,
        includes_noted=False,
    )
