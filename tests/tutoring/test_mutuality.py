"""How mutual a tie is: the same for either side, between its bounds, and silent where little is known."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from accanto.tutoring.monitoring.mutuality import ENOUGH, mutuality, wilson

BEGAN = st.integers(min_value=0, max_value=400)
SAYS = st.lists(st.integers(min_value=1, max_value=5), min_size=1, max_size=6)


@settings(max_examples=150)
@given(BEGAN, BEGAN, SAYS, SAYS)
def test_symmetric_and_within_its_bounds(tutor: int, person: int, one: list[int], other: list[int]) -> None:
    found = mutuality(tutor, person, one, other)
    if tutor + person < ENOUGH:
        assert found is None
        return
    assert found is not None and found == mutuality(person, tutor, other, one)
    assert 0 <= found.low <= found.value <= found.high <= 1


@settings(max_examples=150)
@given(BEGAN, BEGAN, SAYS, SAYS)
def test_whoever_began_less_never_makes_it_less_mutual(
    tutor: int, person: int, one: list[int], other: list[int]
) -> None:
    less, more = sorted((tutor, person))
    before, after = mutuality(less, more, one, other), mutuality(min(less + 1, more), more, one, other)
    assert before is None or (after is not None and after.value >= before.value - 1e-12)


@settings(max_examples=150)
@given(SAYS, SAYS)
def test_feeling_it_more_never_makes_it_less(one: list[int], other: list[int]) -> None:
    higher = [*one[:-1], min(5, one[-1] + 1)] if len(one) > 1 else one
    before, after = mutuality(20, 12, one, other), mutuality(20, 12, higher, other)
    assert before is not None and after is not None and after.value >= before.value


@given(st.integers(1, 30), st.integers(1, 30))
def test_the_more_is_known_the_narrower(tutor: int, person: int) -> None:
    few, many = wilson(tutor, tutor + person), wilson(10 * tutor, 10 * (tutor + person))
    assert many[1] - many[0] < few[1] - few[0]


def test_ends_of_the_scale() -> None:
    assert mutuality(4, 3, [5], [5]) is None, "not enough yet"
    assert mutuality(20, 20, [], [5]) is None, "one side has said nothing"
    both = mutuality(20, 20, [5], [5])
    assert both is not None and both.value == both.high == 1 and both.low < 1
    alone = mutuality(40, 0, [5], [5])
    assert alone is not None and alone.value == 0 and alone.high > 0
    grew, fell = mutuality(20, 20, [2, 4], [4, 4]), mutuality(20, 20, [5, 4], [4, 4])
    assert grew is not None and fell is not None and grew.value > fell.value
