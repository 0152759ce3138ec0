"""load_project: made once, changed where the file changed, nothing lost that someone declared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accanto.core import trail
from accanto.core.actor import NotAllowed
from accanto.evaluation.models import DeclaredFigure
from accanto.network.definitions import builtin_files, load
from accanto.network.models import Municipality, Organisation, Project, Territory
from accanto.network.operations.municipality import load_municipalities
from accanto.network.operations.project import load_project
from accanto.privacy.models import AuditEntry
from tests.cast import SYSTEM, Cast

pytestmark = pytest.mark.django_db

#: The one of ours with the most promises.
OURS = next(path for path in builtin_files() if path.stem == "rifugiato-cittadino")


@pytest.fixture
def municipalities(db: Any) -> int:
    return load_municipalities(SYSTEM)


def entries() -> int:
    return AuditEntry.objects.visible_to(SYSTEM).count()


def test_municipalities_are_loaded_once(municipalities: int) -> None:
    assert Municipality.objects.count() == municipalities > 7_800
    before = entries()
    assert load_municipalities(SYSTEM) == municipalities
    assert entries() == before
    Municipality.objects.filter(pk="034027").update(name="Altro")
    load_municipalities(SYSTEM)
    assert Municipality.objects.get(pk="034027").name == "Parma"


@pytest.mark.parametrize("path", builtin_files(), ids=lambda path: path.stem)
def test_every_project_of_ours_is_loaded_whole_and_twice_is_once(path: Path, municipalities: int) -> None:
    definition = load(path)
    project = load_project(SYSTEM, definition=definition)
    assert project.partnerships.count() == len(definition.partners)
    assert project.territories.count() == len(definition.territories)
    assert project.work_packages.count() == len(definition.work_packages)
    assert project.catalogue.count() == len(definition.catalogue())
    assert {r.key: r.target for r in project.expected_results.all()} == {
        r.key: r.target for r in definition.results
    }
    assert project.loaded_changes  # type: ignore[attr-defined]
    before = entries()
    again = load_project(SYSTEM, definition=definition)
    assert (again.pk, again.loaded_changes, entries()) == (project.pk, [], before)  # type: ignore[attr-defined]


def test_all_of_ours_stand_beside_each_other(municipalities: int) -> None:
    for path in builtin_files():
        load_project(SYSTEM, definition=load(path))
    for path in builtin_files():
        project = load_project(SYSTEM, definition=load(path))
        assert project.loaded_changes == []  # type: ignore[attr-defined]
    names = [name.lower() for name in Organisation.objects.values_list("name", flat=True)]
    assert len(names) == len(set(names))


def test_what_changed_in_the_file_changes_and_nothing_else(municipalities: int) -> None:
    definition = load(OURS)
    project = load_project(SYSTEM, definition=definition)
    first = definition.results[0]
    changed = replace(
        definition,
        results=(replace(first, target=first.target + 1 if first.target else 7), *definition.results[1:-1]),
        partners=tuple(replace(partner, name=partner.name + " APS") for partner in definition.partners),
    )
    again = load_project(SYSTEM, definition=changed)
    said = set(again.loaded_changes)  # type: ignore[attr-defined]
    assert ("result_changed", first.key) in said
    assert ("result_removed", definition.results[-1].key) in said
    assert {kind for kind, _key in said} <= {
        "project_changed",
        "result_changed",
        "result_removed",
        "organisation_changed",
    }
    assert project.partnerships.count() == len(definition.partners)


def test_results_with_declared_figures_stay(municipalities: int, cast: Cast) -> None:
    definition = load(OURS)
    project = load_project(SYSTEM, definition=definition)
    result = project.expected_results.get(key=definition.results[-1].key)
    figure = DeclaredFigure(
        project=project,
        result=result,
        organisation=cast.org_a,
        on=date(2026, 1, 1),
        value=3,
        evidence="x",
        author=cast.mario,
    )
    trail.create(SYSTEM, figure, "figure.declared")
    with pytest.raises(ValidationError, match=result.key):
        load_project(SYSTEM, definition=replace(definition, results=definition.results[:-1]))
    assert project.expected_results.filter(key=result.key).exists()


def test_a_territory_of_another_project_is_not_changed(municipalities: int) -> None:
    definition = load(OURS)
    load_project(SYSTEM, definition=definition)
    first = definition.territories[0]
    other = replace(
        definition,
        project=replace(definition.project, key="altro", short="Altro"),
        territories=(replace(first, municipalities=first.municipalities[:1]),),
    )
    project = load_project(SYSTEM, definition=other)
    own = project.territories.get().territory
    assert own.key == f"altro-{first.key}" and own.municipalities.count() == 1
    assert Territory.objects.get(key=first.key).municipalities.count() == len(first.municipalities)


def test_only_administrators_load(municipalities: int, cast: Cast) -> None:
    definition = load(OURS)
    for who in (cast.carlos, cast.mario, cast.berta):
        with pytest.raises(NotAllowed):
            load_project(cast.actor(who), definition=definition)
    load_project(cast.actor(cast.admin), definition=definition)
    assert Project.objects.visible_to(SYSTEM).filter(key=definition.project.key).exists()
