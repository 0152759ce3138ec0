"""Where an offer goes: the running project that tutors in a town, and its partner who answers there.

Whoever offers themselves knows their town, not projects. Of the projects that are shown on the portal, run
today and have tutoring in their definition, those that work in the town come first; where none does, those
that work in the same region. Where none does either, there is nobody to keep the offer for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from accanto.accounts.models import Membership
from accanto.accounts.roles import ROLES
from accanto.core.actor import Actor
from accanto.network.geography import centre, distance_km
from accanto.network.models import (
    Municipality,
    Organisation,
    PartnerRole,
    Partnership,
    Project,
    ProjectTerritory,
    Territory,
    TerritoryMunicipality,
)
from accanto.tutoring.words import TutoredBy, TutorKind

#: Roles that may accept a tutor.
_ANSWERING = [role for role, table in ROLES.items() if "tutors.edit" in table]
#: Kilometres of a partner of whom nobody knows where they are.
_FAR = 10_000.0


@dataclass(frozen=True)
class Place:
    """`territory` is None where the project works near the town, and not in it."""

    project: Project
    organisation: Organisation
    territory: Territory | None

    @property
    def key(self) -> str:
        return str(self.project.pk)


def tutoring_projects(actor: Actor) -> Any:
    """The projects on the portal that run today and have tutors of the territory."""
    today = timezone.localdate()
    # Definitions loaded before `tutors` was a word of them have no such key.
    of_the_territory = Q(definition__tutoring__tutors=TutoredBy.TERRITORY.value) | Q(
        definition__tutoring__tutors__isnull=True
    )
    return (
        Project.objects.visible_to(actor)
        .filter(of_the_territory, published=True, definition__has_key="tutoring")
        .exclude(definition__tutoring=None)  # a definition without the section is kept with a null
        .filter(Q(starts_on=None) | Q(starts_on__lte=today), Q(ends_on=None) | Q(ends_on__gte=today))
        .order_by("short", "id")
    )


def tutored_by(project: Project) -> TutoredBy:
    """Who the tutors of a project are; of a project without a definition, which says nothing, the territory's."""
    told = project.definition.get("tutoring", {})
    if told is None:  # a definition without the section is kept with a null
        return TutoredBy.NOBODY
    return TutoredBy(told.get("tutors") or TutoredBy.TERRITORY)


def tutoring_towns(actor: Actor) -> Any:
    """The municipalities in which these projects work."""
    territories = ProjectTerritory.objects.visible_to(actor).filter(project__in=tutoring_projects(actor))
    links = TerritoryMunicipality.objects.filter(territory__in=territories.values("territory"))
    return Municipality.objects.filter(pk__in=links.values("municipality")).order_by("name", "istat_code")


def kinds_of(project: Project) -> list[TutorKind]:
    """Who may tutor in a project, by its definition; everyone where it does not say."""
    said = (project.definition.get("tutoring") or {}).get("tutor_kinds") or TutorKind.values
    return [kind for kind in TutorKind if kind.value in said]


def places_for(actor: Actor, town: Municipality) -> list[Place]:
    """Where an offer from a town may go: in the town, else in its region, else nowhere."""
    links = (
        ProjectTerritory.objects.visible_to(actor)
        .filter(project__in=tutoring_projects(actor))
        .select_related("project", "territory")
        .order_by("project__short", "project_id", "territory__name")
    )
    inside = links.filter(territory__municipalities__municipality=town)
    found = list(_places(actor, town, inside, inside=True))
    if found:
        return found
    near = links.filter(territory__municipalities__municipality__region=town.region).distinct()
    return list(_places(actor, town, near, inside=False))


def _places(
    actor: Actor, town: Municipality, links: Iterable[ProjectTerritory], *, inside: bool
) -> Iterable[Place]:
    seen = set()
    for link in links:
        if link.project_id in seen:
            continue
        seen.add(link.project_id)
        organisation = _who_answers(actor, link, town)
        if organisation is not None:
            yield Place(link.project, organisation, link.territory if inside else None)


def _who_answers(actor: Actor, link: ProjectTerritory, town: Municipality) -> Organisation | None:
    """Of the partners in which someone may accept a tutor: one at home in the territory, then the lead
    partner, then the nearest. Where nobody may, the same order among all."""
    partners = [
        each
        for each in link.project.partnerships.select_related("organisation__municipality")
        if each.role != PartnerRole.ASSOCIATE
    ]
    able = _able(actor, link.project)
    home = set(
        TerritoryMunicipality.objects.filter(territory=link.territory_id).values_list(
            "municipality", flat=True
        )
    )

    def order(partner: Partnership) -> tuple[Any, ...]:
        organisation = partner.organisation
        return (
            organisation.pk not in able,
            organisation.municipality_id not in home,
            partner.role != PartnerRole.LEAD,
            _km(organisation, town),
            organisation.name,
        )

    return min(partners, key=order).organisation if partners else None


def who_could_answer(actor: Actor, project: Project) -> list[Organisation]:
    """The partners of a project in which someone may accept a tutor, by name."""
    partners = project.partnerships.exclude(role=PartnerRole.ASSOCIATE).select_related("organisation")
    able = _able(actor, project)
    found = [each.organisation for each in partners if each.organisation_id in able]
    return sorted(found, key=lambda organisation: organisation.name)


def _able(actor: Actor, project: Project) -> set[Any]:
    today = timezone.localdate()
    held = Membership.objects.visible_to(actor).filter(role__in=_ANSWERING, since__lte=today)
    held = held.filter(Q(until=None) | Q(until__gte=today), Q(project=None) | Q(project=project))
    return set(held.values_list("organisation", flat=True))


def _km(organisation: Organisation, town: Municipality) -> float:
    here = centre(town.pk)
    there = centre(organisation.municipality_id) if organisation.municipality_id else None
    return distance_km(here, there) if here and there else _FAR
