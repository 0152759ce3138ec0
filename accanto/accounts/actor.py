"""The actor of a request: a user in the memberships that hold today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from accanto.accounts.roles import ROLES, Reach, Role
from accanto.core.actor import NOTHING, NotAllowed, Paths


@dataclass(frozen=True)
class Grant:
    """One membership: a role, and where it holds (None means everywhere within the organisation).

    `reaches_own` is False for someone who is shut out: a tutor under suspension (`register_shut_out`).
    `is_shared_with`: something of another organisation was shared with this one (`register_shared`).
    """

    role: Role
    organisation_id: UUID
    project_id: UUID | None = None
    territory_id: UUID | None = None
    reaches_own: bool = True
    is_shared_with: bool = False

    def reach(self, capability: str) -> Reach | None:
        reach = ROLES[self.role].get(capability)
        return None if reach == Reach.OWN and not self._keeps(capability) else reach

    def _keeps(self, capability: str) -> bool:
        """The page Today has no rows of its own: what it shows is asked of the other capabilities."""
        return self.reaches_own or capability == "today.see"

    def condition(self, reach: Reach, user_id: UUID, paths: Paths) -> Q:
        """The rows that this grant reaches, in a table that keeps its places at `paths`."""
        if reach == Reach.NETWORK:
            return Q()
        if reach == Reach.OWN:
            own = NOTHING
            for path in paths.own:
                own = own | Q(**{path: user_id})
            return own
        if reach == Reach.PROJECT:
            return self._within(paths.project, self.project_id)
        if paths.organisation is None:
            return NOTHING
        condition = Q(**{paths.organisation: self.organisation_id})
        if self.project_id and paths.project:
            condition &= Q(**{paths.project: self.project_id})
        if self.territory_id and paths.territory:
            condition &= Q(**{paths.territory: self.territory_id}) | Q(**{f"{paths.territory}__isnull": True})
        return condition

    def _within(self, path: str | None, wanted: UUID | None) -> Q:
        return Q(**{path: wanted}) if path and wanted else NOTHING

    def holds_at(self, reach: Reach, place: dict[str, Any]) -> bool:
        """Whether the grant covers organisation=…, project=…, territory=… (ids or rows; None is ignored)."""
        wanted = {name: getattr(value, "pk", value) for name, value in place.items() if value is not None}
        if reach == Reach.NETWORK:
            return True
        if reach == Reach.PROJECT:
            return wanted.get("project", self.project_id) == self.project_id
        if wanted.get("organisation", self.organisation_id) != self.organisation_id:
            return False
        if self.project_id and wanted.get("project", self.project_id) != self.project_id:
            return False
        return not self.territory_id or wanted.get("territory", self.territory_id) == self.territory_id

    def covers(self, reach: Reach | None, place: dict[str, Any]) -> bool:
        """Whether all of organisation, project and territory lies within; None is all of them."""
        asked = {name: getattr(value, "pk", value) for name, value in place.items()}
        if reach == Reach.NETWORK:
            return True
        if reach == Reach.PROJECT:
            return self.project_id is not None and asked.get("project") == self.project_id
        return (
            reach == Reach.ORGANISATION
            and asked.get("organisation") == self.organisation_id
            and self.project_id in (None, asked.get("project"))
            and self.territory_id in (None, asked.get("territory"))
        )


@dataclass(frozen=True)
class UserActor:
    """A user in their roles. Made once a request by the middleware."""

    user_id: UUID
    label: str
    grants: tuple[Grant, ...] = ()

    def may(self, capability: str) -> bool:
        return any(grant.reach(capability) for grant in self.grants)

    def rows(self, capability: str, paths: Paths) -> Q:
        conditions: list[Q] = []
        for grant in self.grants:
            reach = grant.reach(capability)
            if reach is None:
                continue
            condition = grant.condition(reach, self.user_id, paths)
            if condition == Q():
                return condition
            if condition != NOTHING and condition not in conditions:
                conditions.append(condition)
        found = NOTHING if not conditions else conditions[0]
        for condition in conditions[1:]:
            found = found | condition
        return found

    def require(self, capability: str, **place: Any) -> None:
        for grant in self.grants:
            reach = grant.reach(capability)
            if reach is not None and grant.holds_at(reach, place):
                return
        raise NotAllowed

    def covers(self, capability: str, **place: Any) -> bool:
        return any(grant.covers(grant.reach(capability), place) for grant in self.grants)

    # --- what screens ask ---------------------------------------------------------------------

    def holds(self, role: Role) -> bool:
        return any(grant.role == role for grant in self.grants)

    def organisations(self, capability: str) -> set[UUID]:
        """The organisations in which the actor has the capability."""
        return {grant.organisation_id for grant in self.grants if grant.reach(capability)}

    def projects(self, capability: str) -> set[UUID]:
        """The projects to which the actor's grants with the capability are narrowed."""
        return {grant.project_id for grant in self.grants if grant.reach(capability) and grant.project_id}
