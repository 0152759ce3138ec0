"""The municipalities of Italy, from the list that is shipped."""

from __future__ import annotations

from django.db import transaction

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.network.models import Municipality
from accanto.network.municipalities import AS_OF, SOURCE, all_municipalities

_COLUMNS = ("name", "province", "province_name", "region")


@transaction.atomic
def load_municipalities(actor: Actor) -> int:
    """Bring the table to the shipped list and return how many it lists; a second run writes nothing.

    Municipalities that ended stay: persons and services may still point at them.
    """
    actor.require("projects.load")
    listed = {m.istat_code: tuple(getattr(m, name) for name in _COLUMNS) for m in all_municipalities()}
    held = {
        code: tuple(values) for code, *values in Municipality.objects.values_list("istat_code", *_COLUMNS)
    }
    new = [_row(code, values) for code, values in listed.items() if code not in held]
    changed = [_row(code, values) for code, values in listed.items() if code in held and held[code] != values]
    if new:
        Municipality.objects.bulk_create(new, batch_size=500)
    if changed:
        Municipality.objects.bulk_update(changed, _COLUMNS, batch_size=100)
    if new or changed:
        subject = trail.Subject(kind="municipality", object_id=AS_OF.isoformat())
        details = {"source": SOURCE, "added": len(new), "changed": len(changed)}
        trail.note(actor, "municipalities.loaded", subject, details=details)
    return len(listed)


def _row(code: str, values: tuple[str, ...]) -> Municipality:
    return Municipality(istat_code=code, **dict(zip(_COLUMNS, values, strict=True)))
