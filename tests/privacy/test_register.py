"""The register of personal data names what the rooms hold: every table is in it, or listed here with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import models

from accanto.accounts.models import User
from accanto.people.models import Person
from accanto.privacy.registry import holdings

_PLACE = "places of projects and offices, nobody's home"
_SERVICE = "says what a service is, not who works there"
_PROJECT = "says what a project is to do, not who does it"
_DERIVED = "derived from public entries, made anew from them"
#: Tables without personal data -> why there is none.
NOBODYS: dict[str, str] = {
    "auth.Group": "of Django, empty: roles are in accounts.Membership",
    "auth.Permission": "of Django: names of what could be allowed",
    "contenttypes.ContentType": "of Django: names of tables",
    "sites.Site": "of Django: the name of this site",
    "directory.Accessibility": _PLACE,
    "directory.Address": _PLACE,
    "directory.Location": _PLACE,
    "directory.Attribute": _SERVICE,
    "directory.CostOption": _SERVICE,
    "directory.Funding": _SERVICE,
    "directory.Language": _SERVICE,
    "directory.Organization": "an organisation and the address of its office",
    "directory.OrganizationIdentifier": "an organisation's number in a public list",
    "directory.Program": _SERVICE,
    "directory.RequiredDocument": _SERVICE,
    "directory.Schedule": _SERVICE,
    "directory.ServiceArea": _SERVICE,
    "directory.ServiceAtLocation": _SERVICE,
    "directory.ServiceCapacity": "how many places are free, not who has one",
    "skills.EscoConcept": "ESCO's public classification of occupations and skills",
    "skills.EscoText": "ESCO's public words in a language",
    "directory.Unit": "what places are counted in",
    "directory.Url": _SERVICE,
    "directory.Taxonomy": "words of a vocabulary",
    "directory.TaxonomyTerm": "words of a vocabulary",
    "directory.MetaTableDescription": "what the columns of a published file mean",
    "directory.SynonymGroup": "words of languages",
    "directory.Leaflet": "which services are printed, for whom nobody says",
    "directory.LeafletService": "which services are printed",
    "directory.Published": _DERIVED,
    "directory.SearchEntry": _DERIVED,
    "directory.SearchSlot": _DERIVED,
    "directory.SearchWord": _DERIVED,
    "directory.EmptySearch": "what was not found, how often; not who looked for it",
    "network.CatalogueAction": _PROJECT,
    "network.ExpectedResult": _PROJECT,
    "supports.ProjectBudget": "how much a project has for supports",
    "supports.BudgetLine": "a partner's part of it: sums and kinds, no person",
    "network.WorkPackage": _PROJECT,
    "network.Project": _PROJECT,
    "network.ProjectTerritory": _PROJECT,
    "network.ProjectVersion": _PROJECT,
    "network.Partnership": "organisations, not people",
    "network.Organisation": "an organisation and the address of its office",
    "network.CoordinationGroup": "when a group was set up",
    "network.CoordinationMember": "a partner and a job title, no name",
    "network.CoordinationMeeting": "when a group met and what it decided on the project",
    "network.Municipality": "a public list",
    "network.Territory": "names of places",
    "network.TerritoryMunicipality": "names of places",
    "tutoring.AskedCheck": "what an organisation asks of all its tutors",
    "privacy.TrailHead": "a number and a digest",
}
TABLES = {model._meta.label: model for model in apps.get_models() if not model._meta.proxy}


def _named() -> set[str]:
    return {held.model for held in holdings()}


def test_each_holding_is_a_table_that_is_there_and_stands_once() -> None:
    named = [held.model for held in holdings()]
    assert len(named) == len(set(named)) > 40
    for name in named:
        apps.get_model(name)


def test_every_table_is_in_the_register_or_is_nobodys_for_a_reason() -> None:
    assert TABLES.keys() - _named() - NOBODYS.keys() == set()
    assert NOBODYS.keys() - TABLES.keys() == set()
    assert NOBODYS.keys() & _named() == set()
    assert all(NOBODYS.values())


def _tells_of_someone(model: Any) -> list[str]:
    """Columns by which a row is someone's: a key to a user or a person, a sealed text, a network address."""
    return [
        column.name
        for column in model._meta.concrete_fields
        if column.related_model in (User, Person)
        or getattr(column, "sensitive", False)
        or isinstance(column, models.GenericIPAddressField)
    ]


@pytest.mark.parametrize("name", sorted(NOBODYS))
def test_nobodys_tables_point_at_nobody(name: str) -> None:
    assert _tells_of_someone(TABLES[name]) == []


def test_the_pointing_is_seen_where_there_is_some() -> None:
    assert _tells_of_someone(TABLES["accounts.Membership"]) == ["user"]
    assert _tells_of_someone(TABLES["usersessions.UserSession"]) == ["user", "ip"]
    assert "given_name" in _tells_of_someone(TABLES["people.Identity"])


def test_what_is_sealed_is_said_to_be() -> None:
    """A holding of a table with sealed columns says so, and no other of our own tables does."""
    said = {held.model: held.sealed for held in holdings()}
    for name, sealed in said.items():
        columns = [
            column for column in TABLES[name]._meta.concrete_fields if getattr(column, "sensitive", False)
        ]
        if TABLES[name].__module__.startswith("accanto."):
            assert sealed == bool(columns), name
