"""The cast that is put back is the cast that was made."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection, transaction

from accanto.privacy.chain import verify
from tests.cast import Cast, make_cast
from tests.kept_cast import kept


def _every_row() -> dict[str, list[Any]]:
    found = {}
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            columns = [column.attname for column in model._meta.concrete_fields]
            found[model._meta.label] = sorted(model._base_manager.values_list(*columns), key=repr)
    return found


class _Undo(Exception):
    pass


def _rows_after(make: Any) -> tuple[Cast, dict[str, list[Any]]]:
    try:
        with transaction.atomic():
            cast, rows = make(), _every_row()
            raise _Undo
    except _Undo:
        return cast, rows


def test_what_is_put_back_is_what_was_made(db: Any) -> None:
    nothing = _every_row()
    _first, before = _rows_after(lambda: kept(make_cast))
    again, after = _rows_after(lambda: kept(make_cast))
    assert after == before
    changed = {label for label in after if after[label] != nothing[label]}
    assert changed >= {"accounts.User", "accounts.Membership", "network.Project", "privacy.AuditEntry"}
    assert any(again.berta.pk in row for row in after["accounts.User"])


def test_the_chain_goes_on_from_it(cast: Cast) -> None:
    cast.case()
    assert verify().sound


def test_it_is_put_back_in_few_statements(db: Any, django_assert_max_num_queries: Any) -> None:
    _rows_after(lambda: kept(make_cast))
    with transaction.atomic(), django_assert_max_num_queries(20):
        kept(make_cast)
    assert connection.in_atomic_block
