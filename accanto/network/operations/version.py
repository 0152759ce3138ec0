"""Versions of a project's definition: what another one may not change, what it would change, and keeping it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.network.definitions import DefinitionErrors, ProjectDefinition
from accanto.network.definitions.change import OF_THE_NETWORK, Difference, differences, fixed_fields
from accanto.network.models import Project, ProjectVersion

#: Who may see versions, and take one into use that leaves alone who takes part and where.
REVISE = "projects.revise"


def held_project(actor: Actor, definition: ProjectDefinition) -> Project | None:
    """The project that the definition is of, where the actor may revise it."""
    found: Project | None = (
        Project.objects.visible_to(actor, REVISE).filter(key=definition.project.key).first()
    )
    return found


def what_changes(actor: Actor, definition: ProjectDefinition) -> list[Difference]:
    """What a definition would change if it were taken into use; everything, for a new project.

    Raises DefinitionErrors where it gives a field's key to something else, NotAllowed where the actor may not
    take it into use.
    """
    project = held_project(actor, definition)
    if project is not None:
        versions = project.versions.values_list("number", "definition")
        if problems := fixed_fields(definition, versions):
            raise DefinitionErrors(problems)
    found = differences(project.definition if project else {}, definition.as_json())
    require_revisable(actor, project, found)
    return found


def require_revisable(actor: Actor, project: Project | None, found: list[Difference]) -> None:
    """Raise NotAllowed for a project out of reach, ValidationError where only who loads projects may do it."""
    if actor.may("projects.load"):
        return
    if project is None or not allowed_on(actor, REVISE, project):
        raise NotAllowed
    if {each.section for each in found} & OF_THE_NETWORK:
        raise ValidationError(
            _(
                "This changes who takes part or where (partners, territories, coordination group): "
                "only an administrator can take it into use."
            )
        )


def next_number(project: Project | None) -> int:
    """The number of the version that comes after those kept."""
    last = project.versions.first() if project is not None and not project._state.adding else None
    return last.number + 1 if last else 1


def keep_version(
    actor: Actor, project: Project, definition: ProjectDefinition, as_json: dict[str, Any]
) -> None:
    """Keep what the project has just been brought to, under its number."""
    row = ProjectVersion(
        project=project,
        number=project.version,
        definition=as_json,
        source=definition.source,
        digest=definition.digest,
    )
    trail.create(actor, row, "project_version.kept")
