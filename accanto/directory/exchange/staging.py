"""What would become of each entry of a file: new, changed, the same, perhaps there already, or why not.

Reads in a constant number of queries for each chunk of entries, and writes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accanto.core.actor import Actor
from accanto.core.gate import clean_text
from accanto.directory.exchange import saying
from accanto.directory.exchange.flatten import STABLE, Flat
from accanto.directory.exchange.tables import LINKS, TABLES, Column, Table
from accanto.directory.exchange.values import from_raw
from accanto.directory.models import ImportRow, Organization, Service, TaxonomyTerm
from accanto.network.models import Municipality

CHUNK = 200
#: Fields that we do not know take no more room than this in one row.
LONGEST_EXTRA = 20_000
_ROOT_KEYS = {"service": "service_id", "organization": "organization_id", "location": "location_id"}
Fate = ImportRow.Fate


@dataclass
class Part:
    """A flat row made ready: the values of our fields, and what is wrong with them."""

    table: Table
    pk: UUID
    path: str
    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    reasons: list[dict[str, Any]] = field(default_factory=list)

    def refuse(self, at: str, why: str, *, stops: bool = True) -> None:
        where = f"{self.path}.{at}".strip(".") if at else self.path
        self.reasons.append({"at": where, "why": why, "stops": stops})


@dataclass
class Verdict:
    """What was found of one entry."""

    fate: str
    label: str
    changes: int = 0
    reasons: list[dict[str, Any]] = field(default_factory=list)
    duplicate_of: UUID | None = None


def identifier(table: str, raw: Any) -> UUID:
    """The identifier of a row that calls itself `raw`: the UUID that it is, or one made from it."""
    try:
        return UUID(str(raw))
    except ValueError:
        return uuid5(STABLE, f"{table}:{clean_text(str(raw))}")


class Checker:
    """Judges entries of one file. `known` are the rows that the file brings, by table.

    `services` are those that it brings elsewhere: none of them is a service that was here before.
    """

    def __init__(
        self, actor: Actor, entries: Iterable[Sequence[Flat]], services: Set[UUID] = frozenset()
    ) -> None:
        self.actor = actor
        self._services = services
        self.known: dict[str, set[UUID]] = defaultdict(set)
        self.roots: dict[UUID, dict[str, UUID]] = {}
        self._parents: dict[str, dict[UUID, UUID]] = {"organization": {}, "taxonomy_term": {}}
        for parts in entries:
            for part in parts:
                self._know(part)
                self._below(part, parts[0])
        self._cycles = {name: self._in_cycles(name) for name in self._parents}

    def _know(self, row: Flat) -> None:
        name, pk = row["table"], identifier(row["table"], row["id"])
        self.known[name].add(pk)
        parent = row["values"].get(
            {"organization": "parent_organization_id", "taxonomy_term": "parent_id"}.get(name)
        )
        if parent:
            self._parents[name][pk] = identifier(name, parent)
        self.roots[pk] = {
            key: identifier(root, row["values"][key])
            for root, key in _ROOT_KEYS.items()
            if row["values"].get(key)
        }
        if name in _ROOT_KEYS:
            self.roots[pk][_ROOT_KEYS[name]] = pk

    def _below(self, row: Flat, root: Flat) -> None:
        """A part that names no entry of its own stands below the one that it came with."""
        key = _ROOT_KEYS.get(root["table"])
        pk = identifier(row["table"], row["id"])
        if key and not self.roots[pk]:
            self.roots[pk] = {key: identifier(root["table"], root["id"])}

    def _in_cycles(self, name: str) -> set[UUID]:
        """The rows whose parents lead back to themselves, through the file and through what is there."""
        model, key = (
            (Organization, "parent_organization_id")
            if name == "organization"
            else (TaxonomyTerm, "parent_id")
        )
        if not self._parents[name]:
            return set()
        held = model.objects.visible_to(self.actor).exclude(**{key: None})
        above = dict(held.values_list("pk", key)) | self._parents[name]
        found: set[UUID] = set()
        for start in self._parents[name]:
            seen, step = {start}, above.get(start)
            while step is not None and step not in seen:
                seen.add(step)
                step = above.get(step)
            if step == start:
                found.add(start)
        return found

    # --- a chunk ------------------------------------------------------------------------------

    def check(self, entries: Sequence[Sequence[Flat]]) -> list[Verdict]:
        """One verdict for each entry, in order."""
        held = Held(self.actor, entries)
        judged = [(parts, [self.part(part, held) for part in parts]) for parts in entries]
        twins = self._twins([made for _raw, made in judged], held)
        return [self._verdict(made, held, twins) for _raw, made in judged]

    def part(self, row: Flat, held: Held) -> Part:
        table = TABLES[row["table"]]
        part = Part(table, identifier(table.name, row["id"]), row.get("path", ""))
        for name, raw in row["values"].items():
            column = table.by_name.get(name)
            if column is None and name in table.nest_by_name:
                part.refuse(name, _("A list or an object belongs here."))
            elif column is None:
                part.extra[clean_text(str(name))[:100]] = raw
            elif name == LINKS.get(table.name):
                self._link(part, row, raw, held)
            elif column.target:
                self._key(part, column, raw, held)
            else:
                self._value(part, column, raw, held)
        if row["id"] and str(part.pk) != str(row["id"]).lower():
            part.extra.setdefault("given_id", str(row["id"])[:200])
        if table.name == "schedule" and part.values.get("timezone") is not None:
            part.values.setdefault("zone", "")  # an offset instead of a zone
        if len(str(part.extra)) > LONGEST_EXTRA:
            part.refuse("", _("There is too much in fields that we do not know."))
        if part.pk in self._cycles.get(table.name, ()):
            part.refuse("parent_organization_id", _("It is part of itself, by way of others."))
        self._validate(part, held)
        return part

    def _value(self, part: Part, column: Column, raw: Any, held: Held) -> None:
        if column.derived:
            return
        try:
            value = from_raw(column, raw)
        except (ValueError, OverflowError) as error:
            part.refuse(column.name, str(error))
            return
        if column.name == "municipality" and value is not None and value not in held.towns:
            part.refuse(
                column.name,
                _('There is no municipality with the code "%(code)s".') % {"code": str(value)[:20]},
                stops=False,
            )
            part.extra[column.name] = raw
            return
        part.values[column.attr] = value

    def _key(self, part: Part, column: Column, raw: Any, held: Held) -> None:
        if raw in (None, ""):
            return
        wanted = identifier(column.target, raw)
        if wanted in self.known[column.target] or wanted in held.there[column.target]:
            part.values[column.attr] = wanted
        elif column.field.null:
            part.extra[column.name] = str(raw)[:200]
            part.refuse(column.name, _("What it refers to is not there: kept, but not linked."), stops=False)
        else:
            part.refuse(column.name, _("What it refers to is neither in the file nor here."))

    def _link(self, part: Part, row: Flat, raw: Any, held: Held) -> None:
        """Attributes and metadata: what they are said of, and below which entry that stands."""
        entity = row["values"].get("link_entity" if part.table.name == "attribute" else "resource_type")
        wanted = identifier(str(entity), raw)
        roots = self.roots.get(wanted) or held.roots.get(wanted)
        part.values[LINKS[part.table.name]] = wanted
        if not roots:
            if not any(wanted in self.known[name] for name in self.known):
                part.refuse(LINKS[part.table.name], _("What it is said of is neither in the file nor here."))
            else:
                part.refuse(LINKS[part.table.name], _("Said of something that is in no entry."), stops=False)
        part.values |= roots or {}

    def _validate(self, part: Part, held: Held) -> None:
        """The rules of the columns. Keys were looked at; a constraint of several columns asks the database."""
        there = held.rows[part.table.name].get(part.pk)
        wrong = {reason["at"].rsplit(".", 1)[-1] for reason in part.reasons}
        model = part.table.model
        row = model(pk=part.pk, **part.values) if there is None else there
        if there is not None:
            row = model(
                **{each.attname: getattr(there, each.attname) for each in model._meta.concrete_fields}
            )
            for name, value in part.values.items():
                setattr(row, name, value)
        names = {column.attr: column.name for column in part.table.columns}
        keys = {
            each.name
            for each in model._meta.concrete_fields
            if each.is_relation and getattr(row, each.attname)
        }
        keys |= {column.field.name for column in part.table.columns if column.name in wrong}
        try:
            row.clean_fields(exclude={*keys, "id", "source_digest"})
            if part.table.name == "service" and not part.reasons and (row.maximum_age or row.available_until):
                row.validate_constraints()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                part.refuse(
                    names.get(name, names.get(f"{name}_id", "" if name == "__all__" else name)),
                    " ".join(messages),
                )

    # --- verdicts -----------------------------------------------------------------------------

    def _verdict(self, parts: list[Part], held: Held, twins: dict[UUID, UUID]) -> Verdict:
        root = parts[0]
        label = str(
            root.values.get("name")
            or root.values.get("number")
            or root.values.get("description")
            or saying.place(root.path, root.table.name)
        )
        found = Verdict(Fate.SAME, label[:300], reasons=[reason for part in parts for reason in part.reasons])
        if any(reason["stops"] for reason in found.reasons):
            found.fate = Fate.ERROR
            return found
        for part in parts:
            there = held.rows[part.table.name].get(part.pk)
            found.changes += len(differences(part, there)) if there is not None else 1
        if held.rows[root.table.name].get(root.pk) is None:
            found.fate = Fate.NEW
            found.duplicate_of = twins.get(root.pk)
            if found.duplicate_of:
                found.fate = Fate.DUPLICATE
        elif found.changes:
            found.fate = Fate.CHANGED
        return found

    def _twins(self, entries: list[list[Part]], held: Held) -> dict[UUID, UUID]:
        """New services and organizations that share their name with one that is here, and its identifier."""
        found: dict[UUID, UUID] = {}
        for name, model in (("service", Service), ("organization", Organization)):
            new = {
                part.pk: str(part.values.get("name", "")).strip().lower()
                for parts in entries
                for part in parts[:1]
                if part.table.name == name and part.pk not in held.rows[name]
            }
            if not new:
                continue
            here = (
                model.objects.visible_to(self.actor)
                .annotate(low=Lower("name"))
                .filter(low__in=set(new.values()))
            )
            brought = self.known[name] | (self._services if name == "service" else set())
            named = here.order_by("-pk").values_list("low", "pk")
            by_name = {low: pk for low, pk in named if pk not in brought}
            found |= {pk: by_name[word] for pk, word in new.items() if word in by_name}
        return found


class Held:
    """What is here already of the rows that a chunk of entries speaks of."""

    def __init__(self, actor: Actor, entries: Iterable[Sequence[Flat]]) -> None:
        wanted: dict[str, set[UUID]] = defaultdict(set)
        refer: dict[str, set[UUID]] = defaultdict(set)
        links: set[UUID] = set()
        codes: set[str] = set()
        for row in (row for parts in entries for row in parts):
            table, values = TABLES[row["table"]], row["values"]
            wanted[table.name].add(identifier(table.name, row["id"]))
            for name in values.keys() & table.by_name.keys():
                column = table.by_name[name]
                if column.target and values[name]:
                    refer[column.target].add(identifier(column.target, values[name]))
            if table.name in LINKS and values.get(LINKS[table.name]):
                links.add(identifier("", values[LINKS[table.name]]))
            if values.get("municipality"):
                codes.add(str(values["municipality"]))
        self.rows: dict[str, dict[UUID, Any]] = defaultdict(dict)
        self.there: dict[str, set[UUID]] = defaultdict(set)
        for name, keys in wanted.items():
            found = TABLES[name].model.objects.visible_to(actor).filter(pk__in=keys)
            self.rows[name] = {row.pk: row for row in found}
        for name, keys in refer.items():
            seen = TABLES[name].model.objects.visible_to(actor).filter(pk__in=keys)
            self.there[name] = set(seen.values_list("pk", flat=True))
        self.towns = (
            set(Municipality.objects.filter(pk__in=codes).values_list("pk", flat=True)) if codes else set()
        )
        self.roots = self._roots(actor, links)

    def _roots(self, actor: Actor, links: set[UUID]) -> dict[UUID, dict[str, UUID]]:
        found: dict[UUID, dict[str, UUID]] = {}
        for name, key in _ROOT_KEYS.items() if links else ():
            rows = TABLES[name].model.objects.visible_to(actor).filter(pk__in=links)
            found |= {pk: {key: pk} for pk in rows.values_list("pk", flat=True)}
        return found


def differences(part: Part, there: Any) -> dict[str, Any]:
    """The fields of a row that is here which the part would change, with their new values."""
    changed = {name: value for name, value in part.values.items() if getattr(there, name) != value}
    extra = {**there.extra, **part.extra}
    return changed | ({"extra": extra} if extra != there.extra else {})


def in_order(entries: list[list[Flat]]) -> list[list[Flat]]:
    """Parents before children, for organizations and terms; everything else stays where it is."""
    parent = {"organization": "parent_organization_id", "taxonomy_term": "parent_id"}
    above = {parts[0]["id"]: parts[0]["values"].get(parent.get(parts[0]["table"], "")) for parts in entries}

    def depth(parts: list[Flat]) -> int:
        steps, step = 0, above.get(parts[0]["id"])
        while step in above and steps < 50:
            steps, step = steps + 1, above[step]
        return steps

    order = {name: place for place, name in enumerate(TABLES)}
    return sorted(entries, key=lambda parts: (order[parts[0]["table"]], depth(parts)))
