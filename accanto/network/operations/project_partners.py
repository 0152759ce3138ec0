"""Who takes part in a project and where, from its definition: organisations, territories, the group."""

from __future__ import annotations

from typing import Any

from django.db.models.functions import Lower

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.network.definitions import Partner, ProjectDefinition, TerritoryFacts
from accanto.network.models import (
    CoordinationGroup,
    CoordinationMember,
    Municipality,
    Organisation,
    Partnership,
    Project,
    ProjectTerritory,
    Territory,
    in_language,
)
from accanto.network.operations.territory import set_municipalities

Changes = list[tuple[str, str]]


def load_partners(
    actor: Actor, project: Project, definition: ProjectDefinition, changes: Changes
) -> dict[str, Organisation]:
    """The partners' organisations and roles. Returns organisation by the file's own key of it."""
    held = {row.organisation_id: row for row in project.partnerships.select_related("organisation")}
    ours = {row.organisation.key: row.organisation for row in held.values()}
    organisations = {
        facts.key: _organisation(actor, project, facts, ours, changes) for facts in definition.partners
    }
    kept = {organisation.pk for organisation in organisations.values()}
    for pk in held.keys() - kept:
        changes.append(("partner_removed", held[pk].organisation.key))
        trail.remove(actor, held[pk], "partnership.removed")
    # the lead partner last: two leads at once, even for a moment, break the rule that there is one
    for facts in sorted(definition.partners, key=lambda facts: facts.role == "lead"):
        _partnership(actor, project, facts, organisations[facts.key], held, changes)
    return organisations


def _organisation(
    actor: Actor, project: Project, facts: Partner, ours: dict[str, Organisation], changes: Changes
) -> Organisation:
    """The organisation of this name; or the partner of this key, renamed; or a new one."""
    named = (
        Organisation.objects.annotate(plain=Lower("name"))
        .filter(plain=facts.name.lower())
        .order_by("key")
        .first()
    )
    found = named or ours.get(facts.key)
    if found is None:
        taken = Organisation.objects.filter(key=facts.key).exists()
        row = Organisation(
            key=f"{project.key}-{facts.key}"[:80] if taken else facts.key,
            name=facts.name,
            kind=facts.kind,
            municipality_id=facts.municipality or None,
        )
        changes.append(("organisation_added", row.key))
        return trail.create(actor, row, "organisation.added")
    values: dict[str, Any] = {"name": facts.name, "kind": facts.kind}
    if facts.municipality:
        values["municipality_id"] = facts.municipality
    if any(getattr(found, name) != value for name, value in values.items()):
        if "municipality_id" in values:
            values["municipality"] = Municipality.objects.get(pk=values.pop("municipality_id"))
        trail.change(actor, found, "organisation.changed", **values)
        changes.append(("organisation_changed", found.key))
    return found


def _partnership(
    actor: Actor,
    project: Project,
    facts: Partner,
    organisation: Organisation,
    held: dict[Any, Partnership],
    changes: Changes,
) -> None:
    row = held.get(organisation.pk)
    if row is None:
        row = Partnership(project=project, organisation=organisation, role=facts.role, does=facts.does)
        trail.create(actor, row, "partnership.added")
        changes.append(("partner_added", organisation.key))
    elif (row.role, row.does) != (facts.role, facts.does):
        trail.change(actor, row, "partnership.changed", role=facts.role, does=facts.does)
        changes.append(("partner_changed", organisation.key))


def load_territories(actor: Actor, project: Project, definition: ProjectDefinition, changes: Changes) -> None:
    """The project's territories; one that another project has as well is shared while the sets are equal."""
    links = {link.territory_id: link for link in project.territories.select_related("territory")}
    kept = set()
    for facts in definition.territories:
        territory = _territory(actor, project, facts, changes)
        kept.add(territory.pk)
        if territory.pk not in links:
            trail.create(actor, ProjectTerritory(project=project, territory=territory), "project.changed")
    for pk in links.keys() - kept:
        changes.append(("territory_removed", links[pk].territory.key))
        trail.remove(actor, links[pk], "project.changed")


def _territory(actor: Actor, project: Project, facts: TerritoryFacts, changes: Changes) -> Territory:
    own_key = f"{project.key}-{facts.key}"[:80]
    found = Territory.objects.filter(key__in=(own_key, facts.key))
    by_key = {territory.key: territory for territory in found}
    wanted = set(facts.municipalities)
    apart = facts.key in by_key and not _fits(actor, by_key[facts.key], project, wanted)
    key = own_key if own_key in by_key or apart else facts.key
    territory = by_key.get(key)
    municipalities = Municipality.objects.filter(pk__in=wanted)
    if territory is None:
        row = Territory(key=key, name=facts.name, region=facts.region)
        territory = trail.create(actor, row, "territory.added")
        changes.append(("territory_added", key))
        set_municipalities(actor, territory, municipalities)
        return territory
    renamed = (territory.name, territory.region) != (facts.name, facts.region)
    if renamed:
        trail.change(actor, territory, "territory.changed", name=facts.name, region=facts.region)
    if set_municipalities(actor, territory, municipalities) or renamed:
        changes.append(("territory_changed", key))
    return territory


def _fits(actor: Actor, territory: Territory, project: Project, wanted: set[str]) -> bool:
    """Whether a territory of this key is the one meant: equal, or nobody else's."""
    if {row.municipality_id for row in territory.municipalities.all()} == wanted:
        return True
    others = ProjectTerritory.objects.visible_to(actor, "projects.load").exclude(project=project)
    return not others.filter(territory=territory).exists()


def load_group(
    actor: Actor,
    project: Project,
    definition: ProjectDefinition,
    organisations: dict[str, Organisation],
    changes: Changes,
) -> None:
    """The coordination group's seats. Seats added by hand stay; whether it has met is not the file's to say."""
    if definition.coordination_group is None:
        return
    group = CoordinationGroup.objects.visible_to(actor, "projects.load").filter(project=project).first()
    if group is None:
        group = trail.create(actor, CoordinationGroup(project=project), "coordination.constituted")
        changes.append(("coordination_group_added", project.key))
    lead = next((organisations[p.key] for p in definition.partners if p.role == "lead"), None)
    held = {(row.organisation_id, row.who) for row in group.members.all()}
    for member in definition.coordination_group.members:
        organisation = organisations.get(member.partner) or lead
        who = in_language(member.who, "it")[:120]
        if organisation is None or (organisation.pk, who) in held:
            continue
        row = CoordinationMember(group=group, organisation=organisation, who=who)
        trail.create(actor, row, "coordination.member_added")
        changes.append(("member_added", organisation.key))
