"""The words of definitions are the words of the rooms that use them."""

from __future__ import annotations

from accanto.cases.models.situation import Situation
from accanto.core.words import AgeBand, Area, Gender
from accanto.network.definitions import vocabulary
from accanto.network.models import ExpectedResult, OrganisationKind, PartnerRole
from accanto.outreach.models import Encounter, GivenKind, PlaceKind
from accanto.people.models import StepKind
from accanto.plans.models.party import PartyKind
from accanto.supports.models import HomeKind, PlacementKind, PlacementOutcome
from accanto.tutoring.words import BegunBy, ContactKind, TutoredBy, TutorKind


def test_the_words_are_those_of_the_models() -> None:
    assert list(vocabulary.ORGANISATION_KINDS) == OrganisationKind.values
    assert list(vocabulary.ROLES) == PartnerRole.values
    assert list(vocabulary.PLACE_KINDS) == PlaceKind.values
    assert list(vocabulary.POINTED_BY) == Encounter.PointedBy.values
    assert list(vocabulary.GIVEN_KINDS) == GivenKind.values
    assert list(vocabulary.PARTY_KINDS) == PartyKind.values
    assert list(vocabulary.TUTOR_KINDS) == TutorKind.values
    assert list(vocabulary.CONTACTS) == ContactKind.values
    assert list(vocabulary.HOME_KINDS) == HomeKind.values
    assert list(vocabulary.SCHOOL_STEPS) == StepKind.values
    assert list(vocabulary.PLACEMENT_KINDS) == PlacementKind.values
    assert list(vocabulary.PLACEMENT_OUTCOMES) == PlacementOutcome.values
    assert list(vocabulary.BEGUN_BY) == BegunBy.values
    assert [*vocabulary.TUTORED_BY, "nobody"] == TutoredBy.values
    assert list(vocabulary.DIRECTIONS) == ExpectedResult.Direction.values
    assert list(vocabulary.AREAS) == Area.values
    assert [*vocabulary.AGES, "unknown"] == AgeBand.values
    assert [*vocabulary.GENDERS, "unknown"] == Gender.values


def test_the_fields_of_a_situation_and_their_codes_are_those_of_the_model() -> None:
    coded = {
        f.name: tuple(v for v, _ in f.choices)
        for f in Situation._meta.get_fields()
        if getattr(f, "choices", None)
    }
    del coded["moment"]
    assert coded == vocabulary.SITUATION_FIELDS


def test_every_filter_of_every_computation_has_its_values() -> None:
    own = {"action", "support", "values", "of", "third_country", "at_least", "language"}
    for name, compute in vocabulary.COMPUTATIONS.items():
        assert set(compute.filters) <= own | set(vocabulary.LIST_FILTERS) | set(vocabulary.WORD_FILTERS), name
        assert set(compute.needs) <= set(compute.filters), name
        assert set(compute.by) <= set(vocabulary.BREAKDOWNS), name
