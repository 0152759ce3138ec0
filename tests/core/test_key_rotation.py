"""Keys change while people go on writing; it can be stopped and resumed; an old key can be retired."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from accanto.core import rotation, trail
from accanto.core.keys import KeyringError, keyring
from accanto.people.models import Identity
from accanto.people.operations.identity import add_identity
from tests.cast import SYSTEM, make_cast


def _identities(count: int) -> list[Identity]:
    cast = make_cast()
    return [
        add_identity(SYSTEM, person=cast.person(), given_name=f"Nome {number}", family_name="Prova")
        for number in range(count)
    ]


@pytest.mark.django_db(transaction=True)
def test_rotation_under_concurrent_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    identities = _identities(30)
    monkeypatch.setattr(rotation, "BATCH", 5)
    stop, written, errors = threading.Event(), {}, []

    def go_on_writing() -> None:
        try:
            number = 0
            while not stop.is_set():
                row = Identity.objects.visible_to(SYSTEM).get(pk=identities[number % 30].pk)
                trail.change(SYSTEM, row, "identity.changed", given_name=f"Scritto {number}")
                written[row.pk] = f"Scritto {number}"
                number += 1
        except Exception as error:  # noqa: BLE001  shown by the assertion below
            errors.append(error)
        finally:
            connection.close()

    writer = threading.Thread(target=go_on_writing)
    writer.start()
    old = keyring().ring("seal").current
    new = keyring().add("seal")
    rotation.reseal_all()
    stop.set()
    writer.join(timeout=60)
    rotation.reseal_all()
    assert errors == []
    assert written
    assert rotation.values_under(old) == 0
    for row in Identity.objects.visible_to(SYSTEM):
        assert row.given_name == written.get(row.pk, row.given_name)
        assert row.given_name.startswith(("Nome", "Scritto"))
    keyring().retire("seal", old)
    assert all(row.family_name == "Prova" for row in Identity.objects.visible_to(SYSTEM))
    assert keyring().ring("seal").current == new


@pytest.mark.django_db
def test_a_stopped_rotation_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    _identities(12)
    old = keyring().ring("seal").current
    keyring().add("seal")
    monkeypatch.setattr(rotation, "BATCH", 3)
    calls = {"left": 5}
    original = rotation._reseal_row

    def breaks_off(*args: object) -> int:
        calls["left"] -= 1
        if calls["left"] < 0:
            raise KeyboardInterrupt
        return original(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(rotation, "_reseal_row", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        rotation.reseal_all()
    monkeypatch.setattr(rotation, "_reseal_row", original)
    assert rotation.values_under(old) > 0
    assert rotation.reseal_all() > 0
    assert rotation.values_under(old) == 0


@pytest.mark.django_db
def test_the_writing_key_is_never_retired() -> None:
    with pytest.raises(KeyringError):
        keyring().retire("seal", keyring().ring("seal").current)
