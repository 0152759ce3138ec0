"""The last places, taken by many at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accanto.directory.models import ServiceCapacity
from accanto.directory.operations import parts
from tests.cast import SYSTEM, make_cast
from tests.directory.factories import held, service


@pytest.mark.django_db(transaction=True)
def test_two_never_take_the_last_place(keys: None) -> None:
    row = service(make_cast())
    parts.set_capacities(SYSTEM, service=row, rows=[{"unit": "place", "available": Decimal(3)}])
    (capacity,) = held(ServiceCapacity, row)

    def take(_number: int) -> bool:
        try:
            parts.take_place(SYSTEM, capacity=capacity)
        except ValidationError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        taken = list(pool.map(take, range(12)))
    assert taken.count(True) == 3
    assert held(ServiceCapacity, row)[0].available == 0
