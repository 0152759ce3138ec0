"""Search keys under a new index key: rebuilt person by person, while the site works."""

from __future__ import annotations

from django.db import transaction

from accanto.core.keys import keyring
from accanto.people.models import Identity, SearchKey
from accanto.people.operations.identity import rebuild_keys

BATCH = 200
_WHY = "index keys are rotated for everyone"


def rebuild_search_keys() -> int:
    """Returns how many identities were indexed anew. Can be stopped and run again."""
    current = keyring().ring("index").current
    done = 0
    while persons := _behind(current):
        for person_id in persons:
            with transaction.atomic():
                identity = Identity.objects.unscoped(_WHY).select_for_update().get(person=person_id)
                rebuild_keys(identity)
            done += 1
    return done


def _behind(current: str) -> list[object]:
    keys = SearchKey.objects.unscoped(_WHY).exclude(key_id=current)
    return list(keys.values_list("person_id", flat=True).distinct()[:BATCH])


def search_keys_under(key_id: str) -> int:
    """How many search keys still need an index key."""
    return SearchKey.objects.unscoped(_WHY).filter(key_id=key_id).count()
