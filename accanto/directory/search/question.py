"""What someone looks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from accanto.directory.models.taxonomy import AREAS, FOR_WHOM
from accanto.directory.search import engine, facts
from accanto.network import geography
from accanto.network.models import Municipality

#: Longest text that is looked for; a form says so, and here it is cut.
LONGEST_TEXT = 200
NOW = "now"


@dataclass(frozen=True)
class Question:
    """Every part may be left out. `open_when` is "now", a weekday of `facts.WEEKDAYS`, or one with a part of
    the day: "saturday_morning". `within_km` counts from the municipality's centre."""

    text: str = ""
    area: str = ""
    municipality: Municipality | None = None
    within_km: int | None = None
    open_when: str = ""
    free: bool = False
    language: str = ""
    no_documents: bool = False
    for_whom: str = ""
    accessible: bool = False
    places_left: bool = False
    kind: str = ""
    #: Services closed for now too: for who keeps the directory.
    also_closed: bool = False

    def must(self) -> tuple[engine.AnyOf, ...]:
        """The facts that are asked for, as tokens."""
        day, _sep, part = self.open_when.partition("_")
        asked: dict[str, Any] = {
            facts.term(AREAS, self.area): self.area,
            facts.term(FOR_WHOM, self.for_whom): self.for_whom,
            facts.FREE: self.free,
            facts.language(self.language): self.language,
            facts.NO_DOCUMENTS: self.no_documents,
            facts.ACCESSIBLE: self.accessible,
            facts.PLACES_LEFT: self.places_left,
            facts.kind(self.kind): self.kind,
            facts.open_when(day, part): self.open_when and self.open_when != NOW,
        }
        found: list[engine.AnyOf] = [((fact,),) for fact, wanted in asked.items() if wanted]
        if self.municipality is not None:
            found.append(towns_around(self.municipality, self.within_km or 0))
        return tuple(found)


def towns_around(municipality: Municipality, km: float) -> engine.AnyOf:
    """Any of the towns within so many kilometres, the town itself first."""
    codes = geography.within(municipality.istat_code, float(km)) if km else ()
    named = dict.fromkeys([municipality.istat_code, *codes])
    return tuple((facts.municipality(code),) for code in named)
