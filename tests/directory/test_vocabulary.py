"""The vocabularies that we ship: whole in five languages, loaded once."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings

from accanto.core.words import Area
from accanto.directory import vocabulary
from accanto.directory.models import TaxonomyTerm, Unit
from accanto.directory.operations.vocabulary import load_vocabularies, terms_by_code
from accanto.privacy.models import AuditEntry
from tests.cast import SYSTEM


def test_every_term_has_a_name_in_every_language() -> None:
    for term in vocabulary.terms().values():
        assert set(term.names) == {code for code, _name in settings.LANGUAGES}
        assert all(name.strip() for name in term.names.values()), term
        assert not term.parent or (term.taxonomy, term.parent) in vocabulary.terms()
    assert len(vocabulary.terms_of("areas")) >= 60 + len(Area)
    assert {term.parent for term in vocabulary.terms_of("areas")} - {""} == set(Area.values)


def test_no_two_terms_of_one_vocabulary_are_called_alike() -> None:
    for taxonomy in (*vocabulary.taxonomies(), "units"):
        for language, _name in settings.LANGUAGES:
            names = [
                (term.parent, term.name_in(language).casefold()) for term in vocabulary.terms_of(taxonomy)
            ]
            assert len(names) == len(set(names)), (taxonomy, language)


def test_a_word_is_said_in_the_readers_language() -> None:
    assert vocabulary.in_language("documents", "Passaporto", "ar") == "جواز السفر"
    assert vocabulary.in_language("documents", "passport", "it") == "Passaporto"
    assert vocabulary.in_language("documents", "Il libretto verde", "fr") == "Il libretto verde"


@pytest.mark.django_db
def test_loading_twice_writes_nothing_and_brings_back_what_was_changed() -> None:
    assert load_vocabularies(SYSTEM) == len(vocabulary.terms())
    before = AuditEntry.objects.visible_to(SYSTEM).count()
    load_vocabularies(SYSTEM)
    assert AuditEntry.objects.visible_to(SYSTEM).count() == before
    assert TaxonomyTerm.objects.visible_to(SYSTEM).count() + Unit.objects.visible_to(SYSTEM).count() == len(
        vocabulary.terms()
    )
    term: Any = terms_by_code("areas", ["housing.rent"])["housing.rent"]
    assert term.parent.code == "housing" and term.name_in("ro") == "Găsirea unei locuințe cu chirie"


@pytest.mark.django_db
def test_terms_are_made_in_any_order() -> None:
    """A child asked for before its parent makes both, once."""
    found = terms_by_code("areas", ["legal.asylum", "legal"])
    assert found["legal.asylum"].parent == found["legal"]
