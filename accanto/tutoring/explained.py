"""A pair, explained: from the engine's codes and the rows' facts to what a page shows, and to what a decision keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accanto.core.actor import Actor
from accanto.core.reference import language_name
from accanto.tutoring import saying
from accanto.tutoring.kept import Solved
from accanto.tutoring.matching.board import Board, Change, Difference, Moved
from accanto.tutoring.matching.problem import Tutor as EngineTutor
from accanto.tutoring.matching.problem import Waiting
from accanto.tutoring.matching.reasons import Reasons, reasons
from accanto.tutoring.models import Tutor, TutorRequest
from accanto.tutoring.problem_of import times_of


@dataclass(frozen=True)
class PairSaid:
    """Reasons of a pair in words: `for_person` and `for_tutor` are what speaks for it from either side, `missing`
    what is not there, `fails` the limits that do not hold, `parts` (name, points, most)."""

    score: int
    parts: list[tuple[str, int, int]]
    for_person: list[str]
    for_tutor: list[str]
    missing: list[str]
    fails: list[str]


@dataclass
class Moves:
    """A difference in words, and who moves: (code, before, after), "" for nobody."""

    people: str
    points: str
    moved: list[tuple[str, str, str]]
    more: int = 0


@dataclass
class Names:
    """Codes of people and names of tutors by the engine's keys, for the rows of one page; two queries."""

    people: dict[str, TutorRequest] = field(default_factory=dict)
    tutors: dict[str, Tutor] = field(default_factory=dict)

    def person(self, key: str) -> str:
        row = self.people.get(key)
        return row.case.code if row else _("someone else")

    def tutor(self, key: str) -> str:
        if key == NEWCOMER:
            return _("the new tutor")
        row = self.tutors.get(key)
        return str(row.name) if row else ("" if not key else _("another tutor"))


def names(actor: Actor, people: Iterable[str], tutors: Iterable[str]) -> Names:
    asked = {key for key in tutors if is_key(key)}
    requests = TutorRequest.objects.visible_to(actor, "matching.see").filter(pk__in=set(people))
    rows = Tutor.objects.visible_to(actor, "tutors.see").filter(pk__in=asked)
    return Names(
        {str(row.pk): row for row in requests.select_related("case")},
        {str(row.pk): row for row in rows},
    )


def is_key(text: str) -> bool:
    """Whether a text can be the key of a row: forms and addresses bring others."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


#: Hundreds of metres between the centres of municipalities, below which they count as one place.
_SAME_TOWN = 10

#: The engine's key of a tutor who is only tried on.
NEWCOMER = "newcomer"


def said(board: Board, person: str, tutor: str) -> PairSaid:
    one, other = board.people[board.at_person(person)], board.tutors[board.at_tutor(tutor)]
    found = reasons(board, person, tutor)
    return PairSaid(
        score=found.score,
        parts=[(str(saying.PARTS[name]), points, most) for name, points, most in found.parts],
        for_person=list(_for_person(one, found)),
        for_tutor=list(_for_tutor(board, one, other, found)),
        missing=list(_missing(one, other, found)),
        fails=saying.fails_in_words(found.failing),
    )


def _for_person(one: Waiting, found: Reasons) -> Iterable[str]:
    if found.languages:
        yield _("They can talk in: %(list)s.") % {"list": listed(languages(found.languages))}
    if found.met:
        yield _("The tutor helps with: %(list)s.") % {"list": listed(saying.areas_in_words(found.met))}
    if one.wishes and "person_wish" not in found.failing:
        yield _("The tutor is as the person wishes.")


def _for_tutor(board: Board, one: Waiting, other: EngineTutor, found: Reasons) -> Iterable[str]:
    km = int(board.pair(one, other).hectometres[0])
    if one.territory and one.territory == other.territory:
        yield _("They live in the same territory.")
    if 0 <= km < _SAME_TOWN:
        yield _("They live in the same municipality, or next to each other.")
    elif km >= 0:
        yield _("They live %(km)s km from each other.") % {"km": round(km / 10)}
    if found.slots:
        yield _("Both are free: %(list)s.") % {
            "list": "; ".join(saying.times_in_words(times_of(found.slots)))
        }
    if found.interests:
        yield _("Both like: %(list)s.") % {"list": listed(saying.interests_in_words(found.interests))}
    if other.wishes and "tutor_wish" not in found.failing:
        yield _("The person is as the tutor wishes.")


def _missing(one: Waiting, other: EngineTutor, found: Reasons) -> Iterable[str]:
    if found.unmet:
        yield _("No help with: %(list)s.") % {"list": listed(saying.areas_in_words(found.unmet))}
    if not one.needs:
        yield _("No open need of the person is recorded.")
    if not one.slots:
        yield _("Nobody asked the person about free times yet.")
    if not other.slots:
        yield _("Nobody asked the tutor about free times yet.")
    if not found.interests:
        yield _("No interest in common is known.")
    if one.point is None or other.point is None:
        yield _("It is not recorded in which municipality each lives.")


def languages(codes: Iterable[str]) -> list[str]:
    return sorted(language_name(code, get_language() or "it") for code in codes)


def listed(words: Iterable[str]) -> str:
    return ", ".join(words)


#: So many moves are shown; more are counted.
_MOST_MOVES = 20


def preview(board: Board, *changes: Change) -> Difference:
    """What these changes would make, each step proven; the board stays as it is. Raises the engine's Refused, and
    NotOptimal should a proof ever fail."""
    twin = board.fork()
    for change in changes:
        twin.apply(change)
    return twin.since(board)


def since(before: Solved, now: Solved) -> Difference:
    """What became of the board that someone saw: who moved, came and went."""
    found = now.board.since(before.board)
    gone = [
        Moved(one.key, before.board.tutor_of(one.key), "")
        for one in before.board.people
        if one.key not in now.board.person_at and before.board.tutor_of(one.key)
    ]
    return Difference(found.people, found.points, (*found.moved, *gone))


def moves(actor: Actor, difference: Difference) -> Moves:
    shown = difference.moved[:_MOST_MOVES]
    known = names(
        actor, [one.person for one in shown], [key for one in shown for key in (one.before, one.after)]
    )
    return Moves(
        people=saying.people_in_words(difference.people),
        points=saying.points_in_words(difference.points),
        moved=[(known.person(one.person), known.tutor(one.before), known.tutor(one.after)) for one in shown],
        more=len(difference.moved) - len(shown),
    )


def kept_reasons(solved: Solved, person: str, tutor: str) -> dict[str, Any]:
    """What a decision keeps: the pair's reasons, the rules and the proof of the board on which it was taken."""
    board, found = solved.board, reasons(solved.board, person, tutor)
    people, points = solved.totals
    return {
        "score": found.score,
        "parts": [list(part) for part in found.parts],
        "languages": sorted(found.languages),
        "interests": sorted(found.interests),
        "times": times_of(found.slots),
        "met": sorted(found.met),
        "unmet": sorted(found.unmet),
        "failing": list(found.failing),
        "rules": [list(rule) for rule in board.policy.told()],
        "waiting": len(board.people),
        "tutors": len(board.tutors),
        "placed": people,
        "points": points,
        "proposed": board.tutor_of(person),
        "board": solved.digest,
        "proof": solved.proof,
    }


def kept_in_words(kept: dict[str, Any]) -> dict[str, Any]:
    """What a decision kept, for its page. Words are of today, numbers and codes of the day of the decision."""
    return {
        "score": kept["score"],
        "parts": [(str(saying.PARTS.get(name, name)), points, most) for name, points, most in kept["parts"]],
        "languages": languages(kept["languages"]),
        "interests": saying.interests_in_words(kept["interests"]),
        "times": saying.times_in_words(kept["times"]),
        "met": saying.areas_in_words(kept["met"]),
        "unmet": saying.areas_in_words(kept["unmet"]),
        "fails": saying.fails_in_words(kept["failing"]),
        "rules": saying.rules_in_words(kept["rules"]),
        "waiting": kept["waiting"],
        "tutors": kept["tutors"],
        "placed": kept["placed"],
        "points": kept["points"],
        "proof": kept["proof"],
    }
