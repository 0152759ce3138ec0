"""Where figures come from: the facts that rooms offer, and where each keeps what is asked of it.

A fact is a row that happened on a day, in a project, by an organisation. Columns made here have
the prefix `f_`, so that they never meet a column of the room's own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, F, Q, QuerySet, SmallIntegerField, UUIDField, Value, When
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Coalesce

from accanto.core.actor import Actor
from accanto.evaluation.months import Year

#: Before the name of a project's own field, where it is a dimension: `answer_` and the key, or key-option.
ANSWER = "answer_"
#: Age bands of Reg. (EU) 2021/1147, Annex VIII, which age bands of persons follow too.
DEFAULT_BOUNDS = (18, 61)


@dataclass(frozen=True)
class Source:
    """Facts of one kind. Each attribute but `rows` is a field path, "" where there is none.

    `own` is the prefix of the row's own gender, age band and nationality: those of people met
    without a name. `multiplies` says that the joins may show a row more than once.
    """

    rows: Callable[[Actor], QuerySet[Any]]
    on: str
    project: str = "project"
    partner: str = "organisation"
    territory: str = "territory"
    person: str = ""
    case: str = ""
    own: str | None = None
    place: str = ""
    place_kind: str = ""  # where it stands in the row itself, without a place
    language: str = ""
    municipality: str = ""
    support_kind: str = ""
    answers: str = ""  # where the answers to the project's own fields stand
    on_is_time: bool = False
    multiplies: bool = False

    def dimensions(self) -> tuple[str, ...]:
        """What its facts can be broken down by."""
        found = [name for name in ("partner", "territory") if getattr(self, name)]
        if self.person:
            found += ["gender", "age", "nationality"]
        if self.person or self.municipality or self.place:
            found.append("municipality")
        if self.place or self.place_kind:
            found.append("place")
        if self.person or self.language:
            found.append("language")
        if self.territory:
            found.append("region")
        if self.support_kind:
            found.append("support_kind")
        return tuple(found)

    def knows(self, name: str) -> bool:
        """Whether its facts can be broken down by a dimension, or by an answer."""
        return name in self.dimensions() or bool(self.answers) and name.startswith(ANSWER)

    def kept(self, twice: Collection[UUID] = ()) -> Any:
        """The person; for a merged record, the one that was kept; for one whose mark is among those of
        persons known to two partners, the mark."""
        person = self.person
        kept = Coalesce(F(f"{person}__merged_into"), F(person))
        if not twice:
            return kept
        absorbed = f"{person}__merged_into__likeness__mark"
        own = f"{person}__likeness__mark"
        return Case(
            When(**{f"{absorbed}__in": twice}, then=F(absorbed)),
            When(**{f"{own}__in": twice, f"{person}__merged_into__isnull": True}, then=F(own)),
            default=kept,
            output_field=UUIDField(),
        )

    def of_person(self, name: str, nameless: Any = None) -> Any:
        """A fact of the kept person; of someone met without a name, what the row itself says."""
        person = self.person
        whens = [When(**{f"{person}__merged_into__isnull": False}, then=F(f"{person}__merged_into__{name}"))]
        if self.own is None:
            return Case(*whens, default=F(f"{person}__{name}"))
        whens.append(When(**{f"{person}__isnull": False}, then=F(f"{person}__{name}")))
        return Case(*whens, default=nameless)

    def columns(
        self,
        names: Iterable[str],
        reference_year: int,
        bounds: tuple[int, ...],
        twice: Collection[UUID] = (),
    ) -> dict[str, Any]:
        """Expressions for `f_<name>`; names that this source does not know are left out."""
        made: dict[str, Any] = {}
        wanted = set(names)
        if wanted & {"age", "age_then"}:
            wanted |= {"year", "band"}
        for name in ("kept", "year", "band", "gender", "nationality", "language", "municipality"):
            if name in wanted:
                made[f"f_{name}"] = self._column(name, twice)
        paths = {"partner": self.partner, "territory": self.territory, "support_kind": self.support_kind}
        paths["region"] = f"{self.territory}__region" if self.territory else ""
        paths["place"] = f"{self.place}__kind" if self.place else self.place_kind
        made.update({f"f_{name}": F(path) for name, path in paths.items() if name in wanted and path})
        if self.answers:
            made.update(
                {f"f_{name}": _answer(self.answers, name) for name in wanted if name.startswith(ANSWER)}
            )
        if "age_then" in wanted and self.person:
            made["f_age_then"] = Year(F(self.on)) - F("f_year")
        if "age" in wanted and self.person:
            made["f_age"] = _age_key(reference_year, bounds)
        return {name: column for name, column in made.items() if column is not None}

    def _column(self, name: str, twice: Collection[UUID]) -> Any:
        own = self.own
        if name == "language" and self.language:
            return F(self.language)
        if name == "municipality" and not self.person:
            path = self.municipality or (f"{self.place}__municipality" if self.place else "")
            return F(path) if path else None
        if not self.person:
            return None
        if name == "kept":
            return self.kept(twice)
        if name == "year":
            return self.of_person("year_of_birth", Value(None, output_field=SmallIntegerField()))
        if name == "municipality":
            return self.of_person("municipality", F(f"{self.place}__municipality"))
        column = {"band": "age_band"}.get(name, name)
        return self.of_person(column, F(f"{own}{column}") if own is not None else None)


def _age_key(reference_year: int, bounds: tuple[int, ...]) -> Any:
    """'0-17', '18-60', '61-', …; where only a band is known, the band where it fits; else ''."""
    edges = (0, *bounds)
    whens = [
        When(f_year__gt=reference_year - upper, then=Value(f"{lower}-{upper - 1}"))
        for lower, upper in zip(edges, bounds, strict=False)
    ]
    known = Case(*whens, default=Value(f"{edges[-1]}-"), output_field=CharField())
    if bounds == DEFAULT_BOUNDS:
        bands = {"minor": "0-17", "adult": "18-60", "older": "61-"}
    else:
        bands = {band: band for band in ("minor", "adult", "older")}
    return Case(
        When(f_year__isnull=False, then=known),
        *[When(f_band=band, then=Value(key)) for band, key in bands.items()],
        default=Value(""),
        output_field=CharField(),
    )


def answer_dimension(name: str) -> str:
    """The dimension of a field as results name it: `key`, or `key.option`."""
    return ANSWER + name.replace(".", "-")


def _answer(path: str, dimension: str) -> Any:
    """The code of an answer; "unknown" where it was not recorded. Of several answers, that of one option."""
    key, _dash, option = dimension.removeprefix(ANSWER).partition("-")
    found = KeyTextTransform(option, KeyTransform(key, path)) if option else KeyTextTransform(key, path)
    return Coalesce(found, Value("unknown"), output_field=CharField())


def in_project(source: Source, project_id: Any) -> Q:
    return Q(**{source.project: project_id})
