"""The rows that an actor sees as the problem that the engine solves: who waits in a project, who is ready as a tutor.

Keys of people are those of their requests, keys of tutors their own. A language counts from A1 (below it nobody can
talk), or where the level is not recorded. Pairs that were refused, and tutors who once stood beside the person, do not
come again. What is held but can no longer be (the tutor pauses, has no place left) is told apart: the person then
takes part as if nothing were held, and the page says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from accanto.cases.models import Need
from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet
from accanto.core.words import LanguageLevel
from accanto.network.geography import Point, centre
from accanto.network.models import Project
from accanto.people.models import Consent, ConsentPurpose, LanguageSkill
from accanto.tutoring.matching import problem as engine
from accanto.tutoring.models import Match, Tutor, Tutoring, TutorRequest
from accanto.tutoring.models.match import holds
from accanto.tutoring.offers import tutor_offers
from accanto.tutoring.policy import policy_of
from accanto.tutoring.steps import may_be_asked
from accanto.tutoring.words import TIMES, TutorKind

_TOO_LITTLE = (LanguageLevel.ALFA, LanguageLevel.PRE_A1)
#: How the engine calls what has no gender of one person.
GROUP = "group"
_BITS = {time: 1 << at for at, time in enumerate(TIMES)}


@dataclass(frozen=True)
class Told:
    """The problem, and what stands beside it: requests whose consent is missing, held pairs that cannot hold now."""

    problem: engine.Problem
    without_consent: tuple[Any, ...]
    broken: dict[str, Any]  # key of the request -> primary key of the held match

    @property
    def beside(self) -> tuple[Any, ...]:
        """What the problem does not tell, to be compared."""
        broken = sorted((key, str(match)) for key, match in self.broken.items())
        return (sorted(map(str, self.without_consent)), broken)


def problem_of(actor: Actor, project: Project) -> Told:
    """Eight queries, whatever the size. Raises the engine's Refused for a policy that fits no problem."""
    asked = list(_asked(actor, project))
    agreed = [one for one in asked if one.agreed]
    tutors = list(_ready(actor, project))
    held, refused = _decided(actor, project)
    before = _beside(actor, project)
    places = _places(tutors, held, {one.pk for one in agreed})
    locks, broken = _locks(held, agreed, places)
    spoken, needed = _languages(actor, project, agreed), _needs(actor, project)
    today = timezone.localdate()
    people = [
        _person(
            one,
            today,
            spoken[one.person],
            needed[one.case_id],
            refused[one.case_id] | before[one.case_id],
        )
        for one in agreed
    ]
    areas = {offer.key: offer.areas for offer in tutor_offers(project)}
    problem = engine.Problem(
        people,
        [_tutor(one, areas, places[str(one.pk)]) for one in tutors],
        policy=policy_of(project),
        locks=locks.items(),
    )
    return Told(problem, tuple(one.pk for one in asked if not one.agreed), broken)


def waiting_requests(actor: Actor, project: Project) -> ScopedQuerySet:
    """Of open cases."""
    return TutorRequest.objects.visible_to(actor, "matching.see").filter(
        case__project=project, case__closed_on=None, state=TutorRequest.State.WAITING
    )


def _asked(actor: Actor, project: Project) -> Any:
    """Those who wait, the columns alone that the engine asks of: ten thousand rows as objects, with their
    case, person and town, take four times as long. `agreed` says whether the person's consent to be introduced
    stands."""
    consent = Consent.objects.visible_to(actor).filter(
        person=OuterRef("case__person"), purpose=ConsentPurpose.TUTORING, withdrawn_on=None
    )
    rows = waiting_requests(actor, project)
    rows = rows.annotate(agreed=Exists(consent), **_place("case__", "case__person__"))
    rows = rows.annotate(person=F("case__person"), language=F("case__person__language"))
    return rows.annotate(gender=F("case__person__gender")).order_by("asked_on", "id").values_list(
        "pk", "case_id", "person", "language", "gender", "asked_on", "times", "wishes", "interests", "musts", "alone",
        "agreed", "town", "province", "territory_key", named=True,
    )  # fmt: skip


def ready_tutors(actor: Actor, project: Project) -> ScopedQuerySet:
    """Met, trained, having no pause."""
    rows = Tutor.objects.visible_to(actor, "tutors.see").filter(may_be_asked(timezone.localdate()))
    return rows.filter(project=project, interviewed_on__isnull=False, trained_on__isnull=False)


def _ready(actor: Actor, project: Project) -> Any:
    """`ties` is beside how many they stand, `held` how many places are held, for whomever."""
    rows = ready_tutors(actor, project)
    ties = Count("tutorings", filter=Q(tutorings__ended_on=None), distinct=True)
    rows = rows.annotate(ties=ties, held=Count("matches", filter=holds("matches__"), distinct=True))
    return rows.annotate(**_place("", "")).order_by("id").values_list(
        "pk", "kind", "gender", "languages", "times", "offers", "interests", "wishes", "radius_km", "capacity", "ties",
        "held", "town", "province", "territory_key", named=True,
    )  # fmt: skip


def _place(of_territory: str, of_town: str) -> dict[str, F]:
    """Where someone is, under names that both sides have."""
    return {
        "territory_key": F(f"{of_territory}territory__key"),
        "town": F(f"{of_town}municipality_id"),
        "province": F(f"{of_town}municipality__province"),
    }


def _waits(project: Project, case: str) -> dict[str, Any]:
    """The condition that a case, found at this path, waits: a join, since lists of ten thousand keys are too long."""
    return {
        f"{case}__project": project,
        f"{case}__closed_on": None,
        f"{case}__tutor_requests__state": TutorRequest.State.WAITING,
    }


def _places(tutors: Iterable[Any], held: Iterable[Match], agreed: set[Any]) -> dict[str, int]:
    """By tutor how many more they can stand beside, pairs among them that are held in the actor's sight. A place that
    is held for someone out of sight is taken."""
    seen = Counter(match.tutor_id for match in held if match.request_id in agreed)
    return {str(one.pk): max(0, one.capacity - one.ties - max(0, one.held - seen[one.pk])) for one in tutors}


def _decided(actor: Actor, project: Project) -> tuple[list[Match], dict[Any, frozenset[str]]]:
    """Held pairs, the earliest first; and by case the tutors refused, whichever request it was in."""
    states = (Match.State.HELD, Match.State.REFUSED)
    rows = Match.objects.visible_to(actor, "matching.see").filter(
        state__in=states, **_waits(project, "request__case")
    )
    rows = rows.select_related("request").only(
        "state", "tutor_id", "request_id", "request__case_id", "decided_on"
    )
    held: list[Match] = []
    refused: dict[Any, frozenset[str]] = defaultdict(frozenset)
    for row in rows.order_by("decided_on", "id"):
        if row.state == Match.State.HELD:
            held.append(row)
        else:
            refused[row.request.case_id] |= {str(row.tutor_id)}
    return held, refused


def _beside(actor: Actor, project: Project) -> dict[Any, frozenset[str]]:
    """By case the tutors who stand or stood beside the person."""
    found: dict[Any, frozenset[str]] = defaultdict(frozenset)
    rows = Tutoring.objects.visible_to(actor).filter(**_waits(project, "case")).order_by()
    for case, tutor in rows.values_list("case_id", "tutor_id"):
        found[case] |= {str(tutor)}
    return found


def _locks(
    held: Iterable[Match], agreed: list[Any], places: dict[str, int]
) -> tuple[dict[str, str], dict[str, Any]]:
    """Held pairs that can hold, and those that cannot any more, the latest decided first to go."""
    waiting = {str(one.pk) for one in agreed}
    left = Counter(places)
    locks, broken = {}, {}
    for match in held:
        person, tutor = str(match.request_id), str(match.tutor_id)
        if person not in waiting:
            continue
        if left[tutor] > 0:
            left[tutor] -= 1
            locks[person] = tutor
        else:
            broken[person] = match.pk
    return locks, broken


def _languages(actor: Actor, project: Project, agreed: list[Any]) -> dict[Any, frozenset[str]]:
    """By person the languages in which one can talk with them: those recorded, and the one they prefer."""
    found: dict[Any, frozenset[str]] = defaultdict(frozenset)
    for one in agreed:
        found[one.person] = frozenset({one.language} - {""})
    rows = LanguageSkill.objects.visible_to(actor).filter(**_waits(project, "person__cases"))
    rows = rows.exclude(level__in=_TOO_LITTLE)
    for person_id, language in rows.order_by().values_list("person_id", "language"):
        found[person_id] |= {language}
    return found


def _needs(actor: Actor, project: Project) -> dict[Any, frozenset[str]]:
    found: dict[Any, frozenset[str]] = defaultdict(frozenset)
    rows = (
        Need.objects.visible_to(actor).filter(status=Need.Status.OPEN, **_waits(project, "case")).order_by()
    )
    for case, area in rows.values_list("case_id", "area"):
        found[case] |= {area}
    return found


def _person(
    one: Any, today: date, languages: frozenset[str], needs: frozenset[str], excluded: frozenset[str]
) -> engine.Waiting:
    return engine.Waiting(
        key=str(one.pk),
        languages=languages,
        slots=slots_of(one.times),
        gender=one.gender,
        wishes=frozenset(one.wishes),
        interests=frozenset(one.interests),
        excluded=excluded,
        needs=needs,
        musts=frozenset(one.musts),
        waiting_days=max(0, (today - one.asked_on).days),
        alone=one.alone,
        **_where(one),
    )


def _tutor(one: Any, areas: dict[str, tuple[str, ...]], places: int) -> engine.Tutor:
    return engine.Tutor(
        key=str(one.pk),
        languages=frozenset(one.languages),
        slots=slots_of(one.times),
        gender=GROUP if TutorKind(one.kind).is_group else one.gender,
        wishes=frozenset(one.wishes),
        interests=frozenset(one.interests),
        offers=frozenset(area for offer in one.offers for area in areas.get(offer, ())),
        capacity=places,
        radius_km=one.radius_km,
        **_where(one),
    )


def _where(one: Any) -> dict[str, Any]:
    point: Point | None = centre(one.town) if one.town else None
    return {"province": one.province or "", "territory": one.territory_key or "", "point": point}


def slots_of(times: Iterable[str]) -> int:
    """Times of the week as the engine's bits, from Monday morning; words that are none are left out."""
    return sum(_BITS.get(time, 0) for time in set(times))


def times_of(slots: int) -> list[str]:
    return [time for at, time in enumerate(TIMES) if slots >> at & 1]
