"""The board in numbers on the project's page: by partner and territory, with no person in them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accanto.core import trail
from accanto.people.models import Consent
from accanto.tutoring.board_counts import Line, board_counts
from accanto.tutoring.models import Match, TutorRequest
from tests.cast import SYSTEM, TODAY, Cast
from tests.tutoring.test_activation import ready

pytestmark = pytest.mark.django_db


def waits(cast: Cast, organisation: object = None) -> TutorRequest:
    case = cast.case(**({"organisation": organisation} if organisation else {}))
    consent = Consent(person=case.person, purpose="tutoring", given_on=TODAY(), channel="paper")
    trail.create(SYSTEM, consent, "consent.given")
    return trail.create(SYSTEM, TutorRequest(case=case, asked_on=TODAY()), "tutor_request.asked")


def test_the_board_in_numbers_by_partner_and_territory(cast: Cast) -> None:
    first, second = waits(cast), waits(cast)
    free, full = ready(cast, name="Nome Segreto", capacity=2), ready(cast, capacity=1)
    for request, tutor in ((first, full),):
        row = Match(request=request, tutor=tutor, state="held", decided_on=TODAY())
        trail.create(SYSTEM, row, "match.held")
    other = ready(cast, organisation=cast.org_b, territory=None)
    seen = board_counts(cast.actor(cast.carlos), cast.project)
    where = str(second.case.territory)
    by_place = {(line.partner, line.territory): line for line in seen}
    assert by_place[cast.org_a.name, where].waiting == 1 and by_place[cast.org_a.name, where].proposed == 1
    mine = [line for line in seen if line.partner == cast.org_a.name]
    assert (sum(line.free for line in mine), sum(line.introduced for line in mine)) == (1, 0)
    assert by_place[cast.org_b.name, ""] == Line(cast.org_b.name, "", free=1)
    assert {line.partner for line in board_counts(cast.actor(cast.mario), cast.project)} == {cast.org_a.name}
    page = (
        cast.client(cast.carlos)
        .get(reverse("network:project_detail", args=[cast.project.pk]))
        .content.decode()
    )
    assert "Persone che aspettano" in page and cast.org_b.name in page
    for hidden in ("Nome Segreto", free.code, other.code, first.case.code):
        assert hidden not in page
    assert not board_counts(cast.actor(cast.olga), cast.project)
