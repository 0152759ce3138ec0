"""Services for a need, with what came of it when others were sent there."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils import translation

from accanto.core.actor import Actor
from accanto.directory.models import Service
from accanto.directory.search import words
from accanto.directory.search.find import Found
from accanto.directory.search.question import Question
from accanto.network.models import Municipality

#: A case's services are looked for so far around.
_AROUND_KM = 40
#: So many are weighed for each one shown.
_WEIGHED = 5
_LANGUAGE, _EXPERIENCE = 0.3, 0.3


@dataclass(frozen=True)
class Experience:
    """How many people were sent to a service, how many of them were answered, and how many served."""

    sent: int
    answered: int
    served: int

    @property
    def tendency(self) -> float:
        """From -1 (never served) to 1 (always); few answers weigh little."""
        return (2 * self.served - self.answered) / (self.answered + 2)


#: What came of referrals that the actor may see, by service. The room that keeps referrals registers it.
Source = Callable[[Actor, Collection[UUID]], dict[UUID, Experience]]
_sources: list[Source] = []


def register_experience(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


def for_need(
    actor: Actor,
    area: str,
    municipality: Municipality | None,
    case_language: str | None = None,
    limit: int = 6,
    language: str | None = None,
) -> list[Service]:
    """Open services for a need of this area, the best first: near, checked lately, speaking the person's
    language, and such as served those who were sent there. Each has `reasons` and `experience` (or None).

    `language` is the reader's, `case_language` the person's (ISO 639-3).
    """
    reader = language or translation.get_language() or "it"
    near = Question(area=area, municipality=municipality, within_km=_AROUND_KM if municipality else None)
    services = _weigh(actor, near, reader, case_language or "", limit)
    if municipality is not None and len(services) < limit:
        known = {row.pk for row in services}
        anywhere = _weigh(actor, Question(area=area), reader, case_language or "", limit)
        services += [row for row in anywhere if row.pk not in known]
    return services[:limit]


def _weigh(actor: Actor, question: Question, reader: str, spoken: str, limit: int) -> list[Service]:
    found = Found(actor, question, reader, spoken=spoken)
    services = found.services(limit * _WEIGHED)
    experience: dict[UUID, Experience] = {}
    for source in _sources:
        experience |= source(actor, [row.pk for row in services])
    place = {row.pk: number / (limit * _WEIGHED) for number, row in enumerate(services)}

    def weight(row: Service) -> float:
        speaks = spoken in row.spoken_codes  # type: ignore[attr-defined]
        known = experience.get(row.pk)
        return place[row.pk] - _LANGUAGE * speaks - _EXPERIENCE * (known.tendency if known else 0)

    for row in services:
        row.experience = known = experience.get(row.pk)  # type: ignore[attr-defined]
        if known is not None and known.served:
            with translation.override(reader):
                said = str(words.SERVED) % {"served": known.served, "sent": known.sent}
            row.reasons.insert(0, said)  # type: ignore[attr-defined]
    return sorted(services, key=weight)
