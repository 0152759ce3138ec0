"""A project from its definition: made, or brought to what the file now says. A second run changes nothing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.network.definitions import ExpectedResultFacts, ProjectDefinition
from accanto.network.models import CatalogueAction, ExpectedResult, Project, WorkPackage
from accanto.network.operations.project_partners import load_group, load_partners, load_territories
from accanto.network.operations.version import held_project, keep_version, next_number, what_changes

#: Longest name of a fund that its column takes; the whole of it is in `definition`.
_FUND = 200


@transaction.atomic
def load_project(actor: Actor, *, definition: ProjectDefinition) -> Project:
    """Make or update a project with all that its definition says.

    Organisations and territories that exist are used again. What the file no longer names is taken
    away, unless figures or plans hang on it: then ValidationError names it and nothing is changed.
    Each load that changes something makes a version, which is kept. Who may only revise a project leaves alone
    who takes part and where. Raises DefinitionErrors where a field's key is given to something else.
    The project returned has `loaded_changes`: pairs (what, key) of everything made, changed, removed.
    """
    what_changes(actor, definition)
    changes: list[tuple[str, str]] = []
    project = _load_facts(actor, definition, changes)
    if actor.may("projects.load"):
        organisations = load_partners(actor, project, definition, changes)
        load_territories(actor, project, definition, changes)
        load_group(actor, project, definition, organisations, changes)
    packages = _load_work_packages(actor, project, definition, changes)
    _load_catalogue(actor, project, definition, packages, changes)
    _load_results(actor, project, definition, packages, changes)
    _remove_missing(actor, project.work_packages, {wp.key for wp in definition.work_packages}, changes)
    project.loaded_changes = changes  # type: ignore[attr-defined]
    return project


def _load_facts(actor: Actor, definition: ProjectDefinition, changes: list[tuple[str, str]]) -> Project:
    facts = definition.project
    fund = " ".join(filter(None, [facts.fund.name.get("it", ""), facts.fund.period, facts.fund.so]))
    values: dict[str, Any] = {
        "code": facts.code,
        "cup": facts.cup,
        "short": facts.short,
        "title": facts.title,
        "fund": fund[:_FUND],
        "starts_on": facts.starts,
        "ends_on": facts.ends,
        "plan_name": facts.plan.name.get("it", "") if facts.plan else "",
        "plan_acronym": facts.plan.acronym if facts.plan else "",
        "definition": definition.as_json(),
        "definition_digest": definition.digest,
    }
    held = held_project(actor, definition)
    if held is not None:
        trail.lock(held)  # two who load at once come one after the other, each with a number of its own
    is_new = held is None or any(getattr(held, name) != value for name, value in values.items())
    if is_new:
        values["version"] = next_number(held)
    project: Project = put(actor, held, Project(key=facts.key), values, "project", facts.key, changes)
    if is_new:
        keep_version(actor, project, definition, values["definition"])
    return project


def _load_work_packages(
    actor: Actor, project: Project, definition: ProjectDefinition, changes: list[tuple[str, str]]
) -> dict[str, WorkPackage]:
    held = {row.key: row for row in project.work_packages.all()}
    for position, facts in enumerate(definition.work_packages):
        values = {"name": facts.name, "objective": facts.objective, "position": position}
        new = WorkPackage(project=project, key=facts.key)
        held[facts.key] = put(actor, held.get(facts.key), new, values, "work_package", facts.key, changes)
    return held


def _load_catalogue(
    actor: Actor,
    project: Project,
    definition: ProjectDefinition,
    packages: dict[str, WorkPackage],
    changes: list[tuple[str, str]],
) -> None:
    held = {row.key: row for row in project.catalogue.all()}
    for position, (package, facts) in enumerate(definition.catalogue()):
        values = {
            "work_package": packages.get(package),
            "text": facts.text,
            "area": facts.area,
            "position": position,
        }
        new = CatalogueAction(project=project, key=facts.key)
        put(actor, held.get(facts.key), new, values, "action", facts.key, changes)
    _remove_missing(actor, project.catalogue, {facts.key for _wp, facts in definition.catalogue()}, changes)


def _load_results(
    actor: Actor,
    project: Project,
    definition: ProjectDefinition,
    packages: dict[str, WorkPackage],
    changes: list[tuple[str, str]],
) -> None:
    wanted = {facts.key for facts in definition.results}
    _refuse_to_lose_figures(project, wanted)
    held = {row.key: row for row in project.expected_results.all()}
    for position, facts in enumerate(definition.results):
        new = ExpectedResult(project=project, key=facts.key)
        values = _result_values(facts, packages, position)
        put(actor, held.get(facts.key), new, values, "result", facts.key, changes)
    _remove_missing(actor, project.expected_results, wanted, changes)


def _result_values(
    facts: ExpectedResultFacts, packages: dict[str, WorkPackage], position: int
) -> dict[str, Any]:
    return {
        "work_package": packages.get(facts.work_package),
        "what": facts.what,
        "unit": facts.unit,
        "target": facts.target,
        "direction": facts.direction,
        "by": list(facts.by),
        "indicator": facts.indicator.as_json(),
        "position": position,
    }


def _refuse_to_lose_figures(project: Project, wanted: set[str]) -> None:
    """Figures that someone declared, with evidence, are never dropped by a new version of a file."""
    relation: Any = ExpectedResult._meta.get_field("declared")  # of the evaluation room, above this one
    declared = relation.related_model._base_manager.filter(result=OuterRef("pk"))
    lost = project.expected_results.exclude(key__in=wanted).filter(Exists(declared))
    keys = ", ".join(lost.values_list("key", flat=True))
    if keys:
        raise ValidationError(
            _("Figures were declared for these results, so they must stay in the file: %(keys)s")
            % {"keys": keys}
        )


def _remove_missing(actor: Actor, rows: Any, wanted: set[str], changes: list[tuple[str, str]]) -> None:
    kind = {"workpackage": "work_package", "catalogueaction": "action", "expectedresult": "result"}
    for row in rows.exclude(key__in=wanted):
        try:
            trail.remove(actor, row, "project.changed")
        except models.ProtectedError as error:
            raise ValidationError(
                _("Plans use this action, so it must stay in the file: %(key)s") % {"key": row.key}
            ) from error
        changes.append((f"{kind[row._meta.model_name]}_removed", row.key))


def put(
    actor: Actor,
    held: Any,
    new: Any,
    values: dict[str, Any],
    kind: str,
    key: str,
    changes: list[tuple[str, str]],
) -> Any:
    """Create the new row with the values, or change the held one where it differs."""
    if held is None:
        for name, value in values.items():
            setattr(new, name, value)
        trail.create(actor, new, "project.loaded" if kind == "project" else "project.changed")
        changes.append((f"{kind}_added", key))
        return new
    if any(getattr(held, name) != value for name, value in values.items()):
        trail.change(actor, held, "project.loaded" if kind == "project" else "project.changed", **values)
        changes.append((f"{kind}_changed", key))
    return held
