"""Who acts. The rooms see only this shape; `accounts` makes the real ones from memberships."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q

#: A condition that no row meets.
NOTHING = Q(pk__in=[])


def either(one: Q, other: Q) -> Q:
    """Rows of one condition or the other. `Q()`, every row, stays every row: Django's `|` would drop it."""
    return Q() if Q() in (one, other) else one | other


class NotAllowed(PermissionDenied):
    """The actor may see this, but may not do that with it."""


@dataclass(frozen=True)
class Paths:
    """Where a table keeps what decides who sees a row. Each is an ORM path or None.

    `own` are paths to the user whose row it is (who follows a case, whose tutoring it is).
    """

    organisation: str | None = None
    project: str | None = None
    territory: str | None = None
    own: tuple[str, ...] = field(default=())

    def under(self, prefix: str) -> Paths:
        """The same paths seen from a child table."""

        def at(path: str | None) -> str | None:
            return None if path is None else f"{prefix}__{path}"

        return Paths(
            at(self.organisation),
            at(self.project),
            at(self.territory),
            tuple(f"{prefix}__{path}" for path in self.own),
        )


class Actor(Protocol):
    """A user in their roles, a job, or nobody."""

    @property
    def user_id(self) -> UUID | None: ...

    @property
    def label(self) -> str:
        """What the trail shows: a user's e-mail address, a job's name."""

    def may(self, capability: str) -> bool:
        """Whether any of the actor's roles has the capability at all."""

    def rows(self, capability: str, paths: Paths) -> Q:
        """The condition for the rows on which the actor has the capability."""

    def require(self, capability: str, **place: Any) -> None:
        """Raise NotAllowed unless the actor has the capability at organisation=…, project=…, …"""

    def covers(self, capability: str, **place: Any) -> bool:
        """Whether the whole of a place is in reach: project=None is every project, which a role that is
        narrowed to one does not cover."""


@dataclass(frozen=True)
class SystemActor:
    """A job or a command of the installation itself: everything, under its own name in the trail."""

    label: str
    user_id: None = None

    def may(self, capability: str) -> bool:
        return True

    def rows(self, capability: str, paths: Paths) -> Q:
        return Q()

    def require(self, capability: str, **place: Any) -> None:
        return None

    def covers(self, capability: str, **place: Any) -> bool:
        return True


@dataclass(frozen=True)
class Nobody:
    """Someone who has not signed in: may nothing, sees nothing of a protected table."""

    label: str = "public"
    user_id: None = None

    def may(self, capability: str) -> bool:
        return False

    def rows(self, capability: str, paths: Paths) -> Q:
        return NOTHING

    def require(self, capability: str, **place: Any) -> None:
        raise NotAllowed

    def covers(self, capability: str, **place: Any) -> bool:
        return False


def reach_of(actor: Any) -> Any:
    """Everything that an actor's conditions are made from (`rows`, `require`), to keep an answer under; None for
    one whose reach is not told by their id and roles alone."""
    if isinstance(actor, SystemActor):
        return "system"
    grants = getattr(actor, "grants", None)
    return None if grants is None else (actor.user_id, sorted(map(repr, grants)))
