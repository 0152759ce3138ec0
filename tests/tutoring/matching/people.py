"""People and tutors that agree on everything, to be changed in one thing; and invented ones that agree on little."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from accanto.tutoring.matching.problem import Policy, Tutor, Waiting

PARMA, FIDENZA, TRIESTE = (44.801, 10.328), (44.866, 10.061), (45.65, 13.77)
POLICY = Policy()


def waiting(key: str = "c1", **changed: Any) -> Waiting:
    base = Waiting(
        key=key,
        province="PR",
        territory="parma",
        point=PARMA,
        languages=frozenset({"fra"}),
        slots=0b110,
        gender="female",
        needs=frozenset({"housing", "legal"}),
    )
    return replace(base, **changed)


def tutor(key: str = "t1", **changed: Any) -> Tutor:
    base = Tutor(
        key=key,
        province="PR",
        territory="parma",
        point=PARMA,
        languages=frozenset({"fra", "ita"}),
        slots=0b011,
        gender="female",
        offers=frozenset({"housing", "mobility"}),
    )
    return replace(base, **changed)


def _some(*words: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(words), max_size=3)


def _party(prefix: str, other: str) -> dict[str, st.SearchStrategy[Any]]:
    return {
        "key": st.integers(0, 99).map(lambda number: f"{prefix}{number:02}"),
        "province": st.sampled_from(["", "PR", "TS"]),
        "territory": st.sampled_from(["", "parma", "trieste"]),
        "point": st.sampled_from([None, PARMA, FIDENZA, TRIESTE]),
        "languages": _some("fra", "ita", "ara"),
        "slots": st.sampled_from([0, 1, 0b110, (1 << 63) - 1]),
        "gender": st.sampled_from(["female", "male", "unknown", "group"]),
        "wishes": st.sampled_from([frozenset(), frozenset({"female"}), frozenset({"female", "male"})]),
        "interests": _some("football", "cooking", "music", "books"),
        "excluded": st.frozensets(st.integers(0, 9).map(lambda number: f"{other}{number:02}"), max_size=2),
    }


PEOPLE = st.builds(
    Waiting,
    **_party("c", "t"),
    needs=_some("housing", "legal", "health", "money"),
    musts=st.sampled_from([frozenset(), frozenset({"housing"})]),
    waiting_days=st.integers(0, 400),
    alone=st.integers(0, 3),
)
TUTORS = st.builds(
    Tutor,
    **_party("t", "c"),
    offers=_some("housing", "legal", "health", "money"),
    capacity=st.integers(0, 3),
    paused=st.booleans(),
    radius_km=st.sampled_from([None, 0, 10, 50]),
)
POLICIES = st.builds(Policy, same_province=st.booleans(), distance_km=st.sampled_from([0, 25, 500]))


def some(parties: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(parties, max_size=most, unique_by=lambda one: one.key)
