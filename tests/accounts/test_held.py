"""The memberships of a user: the statement is put together once, and asks of each user their own."""

from __future__ import annotations

from datetime import timedelta

from accanto.accounts.held import held_by
from accanto.accounts.models import Membership
from accanto.accounts.roles import Role
from accanto.core import trail
from tests.cast import SYSTEM, TODAY, Cast


def _as_written(cast: Cast, user: object) -> list[tuple[object, ...]]:
    rows = Membership.objects.visible_to(SYSTEM).filter(user=user)
    return [(row.role, row.organisation_id, row.project_id, row.territory_id) for row in rows]


def test_each_user_has_their_own_one_after_the_other(cast: Cast) -> None:
    for user in (cast.berta, cast.dora, cast.carlos, cast.tea, cast.admin):
        found = [tuple(row[:4]) for row in held_by(user.pk, TODAY())]
        assert found and found == _as_written(cast, user)


def test_a_membership_holds_from_its_first_day_to_its_last(cast: Cast) -> None:
    until = TODAY() + timedelta(days=1)
    row = Membership(user=cast.zeno, role=Role.EDITOR, organisation=cast.org_c, since=TODAY(), until=until)
    trail.create(SYSTEM, row, "membership.given")
    held = {
        days: [row.role for row in held_by(cast.zeno.pk, TODAY() + timedelta(days=days))]
        for days in (-1, 0, 1, 2)
    }
    assert [Role.EDITOR in roles for roles in held.values()] == [False, True, True, False]
