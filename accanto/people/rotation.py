"""Search keys under a new index key: rebuilt person by person, while the site works."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from accanto.core.keys import keyring
from accanto.people.models import Person, SearchKey
from accanto.people.operations.identity import rebuild_keys

BATCH = 200
_WHY = "index keys are rotated for everyone"


def rebuild_search_keys() -> int:
    """Returns how many persons were indexed anew. Can be stopped and run again."""
    current = keyring().ring("index").current
    done = 0
    while persons := _behind(current):
        for person_id in persons:
            with transaction.atomic():
                Person.objects.unscoped(_WHY).select_for_update().filter(pk=person_id).first()
                rebuild_keys(person_id)
            done += 1
    return done


def _behind(current: str) -> list[UUID]:
    keys = SearchKey.objects.unscoped(_WHY).exclude(key_id=current)
    return list(keys.values_list("person_id", flat=True).distinct()[:BATCH])


def search_keys_under(key_id: str) -> int:
    """How many search keys still need an index key."""
    return SearchKey.objects.unscoped(_WHY).filter(key_id=key_id).count()
