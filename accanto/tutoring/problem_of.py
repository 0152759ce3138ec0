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

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from accanto.cases.models import Need
from accanto.core.actor import Actor
from accanto.core.scoping import ScopedQuerySet
from accanto.core.words import LanguageLevel
from accanto.network.geography import Point, centre
from accanto.network.models import Municipality, Project
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


@dataclass(frozen=True)
class Told:
    """The problem, and what stands beside it: requests whose consent is missing, held pairs that cannot hold now."""

    problem: engine.Problem
    without_consent: tuple[Any, ...]
    broken: dict[str, Any]  # key of the request -> primary key of the held match


def problem_of(actor: Actor, project: Project) -> Told:
    """Eight queries, whatever the size. Raises the engine's Refused for a policy that fits no problem."""
    asked = list(waiting_requests(actor, project).order_by("asked_on", "id"))
    agreed = [one for one in asked if one.agreed]
    tutors = list(ready_tutors(actor, project))
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
            spoken[one.case.person_id],
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
    """Of open cases; `agreed` says whether the person's consent to be introduced stands."""
    consent = Consent.objects.visible_to(actor).filter(
        person=OuterRef("case__person"), purpose=ConsentPurpose.TUTORING, withdrawn_on=None
    )
    rows = TutorRequest.objects.visible_to(actor, "matching.see").filter(
        case__project=project, case__closed_on=None, state=TutorRequest.State.WAITING
    )
    return (
        rows.annotate(agreed=Exists(consent))
        .select_related("case__person__municipality", "case__territory")
        .defer("note", "case__closing_note")
    )


def ready_tutors(actor: Actor, project: Project) -> ScopedQuerySet:
    """Met, trained, having no pause; `ties` is beside how many they stand, `held` how many places are held, for
    whomever."""
    rows = Tutor.objects.visible_to(actor, "tutors.see").filter(may_be_asked(timezone.localdate()))
    rows = rows.filter(project=project, interviewed_on__isnull=False, trained_on__isnull=False)
    ties = Count("tutorings", filter=Q(tutorings__ended_on=None), distinct=True)
    return (
        rows.annotate(ties=ties, held=Count("matches", filter=holds("matches__"), distinct=True))
        .select_related("municipality", "territory")
        .defer("name", "contact_person", "phone", "email", "offer_words", "limits", "motivation")
        .order_by("id")
    )


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
        person = one.case.person
        found[person.pk] = frozenset({person.language} - {""})
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
    one: TutorRequest, today: date, languages: frozenset[str], needs: frozenset[str], excluded: frozenset[str]
) -> engine.Waiting:
    person = one.case.person
    return engine.Waiting(
        key=str(one.pk),
        territory=_key(one.case.territory),
        languages=languages,
        slots=slots_of(one.times),
        gender=person.gender,
        wishes=frozenset(one.wishes),
        interests=frozenset(one.interests),
        excluded=excluded,
        needs=needs,
        musts=frozenset(one.musts),
        waiting_days=max(0, (today - one.asked_on).days),
        alone=one.alone,
        **_where(person.municipality),
    )


def _tutor(one: Any, areas: dict[str, tuple[str, ...]], places: int) -> engine.Tutor:
    return engine.Tutor(
        key=str(one.pk),
        territory=_key(one.territory),
        languages=frozenset(one.languages),
        slots=slots_of(one.times),
        gender=GROUP if TutorKind(one.kind).is_group else one.gender,
        wishes=frozenset(one.wishes),
        interests=frozenset(one.interests),
        offers=frozenset(area for offer in one.offers for area in areas.get(offer, ())),
        capacity=places,
        radius_km=one.radius_km,
        **_where(one.municipality),
    )


def _key(territory: Any) -> str:
    return str(territory.key) if territory is not None else ""


def _where(municipality: Municipality | None) -> dict[str, Any]:
    point: Point | None = centre(municipality.istat_code) if municipality else None
    return {"province": municipality.province if municipality else "", "point": point}


def slots_of(times: Iterable[str]) -> int:
    """Times of the week as the engine's bits, from Monday morning; words that are none are left out."""
    return sum(1 << TIMES.index(time) for time in set(times) if time in TIMES)


def times_of(slots: int) -> list[str]:
    return [time for at, time in enumerate(TIMES) if slots >> at & 1]
