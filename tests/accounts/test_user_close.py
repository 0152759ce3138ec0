"""Closing an account: at once, everywhere, and only by who may end all its roles."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accanto.accounts.operations.membership import give_role, set_active
from accanto.accounts.roles import Role
from accanto.core.actor import NotAllowed
from accanto.privacy.models import AuditEntry
from tests.cast import SYSTEM, Cast

pytestmark = pytest.mark.django_db


def test_a_manager_closes_an_operator_out_of_every_session(cast: Cast) -> None:
    berta = cast.client(cast.berta)
    assert berta.get(reverse("today")).status_code == 200
    mario = cast.client(cast.mario)
    page = mario.get(reverse("accounts:user_detail", args=[cast.berta.pk]))
    assert reverse("accounts:user_close", args=[cast.berta.pk]) in page.content.decode()
    mario.post(reverse("accounts:user_close", args=[cast.berta.pk]), {"reason": "telefono rubato"})
    assert berta.get(reverse("today")).status_code == 302
    entry = AuditEntry.objects.unscoped("test").get(action="user.closed")
    assert (entry.reason, entry.user_id) == ("telefono rubato", cast.mario.pk)
    mario.post(reverse("accounts:user_reopen", args=[cast.berta.pk]), {"reason": "telefono ritrovato"})
    cast.berta.refresh_from_db()
    assert cast.berta.is_active


def test_a_reason_is_asked_and_what_was_typed_stays(cast: Cast) -> None:
    answer = cast.client(cast.mario).post(
        reverse("accounts:user_close", args=[cast.berta.pk]), {"reason": "x" * 301}
    )
    assert answer.status_code == 422 and "x" * 301 in answer.content.decode()
    cast.berta.refresh_from_db()
    assert cast.berta.is_active


def test_a_manager_does_not_close_who_works_elsewhere_too(cast: Cast) -> None:
    give_role(SYSTEM, user=cast.berta, role=Role.OPERATOR, organisation=cast.org_b, project=cast.project)
    with pytest.raises(NotAllowed):
        set_active(cast.actor(cast.mario), user=cast.berta, active=False)
    page = cast.client(cast.mario).get(reverse("accounts:user_detail", args=[cast.berta.pk]))
    assert reverse("accounts:user_close", args=[cast.berta.pk]) not in page.content.decode()


@pytest.mark.parametrize("name", ["admin", "carlos", "mario"])
def test_a_manager_closes_neither_who_has_a_role_they_may_not_give_nor_themselves(
    cast: Cast, name: str
) -> None:
    with pytest.raises(NotAllowed):
        set_active(cast.actor(cast.mario), user=cast.users[name], active=False)


def test_a_manager_of_another_organisation_does_not_find_the_page(cast: Cast) -> None:
    give_role(SYSTEM, user=cast.dora, role=Role.MANAGER, organisation=cast.org_b)
    answer = cast.client(cast.dora).post(
        reverse("accounts:user_close", args=[cast.berta.pk]), {"reason": "mia"}
    )
    assert answer.status_code == 404


def test_the_last_administrator_stays(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        set_active(SYSTEM, user=cast.admin, active=False)
    give_role(SYSTEM, user=cast.mario, role=Role.ADMINISTRATOR, organisation=cast.org_a)
    set_active(cast.actor(cast.mario), user=cast.admin, active=False, reason="in pensione")
    cast.admin.refresh_from_db()
    assert not cast.admin.is_active
