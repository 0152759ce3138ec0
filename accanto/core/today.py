"""What is due, for the page Today: each room says what it knows; nobody keeps a second list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.together import which_have_rows

Urgency = Literal["late", "now", "soon", "info"]
#: Things of one kind that a room gives at most.
MOST = 15
#: So many kinds are asked about first, which of them have anything.
_ASKED_FROM = 3
_ORDER: dict[str, int] = {"late": 0, "now": 1, "soon": 2, "info": 3}


@dataclass(frozen=True)
class TodayItem:
    """One thing to do or to know. `title` carries no name of anyone.

    `count` is said where one line stands for several: the page at `url` shows just as many.
    """

    kind: str
    title: Any
    text: Any
    url: str
    due: date | None = None
    urgency: Urgency = "now"
    icon: str = "it-check"
    #: Before everything else of its urgency, whatever the day: someone may be in danger.
    first: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Waits:
    """Things of one kind that may wait: read only where any of `rows` has something.

    All kinds of all rooms are asked about in one statement, so a kind that has nothing costs no query of its own.
    `all_url` is the page with all of them, for when there are more than `read` gives.
    """

    rows: Sequence[QuerySet[Any]]
    read: Callable[[], Iterable[TodayItem]]
    all_url: str = ""

    def items(self) -> list[TodayItem]:
        """What `read` gives; where it gives as many as it may, the way to the others as well."""
        found = list(self.read())
        if self.all_url and len(found) >= MOST:
            last = found[-1]
            more = _("There may be more like these: see them all")
            found.append(TodayItem(last.kind, more, "", self.all_url, last.due, last.urgency, "it-list"))
        return found


Provider = Callable[[Actor], Iterable[TodayItem | Waits]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Called by a room's AppConfig.ready()."""
    if provider not in _providers:
        _providers.append(provider)


def items(actor: Actor) -> list[TodayItem]:
    """Everything due, the most pressing first."""
    found: list[TodayItem] = []
    waits: list[Waits] = []
    for provider in _providers:
        for each in provider(actor):
            if isinstance(each, Waits):
                waits.append(each)
            else:
                found.append(each)
    for each in _that_have(actor, waits):
        found += each.items()
    return sorted(found, key=_place)


def _that_have(actor: Actor, waits: list[Waits]) -> list[Waits]:
    """Those kinds of which there is something; for one or two, reading them is no more than asking."""
    if len(waits) < _ASKED_FROM or actor.user_id is None:
        return waits
    parts = {f"{at} {number}": rows for at, each in enumerate(waits) for number, rows in enumerate(each.rows)}
    user = get_user_model()._default_manager.filter(pk=actor.user_id)
    having = {int(name.split()[0]) for name in which_have_rows(user, parts)}
    return [each for at, each in enumerate(waits) if at in having]


def _place(item: TodayItem) -> tuple[int, bool, date, str, str]:
    return _ORDER[item.urgency], not item.first, item.due or date.max, item.kind, item.url
