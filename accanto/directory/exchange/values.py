"""A value of a column as JSON and as a cell, out and in."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from accanto.core.gate import clean_text
from accanto.directory.exchange.tables import Column

_YES = frozenset({"true", "1", "yes", "y", "si", "sì", "x", "vero", "oui", "da"})
_NO = frozenset({"false", "0", "no", "n", "falso", "non", "nu"})
_TIME = re.compile(r"^(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$")


def to_json(value: Any) -> Any:
    """What JSON holds: identifiers and times as text, whole decimals as whole numbers."""
    if isinstance(value, datetime):
        text = value.astimezone(UTC).isoformat(timespec="milliseconds" if value.microsecond else "seconds")
        return text.replace("+00:00", "Z")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal | float):
        return int(value) if value == int(value) else float(value)
    return value


def to_cell(value: Any) -> str:
    """What a CSV cell holds."""
    plain = to_json(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return (
        json.dumps(plain, ensure_ascii=False, sort_keys=True)
        if isinstance(plain, dict | list)
        else str(plain)
    )


def from_raw(column: Column, raw: Any) -> Any:
    """What the field holds. Raises ValueError, with words for who sent it, for what it cannot hold."""
    if raw is None or raw == "":
        return column.field.get_default() if column.field.has_default() else _empty(column.field)
    if isinstance(column.field, models.JSONField):
        return _structure(raw)
    if isinstance(raw, dict | list):
        raise ValueError(_("A single value belongs here, not a list or an object."))
    if isinstance(column.field, models.UUIDField) or column.target:
        return _uuid(raw)
    for kind, read in _READERS:
        if isinstance(column.field, kind):
            return read(raw)
    return clean_text(str(raw).lower() if isinstance(raw, bool) else str(raw))


def _empty(field: models.Field[Any, Any]) -> Any:
    return None if field.null else ""


def _structure(raw: Any) -> Any:
    if isinstance(raw, dict):
        return raw
    try:
        found = json.loads(str(raw))
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ValueError(_("This is not an object in JSON."))
    return found


def _uuid(raw: Any) -> UUID:
    try:
        return UUID(str(raw))
    except ValueError:
        raise ValueError(_('"%(value)s" is not a UUID.') % {"value": _short(raw)}) from None


def _boolean(raw: Any) -> bool:
    word = str(raw).strip().lower()
    if word in _YES | _NO:
        return word in _YES
    raise ValueError(_('Write yes or no, not "%(value)s".') % {"value": _short(raw)})


def _decimal(raw: Any) -> Decimal:
    text = str(raw).strip()
    if "," in text and "." not in text:
        text = text.replace(",", ".")
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if isinstance(raw, bool) or not found.is_finite() or abs(found) >= Decimal(10) ** 12:
        raise ValueError(_('"%(value)s" is not a number that fits here.') % {"value": _short(raw)})
    return found


def _number(raw: Any) -> float:
    return float(_decimal(raw))


def _integer(raw: Any) -> int:
    found = _decimal(raw)
    if found != found.to_integral_value():
        raise ValueError(_('"%(value)s" is not a whole number.') % {"value": _short(raw)})
    return int(found)


def _date(raw: Any) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = str(raw).strip()
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"):
        try:
            return datetime.strptime(text[:10], form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise ValueError(_('"%(value)s" is not a day: write 2026-05-31.') % {"value": _short(raw)})


def _datetime(raw: Any) -> datetime:
    found = raw if isinstance(raw, datetime) else None
    try:
        found = found or parse_datetime(str(raw).strip())
        found = found or datetime.combine(_date(raw), time())
        return found if timezone.is_aware(found) else timezone.make_aware(found)
    except (ValueError, OverflowError):
        example = {"value": _short(raw), "example": "2026-05-31T09:30:00Z"}
        raise ValueError(_('"%(value)s" is not a moment: write %(example)s.') % example) from None


def _time(raw: Any) -> time:
    if isinstance(raw, time):
        return raw
    if isinstance(raw, datetime):
        return raw.time()
    found = _TIME.match(str(raw).strip())
    try:
        if found:
            return time(
                int(found[1]) % 24 if found[1] == "24" else int(found[1]), int(found[2]), int(found[3] or 0)
            )
    except ValueError:
        pass
    raise ValueError(_('"%(value)s" is not a time of the day: write 09:30.') % {"value": _short(raw)})


def _short(raw: Any) -> str:
    text = clean_text(str(raw))
    return text if len(text) <= 40 else text[:39] + "…"


_READERS: tuple[tuple[Any, Any], ...] = (
    (models.BooleanField, _boolean),
    (models.DecimalField, _decimal),
    (models.FloatField, _number),
    (models.IntegerField, _integer),
    (models.DateTimeField, _datetime),
    (models.DateField, _date),
    (models.TimeField, _time),
)
