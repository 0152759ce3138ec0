"""The expected results, and how each is computed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from accanto.core.reference import languages
from accanto.network.definitions.asked import AskedField
from accanto.network.definitions.model import ExpectedResultFacts, Indicator, Support
from accanto.network.definitions.reader import Table, nearest
from accanto.network.definitions.vocabulary import (
    BREAKDOWNS,
    COMPUTATIONS,
    DIRECTIONS,
    LIST_FILTERS,
    PLACE_OF,
    SHARES,
    SITUATION_FIELDS,
    SOURCES_LATER,
    UNITS,
    WORD_FILTERS,
    Compute,
)

#: Place of the form -> name by which figures ask it -> its codes.
_Own = dict[str, dict[str, tuple[str, ...]]]


def read_results(
    tables: list[Table], supports: tuple[Support, ...], fields: tuple[AskedField, ...] = ()
) -> tuple[ExpectedResultFacts, ...]:
    """Read after work packages, actions, supports and the project's own fields, which they may name."""
    own: _Own = {}
    for each in fields:
        own.setdefault(each.on, {}).update(each.columns())
    return tuple(_result(table, supports, own) for table in tables)


def _result(table: Table, supports: tuple[Support, ...], own: _Own) -> ExpectedResultFacts:
    indicator = _indicator(table, own.get("situation", {}))
    of_place = own.get(PLACE_OF.get(indicator.compute, ""), {})
    result = ExpectedResultFacts(
        key=table.slug("key", kind="result"),
        what=table.text("what", required=True),
        unit=table.word("unit", UNITS, required=True),
        unit_name=table.text("unit_name"),
        direction=table.word("direction", DIRECTIONS, default="up"),
        indicator=indicator,
        work_package=table.word("work_package", table.notes.keys("work_package")),
        target=table.number("target", 0, 1_000_000_000),
        by=table.words("by", (*BREAKDOWNS, *of_place)),
    )
    table.close()
    _check(table, result, supports, tuple(of_place))
    return result


def _check(
    table: Table, result: ExpectedResultFacts, supports: tuple[Support, ...], own: tuple[str, ...]
) -> None:
    compute = result.indicator.compute
    if result.unit == "other" and not result.unit_name:
        table.note("", "missing", key="unit_name")
    if result.unit == "percent" and result.target is not None and result.target > Decimal(100):
        table.note("target", "percent_target")
    if compute in SHARES and result.unit and result.unit != "percent":
        table.note("unit", "unit_differs", compute=compute, unit="percent")
    if compute in COMPUTATIONS:
        for name in result.by:
            if name not in COMPUTATIONS[compute].by and name not in own:
                table.note("by", "by_unfit", compute=compute, by=name)
    if "support_kind" in result.by and compute == "actions_done":
        actions = result.indicator.filters.get("action")
        if not any(s.action and (not actions or s.action in actions) for s in supports):
            table.note("by", "support_kind_empty")


def _indicator(table: Table, own: dict[str, tuple[str, ...]]) -> Indicator:
    part = table.table("indicator")
    if part is None:
        if "indicator" not in table.value:
            table.note("", "missing", key="indicator")
        return Indicator(compute="")
    compute = part.word("compute", COMPUTATIONS, required=True)
    later = part.word("source_later", SOURCES_LATER)
    if later and compute and compute != "declared":
        part.note("source_later", "later_needs_declared")
    known = COMPUTATIONS.get(compute)
    filters = _filters(part, compute, known, own) if known else {}
    if known:
        part.close()
    return Indicator(compute=compute, filters=filters, source_later=later)


def _filters(part: Table, compute: str, known: Compute, own: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    filters: dict[str, Any] = {}
    for name in part.value:
        if name in ("compute", "source_later"):
            continue
        if name not in known.filters:
            part.has(name)
            part.note(
                name, "filter_unknown", compute=compute, filter=name[:80], **nearest(name, known.filters)
            )
            continue
        value = _filter(part, name, own)
        if value not in (None, "", ()):
            filters[name] = value
    for name in known.needs:
        if not part.has(name):
            part.note("", "filter_missing", compute=compute, filter=name)
    return filters


def _filter(part: Table, name: str, own: dict[str, tuple[str, ...]]) -> Any:
    """The value of one filter: a list of words, a word, a number or true/false."""
    fields = {**SITUATION_FIELDS, **own}
    if name == "field":
        return part.word(name, fields)
    if name in LIST_FILTERS:
        return part.words(name, LIST_FILTERS[name], required=True)
    if name in WORD_FILTERS:
        return part.word(name, WORD_FILTERS[name])
    if name in ("action", "support"):
        return part.words(name, part.notes.keys(name), required=True)
    if name in ("values", "of"):
        field = part.value.get("field")
        codes = fields.get(field, ()) if isinstance(field, str) else ()
        return part.words(name, codes or None, required=True)
    if name == "third_country":
        return part.boolean(name, default=True)
    if name == "at_least":
        return part.integer(name, 1, 100_000)
    return _languages(part, name)


def _languages(part: Table, name: str) -> tuple[str, ...]:
    """Languages as ISO 639-3 codes."""
    known = {code for code, _ in languages("en")}
    found = part.words(name, required=True)
    for code in found:
        if code not in known:
            part.note(name, "unknown_value", found=code[:80], known="ISO 639-3: ita, eng, fra, ara, ron, …")
    return found
