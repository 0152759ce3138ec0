"""What makes a pair possible: each limit has a name, and says for many pairs at once whether it holds.

What nobody said is no bar for times (nobody asked yet), and is one for languages (two must be able to speak) and
for a wish about gender (a wish is met only by who is known to meet it: a group, or an undisclosed gender, is not).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from accanto.tutoring.matching.tables import Ints, Pairs, People, Tutors, covers, empty, meets


def active(pairs: Pairs) -> Ints:
    """The tutor is not paused."""
    return pairs.tutors.active[pairs.j]


def province(pairs: Pairs) -> Ints:
    """Same province, where the policy asks for it."""
    if not pairs.policy.same_province:
        return np.ones(np.broadcast_shapes(pairs.i.shape, pairs.j.shape), dtype=bool)
    here = pairs.people.province[pairs.i]
    return (here == pairs.tutors.province[pairs.j]) & (here >= 0)


def language(pairs: Pairs) -> Ints:
    """At least one language in common."""
    return meets(pairs.people.languages, pairs.i, pairs.tutors.languages, pairs.j)


def times(pairs: Pairs) -> Ints:
    """At least one time of the week in common, where both said theirs."""
    one, other = pairs.people.slots[pairs.i], pairs.tutors.slots[pairs.j]
    return ((one & other) != 0) | (one == 0) | (other == 0)


def person_wish(pairs: Pairs) -> Ints:
    """The tutor's gender is one that the person wishes."""
    wished = meets(pairs.people.wishes, pairs.i, pairs.tutors.gender, pairs.j)
    return wished | empty(pairs.people.wishes, pairs.i)


def tutor_wish(pairs: Pairs) -> Ints:
    """The person's gender is one that the tutor wishes."""
    wished = meets(pairs.people.gender, pairs.i, pairs.tutors.wishes, pairs.j)
    return wished | empty(pairs.tutors.wishes, pairs.j)


def musts(pairs: Pairs) -> Ints:
    """The tutor offers every need without which they are no help."""
    return covers(pairs.people.musts, pairs.i, pairs.tutors.offers, pairs.j)


def place(pairs: Pairs) -> Ints:
    """Same territory, or near enough for the tutor and the policy."""
    here = pairs.people.territory[pairs.i]
    same = (here == pairs.tutors.territory[pairs.j]) & (here >= 0)
    far = pairs.hectometres
    return same | ((far >= 0) & (far <= pairs.reach))


def excluded(pairs: Pairs) -> Ints:
    """Neither excluded the other, and the pair was not refused before."""
    i, j = np.broadcast_arrays(pairs.i, pairs.j)
    barred = _barred(pairs.people, pairs.tutors)
    if not barred:
        return np.ones(i.shape, dtype=bool)
    codes = i.astype(np.int64) * pairs.tutors.size + j
    return ~np.isin(codes, np.array(barred, dtype=np.int64))


def _barred(people: People, tutors: Tutors) -> list[int]:
    """Pairs that one side excluded, as one number each: position of the person x tutors + position of the tutor."""
    found = [
        i * tutors.size + tutors.at[key]
        for i, keys in people.excluded.items()
        for key in keys
        if key in tutors.at
    ]
    found += [
        people.at[key] * tutors.size + j
        for j, keys in tutors.excluded.items()
        for key in keys
        if key in people.at
    ]
    return found


#: The cheap ones first: what they leave is little. `place` needs distances, `excluded` looks pairs up.
LIMITS: dict[str, Callable[[Pairs], Ints]] = {
    "active": active,
    "province": province,
    "language": language,
    "times": times,
    "person_wish": person_wish,
    "tutor_wish": tutor_wish,
    "musts": musts,
    "place": place,
    "excluded": excluded,
}
#: Those that are looked at for what the others leave.
DEAR = ("place", "excluded")


def possible(pairs: Pairs) -> Pairs:
    """The pairs for which every limit holds, flat."""
    if pairs.i.size == 1:  # one person: each limit leaves fewer to look at
        for name in ("language", *(name for name in LIMITS if name != "language")):
            pairs = pairs.only(
                np.broadcast_to(LIMITS[name](pairs), np.broadcast_shapes(pairs.i.shape, pairs.j.shape))
            )
        return pairs
    cheap = [name for name in LIMITS if name not in DEAR]
    kept = np.ones(np.broadcast_shapes(pairs.i.shape, pairs.j.shape), dtype=bool)
    for name in cheap:
        kept &= LIMITS[name](pairs)
    left = pairs.only(kept)
    for name in DEAR:
        left = left.only(LIMITS[name](left))
    return left


def failing(pairs: Pairs) -> dict[str, Ints]:
    """Name of each limit -> where it does not hold."""
    return {name: ~holds(pairs) for name, holds in LIMITS.items()}
