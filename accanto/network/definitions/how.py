"""The sections that say how a project works: areas, actions, supports, outreach, paths, tutoring."""

from __future__ import annotations

from accanto.network.definitions.matching import read_matching
from accanto.network.definitions.model import (
    Action,
    AreaUse,
    Cadence,
    Check,
    CheckInRhythm,
    Closed,
    GroupRules,
    Module,
    Named,
    Offer,
    Outreach,
    Paths,
    Support,
    Tutoring,
    WorkPackageFacts,
)
from accanto.network.definitions.reader import Table
from accanto.network.definitions.vocabulary import (
    AREAS,
    CONTACTS,
    KNOWN_CHECKS,
    OFFER_KINDS,
    PARTY_KINDS,
    PERIOD_DAYS,
    PERIODS,
    PHASES,
    PLACE_KINDS,
    POINTED_BY,
    RECORDED,
    SIDES,
    TUTOR_KINDS,
    TUTORED_BY,
)


def read_areas(table: Table | None) -> tuple[AreaUse, ...]:
    """`use` lists the areas; any area may have the project's own words beside it."""
    if table is None:
        return ()
    used = table.words("use", AREAS, required=True)
    named = {area: table.text(area) for area in AREAS if table.has(area)}
    for area in named:
        if area not in used:
            table.note(area, "unknown_value", found=area, known=", ".join(used))
    table.close()
    return tuple(AreaUse(area=area, name=named.get(area, {})) for area in used)


def read_actions(tables: list[Table]) -> tuple[Action, ...]:
    actions = []
    for table in tables:
        actions.append(
            Action(
                key=table.slug("key", kind="action"),
                text=table.text("text", required=True),
                area=table.word("area", AREAS, required=True),
            )
        )
        table.close()
    return tuple(actions)


def read_work_packages(tables: list[Table]) -> tuple[WorkPackageFacts, ...]:
    packages = []
    for table in tables:
        packages.append(
            WorkPackageFacts(
                key=table.slug("key", kind="work_package", limit=40),
                name=table.text("name", required=True),
                objective=table.text("objective"),
                actions=read_actions(table.tables("action")),
            )
        )
        table.close()
    return tuple(packages)


def read_supports(tables: list[Table]) -> tuple[Support, ...]:
    """Read after the actions, whose keys they may name."""
    supports = []
    for table in tables:
        supports.append(
            Support(
                key=table.slug("key", kind="support"),
                name=table.text("name", required=True),
                area=table.word("area", AREAS, required=True),
                action=table.word("action", table.notes.keys("action")),
                ceiling_months=table.integer("ceiling_months", 1, 60),
                ceiling_amount=table.number("ceiling_amount", 1, 1_000_000),
            )
        )
        table.close()
    return tuple(supports)


def read_outreach(table: Table | None) -> Outreach | None:
    if table is None:
        return None
    outreach = Outreach(
        about=table.text("about"),
        places=table.words("places", PLACE_KINDS),
        pointed_by=table.words("pointed_by", POINTED_BY),
        needs=table.text("needs"),
        recorded=table.words("recorded", RECORDED),
    )
    table.close()
    return outreach


def read_paths(table: Table | None) -> Paths | None:
    if table is None:
        return None
    paths = Paths(
        about=table.text("about"),
        designed_by=table.words("designed_by", PARTY_KINDS),
        answer_days=table.integer("answer_days", 1, 90),
    )
    table.close()
    return paths


def read_tutoring(table: Table | None) -> Tutoring | None:
    """Who may be a tutor is asked only where tutors come from the territory."""
    if table is None:
        return None
    tutors = table.word("tutors", TUTORED_BY, default="territory")
    tutoring = Tutoring(
        about=table.text("about"),
        tutors=tutors,
        tutor_kinds=table.words("tutor_kinds", TUTOR_KINDS, required=tutors == "territory"),
        purposes=_named(table.tables("purpose"), "purpose"),
        hours_required=table.boolean("hours_required", default=False),
        training_hours=table.integer("training_hours", 0, 200),
        modules=_modules(table.tables("module")),
        checks=_checks(table.tables("check")),
        cadence=_cadence(table.tables("cadence")),
        cadence_for=table.words("cadence_for", SIDES) or SIDES,
        tutor_offers=_offers(table.tables("offer")),
        beneficiary_offers=_named(table.tables("beneficiary_offer"), "beneficiary_offer"),
        phases=_phases(table),
        groups=_groups(table.table("groups")),
        check_in=_check_in(table.table("check_in")),
        closed=_closed(table.tables("closed")),
        matching=read_matching(table.table("matching")),
    )
    table.close()
    return tutoring


def _named(tables: list[Table], kind: str) -> tuple[Named, ...]:
    named = []
    for table in tables:
        named.append(Named(key=table.slug("key", kind=kind), text=table.text("text", required=True)))
        table.close()
    return tuple(named)


def _modules(tables: list[Table]) -> tuple[Module, ...]:
    modules = []
    for table in tables:
        key = table.slug("key", kind="module")
        modules.append(Module(key, table.text("text", required=True), table.integer("hours", 1, 200)))
        table.close()
    return tuple(modules)


def _checks(tables: list[Table]) -> tuple[Check, ...]:
    """The checks that everyone knows have words of their own; another one needs a text."""
    checks = []
    for table in tables:
        key = table.slug("key", kind="check")
        checks.append(
            Check(
                key=key,
                text=table.text("text", required=key not in KNOWN_CHECKS),
                minors_only=table.boolean("minors_only", default=key == "criminal_record"),
            )
        )
        table.close()
    return tuple(checks)


def _offers(tables: list[Table]) -> tuple[Offer, ...]:
    offers = []
    for table in tables:
        offers.append(
            Offer(
                key=table.slug("key", kind="offer"),
                text=table.text("text", required=True),
                kind=table.word("kind", OFFER_KINDS, required=True),
                areas=table.words("areas", AREAS),
            )
        )
        table.close()
    return tuple(offers)


def _phases(table: Table) -> tuple[Named, ...]:
    phases = []
    for part in table.tables("phase"):
        key = part.word("key", PHASES, required=True)
        part.notes.take_key("phase", key, part.path + ("key",))
        phases.append(Named(key=key, text=part.text("text", required=True)))
        part.close()
    order = [PHASES.index(phase.key) for phase in phases if phase.key]
    if order != sorted(order):
        table.note("phase", "phase_order", order=", ".join(PHASES))
    return tuple(phases)


def _cadence(tables: list[Table]) -> tuple[Cadence, ...]:
    cadence = []
    for table in tables:
        contact = table.word("contact", CONTACTS, required=True)
        table.notes.take_key("cadence", contact, table.path + ("contact",))
        at_least = table.integer("at_least", 1, 100, required=True)
        every = table.word("every", PERIODS, required=True)
        if at_least and every and at_least > PERIOD_DAYS[every]:
            table.note("at_least", "cadence_impossible", at_least=at_least, days=PERIOD_DAYS[every])
        table.close()
        cadence.append(Cadence(contact=contact, at_least=at_least or 1, every=every))
    return tuple(cadence)


def _groups(table: Table | None) -> GroupRules:
    if table is None:
        return GroupRules()
    rules = GroupRules(
        contact_person=table.boolean("contact_person", default=True),
        members=table.boolean("members", default=True),
        capacity=table.integer("capacity", 1, 20) or 1,
    )
    table.close()
    return rules


def _check_in(table: Table | None) -> CheckInRhythm | None:
    if table is None:
        return None
    in_days = table.has("every_days") or table.has("first_after_days")
    rhythm = CheckInRhythm(
        every=table.word("every", PERIODS, required=not in_days),
        asks=table.words("asks", table.notes.keys("purpose")),
        first_after_days=table.integer("first_after_days", 1, 366),
        every_days=table.integer("every_days", 7, 366),
    )
    if rhythm.every and in_days:
        table.note("every", "check_in_twice")
    table.close()
    return rhythm


def _closed(tables: list[Table]) -> tuple[Closed, ...]:
    closed = []
    for table in tables:
        closed.append(Closed(first=table.month_day("first"), last=table.month_day("last")))
        table.close()
    return tuple(closed)
