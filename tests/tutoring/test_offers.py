"""What may be offered: a project's own words, the usual ones in other languages, the usual list without one."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from accanto.network.definitions import builtin_files, load
from accanto.network.models import Project
from accanto.tutoring.offers import person_offers, tutor_offers
from accanto.tutoring.words import PERSON_OFFERS, TUTOR_OFFERS


@pytest.fixture(scope="module")
def ancora() -> Project:
    file = next(path for path in builtin_files() if path.stem == "ancora")
    return Project(key="ancora", definition=load(file).as_json())


def _texts(offers: list[Any]) -> dict[str, str]:
    return {offer.key: offer.text for offer in offers}


def test_a_project_says_them_in_its_own_words(ancora: Project) -> None:
    with translation.override("it"):
        assert (
            _texts(tutor_offers(ancora))["home_search"] == "Accompagnare nella ricerca di una casa autonoma"
        )
        assert _texts(person_offers(ancora))["suggestions"] == "Suggerire attività da fare insieme"


def test_in_a_language_that_the_project_lacks_the_usual_words_are_read(ancora: Project) -> None:
    with translation.override("ar"):
        assert _texts(tutor_offers(ancora))["home_search"] == str(TUTOR_OFFERS["home_search"][0])
        assert _texts(person_offers(ancora))["news"] == str(PERSON_OFFERS["news"])


def test_a_project_without_a_list_has_the_usual_one() -> None:
    project = Project(key="other", definition={"tutoring": None})
    assert list(_texts(tutor_offers(project))) == list(TUTOR_OFFERS)
    assert list(_texts(person_offers(project))) == list(PERSON_OFFERS)


def test_an_offer_answers_the_needs_that_the_project_says(ancora: Project) -> None:
    areas = {offer.key: offer.areas for offer in tutor_offers(ancora)}
    assert areas["papers"] == ("money", "legal") and areas["driving_licence"] == ("mobility",)
