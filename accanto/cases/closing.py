"""What stands in the way of closing a case.

A room that holds something which a closed case would leave hanging (a payment that nobody made, a case that
another organisation was asked to take on) registers a check in its AppConfig.ready(). `cases` knows none of
them. Unlike the warnings of `panels.register_obstacle`, which are shown and no more, these forbid: as long as
a check says anything, `close_case` raises it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from accanto.cases.models import Case

#: Sentences, translated, each saying what is in the way and what to do about it. Asked for nobody in
#: particular: a case does not close because the one who closes it cannot see what is left.
Check = Callable[[Case], Iterable[Any]]
_checks: list[Check] = []


def register(check: Check) -> None:
    """Called by a room's AppConfig.ready(). Registering the same check twice changes nothing."""
    if check not in _checks:
        _checks.append(check)


def in_the_way(case: Case) -> list[str]:
    """Everything to be done before the case closes, in the order of registration; empty when it may close."""
    return [str(sentence) for check in _checks for sentence in check(case)]
