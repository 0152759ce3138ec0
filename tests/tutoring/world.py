"""A world in which people wait for tutors: what the tests of the board share."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse

from accanto.cases.operations.content import add_need
from accanto.core import trail
from accanto.people.models import LanguageSkill
from accanto.tutoring import kept
from accanto.tutoring.models import Match, Tutor, TutorRequest
from accanto.tutoring.operations.board import hold
from accanto.tutoring.operations.request import ask_for_tutor
from accanto.tutoring.problem_of import problem_of
from tests.cast import SYSTEM, TODAY, Cast


@dataclass
class World:
    """The cast, and someone at the board."""

    cast: Cast

    @property
    def berta(self) -> Any:
        return self.cast.actor(self.cast.berta)

    def waits(
        self, *languages: str, days: int = 10, needs: tuple[str, ...] = (), **told: Any
    ) -> TutorRequest:
        person = self.cast.person(follower=self.cast.berta, gender=told.pop("gender", "female"))
        for language in languages or ("ara",):
            row = LanguageSkill(person=person, language=language, level=told.pop("level", "b1"))
            trail.create(SYSTEM, row, "language.added")
        case = self.cast.case(person)
        for area in needs:
            add_need(self.berta, case=case, area=area)
        asked_on = TODAY() - timedelta(days=days)
        return ask_for_tutor(self.berta, case=case, asked_on=asked_on, agrees=True, **told)

    def tutor(self, name: str = "Anna Ferri", *languages: str, **values: Any) -> Tutor:
        ready = {
            "interviewed_on": TODAY(), "trained_on": TODAY(), "territory": self.cast.territory,
            "organisation": self.cast.org_a, "project": self.cast.project, "available_on": TODAY(),
        }  # fmt: skip
        row = Tutor(name=name, languages=list(languages or ("ara",)), **{**ready, **values})
        return trail.create(SYSTEM, row, "tutor.added")

    def problem(self) -> Any:
        return problem_of(self.berta, self.cast.project)

    def proposed(self, request: TutorRequest) -> str:
        found = kept.look(self.berta, self.cast.project).solved
        assert found is not None
        return found.board.tutor_of(str(request.pk))

    def hold(self, request: TutorRequest, tutor: Tutor) -> Match:
        return hold(self.berta, request=request, tutor=tutor, proposed=True, reasons={})

    def page(self, name: str, row: Any = None, *, who: str = "berta", **query: Any) -> str:
        url = reverse(f"tutoring:{name}", args=[(row or self.cast.project).pk])
        response = self.cast.client(self.cast.users[who]).get(url, query)
        assert response.status_code == 200
        return html.unescape(response.content.decode())

    def post(self, name: str, row: Any, **data: Any) -> Any:
        return self.cast.client(self.cast.berta).post(reverse(f"tutoring:{name}", args=[row.pk]), data)


def seen(page: str) -> str:
    """The digest of the board that a page's form carries."""
    found = re.search(r'name="board" value="(\w+)"', page)
    assert found
    return found[1]
