"""The memberships of a user that hold on a day, read by a statement that is put together once a day.

Each request of somebody signed in asks this question first, and asks nothing else of the database with so many
conditions: putting the statement together cost Django several times what the database needed to answer it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, Case, Q, Value, When

from accanto.accounts.models import Membership

#: Stands for the user while the statement is put together; no row has it.
_ANYONE = UUID(int=0)

#: Conditions on a membership whose user is shut out of what is their own: each a function that makes one.
_shut_out: list[Callable[[], Any]] = []
#: Conditions on a membership with which something of another organisation is shared, likewise.
_shared: list[Callable[[], Any]] = []


class Held(NamedTuple):
    """A membership: the role's key, where it holds, and what is said of it by the conditions of other rooms."""

    role: str
    organisation: UUID
    project: UUID | None
    territory: UUID | None
    shut_out: bool
    shared: bool


def register_shut_out(condition: Callable[[], Any]) -> None:
    """Called by a room's AppConfig.ready(): whose own reach ends at once (a tutor who is suspended).

    The condition is asked of the user's memberships in the query that makes the actor, so that it holds from
    the next request on, of a page, a token or a job, and costs no query. It may rest on the day, and on no hour.
    """
    if condition not in _shut_out:
        _shut_out.append(condition)


def register_shared(condition: Callable[[], Any]) -> None:
    """Called by a room's AppConfig.ready(): with whom its rows are shared one by one. Asked in the same query as
    `register_shut_out`, so that a scope costs nothing for those with whom nothing is shared."""
    if condition not in _shared:
        _shared.append(condition)


def held_by(user_id: UUID, today: date) -> Iterator[Held]:
    """The memberships of the user that hold today. One query."""
    sql, params = _statement(connection.vendor, today, tuple(_shut_out), tuple(_shared))
    native = connection.features.has_native_uuid_field
    who, anyone = (user_id, _ANYONE) if native else (user_id.hex, _ANYONE.hex)
    with connection.cursor() as cursor:
        cursor.execute(sql, [who if value == anyone else value for value in params])
        rows = cursor.fetchall()
    for role, organisation, project, territory, shut_out, shared in rows:
        place = _uuid(organisation), _uuid(project), _uuid(territory)
        yield Held(role, *place, shut_out=bool(shut_out), shared=bool(shared))


@lru_cache(maxsize=8)
def _statement(
    _vendor: str, today: date, *conditions: tuple[Callable[[], Any], ...]
) -> tuple[str, list[Any]]:
    shut_out, shared = (_any_of(group) for group in conditions)
    query = (
        Membership.objects.unscoped("the actor is made from memberships")
        .filter(Q(until__isnull=True) | Q(until__gte=today), user=_ANYONE, since__lte=today)
        .annotate(shut_out=shut_out, shared=shared)
        .values_list("role", "organisation_id", "project_id", "territory_id", "shut_out", "shared")
    ).query
    sql, params = query.get_compiler(connection=connection).as_sql()
    return sql, list(params)


def _any_of(conditions: tuple[Callable[[], Any], ...]) -> Any:
    found: Any = Value(False)
    for condition in conditions:
        found = Case(When(condition(), then=Value(True)), default=found, output_field=BooleanField())
    return found


def _uuid(key: Any) -> Any:
    """A key as the database hands it over without Django: SQLite has no type for it."""
    return UUID(key) if isinstance(key, str) else key
