"""What one side of a pair is told of the other, to decide: no name, no story, nothing of the other's answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from accanto.accounts.operations.door import KEEPER
from accanto.core.actor import Actor
from accanto.core.reference import language_name
from accanto.core.words import Area
from accanto.people.models import LanguageSkill
from accanto.tutoring.models import Match, PairQuestion
from accanto.tutoring.offers import tutor_offers
from accanto.tutoring.words import Interest, Side, TutorKind, time_choices


@dataclass(frozen=True)
class Other:
    """The other side in words of the reader's language. `asked`: what help it is about."""

    kind: str
    languages: list[str]
    place: str
    interests: list[str]
    times: list[str]
    asked: list[str]


def other_of(question: PairQuestion) -> Other:
    """Who it is about: for the tutor the person, for the person the tutor."""
    match = question.match
    request, tutor = match.request, match.tutor
    common = {
        "interests": _in_words(Interest.choices, set(request.interests) & set(tutor.interests)),
        "times": _in_words(time_choices(), set(request.times) & set(tutor.times)),
    }
    if question.side == Side.PERSON:
        offers = [offer.text for offer in tutor_offers(tutor.project) if offer.key in tutor.offers]
        kind = str(TutorKind(tutor.kind).label)
        return Other(kind, _languages(tutor.languages), _place(tutor), asked=offers, **common)
    return Other("", _languages(_spoken(match)), _place(request.case), asked=_helped(match), **common)


def open_questions(actor: Actor) -> list[PairQuestion]:
    """What the actor is asked of pairs that are held, for their own page."""
    if actor.user_id is None:
        return []
    rows = PairQuestion.objects.visible_to(actor, "asking.answer").filter(
        account=actor.user_id, match__state=Match.State.HELD
    )
    return list(rows.select_related("match__request__case__organisation").order_by("asked_on", "id")[:20])


def _spoken(match: Match) -> list[str]:
    rows = LanguageSkill.objects.visible_to(KEEPER).filter(person=match.request.case.person_id)
    return list(rows.order_by("-is_first", "language").values_list("language", flat=True))


def _helped(match: Match) -> list[str]:
    """Areas in which the person asked for help and this tutor offers it: no others are told."""
    offered = {
        area
        for offer in tutor_offers(match.tutor.project)
        if offer.key in match.tutor.offers
        for area in offer.areas
    }
    needed = set(match.request.musts) | set(
        match.request.case.needs.filter(status="open").values_list("area", flat=True)
    )
    return _in_words(Area.choices, needed & offered)


def _languages(codes: list[str]) -> list[str]:
    locale = get_language() or "it"
    return [language_name(code, locale) for code in codes]


def _place(row: Any) -> str:
    return str(row.territory.name) if row.territory is not None else ""


def _in_words(choices: Any, chosen: set[str]) -> list[str]:
    return [str(label) for value, label in choices if value in chosen]
