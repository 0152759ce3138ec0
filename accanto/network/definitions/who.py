"""The sections that say who and where: project, partners, territories, group, directory, documents."""

from __future__ import annotations

from datetime import date

from accanto.network import municipalities
from accanto.network.definitions.model import (
    CoordinationGroup,
    Directory,
    Document,
    Fund,
    GroupMember,
    Partner,
    PlanName,
    ProjectFacts,
    TerritoryFacts,
)
from accanto.network.definitions.reader import Table, nearest
from accanto.network.definitions.vocabulary import ORGANISATION_KINDS, ROLES, STATUSES


def read_project(table: Table) -> ProjectFacts:
    facts = ProjectFacts(
        key=table.slug("key", kind="project"),
        short=table.string("short", required=True, limit=80),
        title=table.text("title", required=True),
        fund=_fund(table),
        code=table.string("code", limit=40),
        cup=table.string("cup", limit=20),
        starts=table.date("starts"),
        ends=table.date("ends"),
        started=table.integer("started", 1990, 2100),
        months=table.integer("months", 1, 240),
        status=table.word("status", STATUSES),
        purpose=table.text("purpose"),
        objective=table.text("objective"),
        general_objective=table.text("general_objective"),
        beneficiaries=table.text("beneficiaries", required=True),
        also_involved=table.texts("also_involved"),
        plan=_plan(table.table("plan")),
    )
    _check_time(table, facts)
    table.close()
    return facts


def _fund(table: Table) -> Fund:
    part = table.table("fund")
    if part is None:
        if "fund" not in table.value:
            table.note("", "missing", key="fund")
        return Fund(name={})
    fund = Fund(
        name=part.text("name", required=True),
        period=part.string("period", limit=40),
        so=part.string("so", limit=40),
    )
    part.close()
    return fund


def _plan(part: Table | None) -> PlanName | None:
    if part is None:
        return None
    plan = PlanName(
        name=part.text("name", required=True, limit=120), acronym=part.string("acronym", limit=20)
    )
    part.close()
    return plan


def _check_time(table: Table, facts: ProjectFacts) -> None:
    if facts.starts and facts.started and facts.starts.year != facts.started:
        table.note("started", "started_differs")
    if not (facts.starts and facts.ends):
        return
    if facts.ends < facts.starts:
        table.note("ends", "dates_reversed")
        return
    counted = _months(facts.starts, facts.ends)
    if facts.months and abs(counted - facts.months) > 1:
        table.note("months", "months_differ", counted=counted, declared=facts.months)


def _months(starts: date, ends: date) -> int:
    """Months begun from the first day to the last, both included."""
    return (ends.year - starts.year) * 12 + ends.month - starts.month + 1


def read_partners(tables: list[Table]) -> tuple[Partner, ...]:
    partners: list[Partner] = []
    lead = ""
    for table in tables:
        partner = Partner(
            key=table.slug("key", kind="partner", limit=80),
            name=table.string("name", required=True),
            kind=table.word("kind", ORGANISATION_KINDS, required=True),
            role=table.word("role", ROLES, required=True),
            does=table.text("does"),
            municipality=_municipality(table, "municipality"),
        )
        table.close()
        if partner.role == "lead":
            if lead:
                table.note("role", "two_leads", first=lead)
            lead = lead or partner.name or partner.key
        partners.append(partner)
    if tables and not lead:
        tables[0].note("role", "no_lead")
    return tuple(partners)


def _municipality(table: Table, key: str) -> str:
    written = table.string(key)
    return _resolve(table, (key,), written) if written else ""


def _resolve(table: Table, path: tuple[str | int, ...], written: str) -> str:
    """The ISTAT code of a municipality written as a code or as a name ("Breno (BS)"); "" if there is none."""
    here = table.path + path
    if written.isdecimal():
        found = municipalities.by_code(written)
        if found is None:
            table.notes.add(here, "istat_unknown", code=written[:20])
        return found.istat_code if found else ""
    named = municipalities.find(written)
    if len(named) == 1:
        return named[0].istat_code
    if named:
        table.notes.add(here, "place_ambiguous", name=written, found=", ".join(map(str, named)))
    else:
        near = municipalities.search(written.split("(", maxsplit=1)[0][:60], limit=1)
        table.notes.add(here, "place_unknown", name=written, **({"suggestion": str(near[0])} if near else {}))
    return ""


def read_territories(tables: list[Table]) -> tuple[TerritoryFacts, ...]:
    return tuple(_territory(table) for table in tables)


def _territory(table: Table) -> TerritoryFacts:
    key = table.slug("key", kind="territory", limit=80)
    name = table.string("name", required=True, limit=120)
    selectors = ("municipalities", "provinces", "regions")
    before = len(table.notes.problems)
    codes = [
        _resolve(table, ("municipalities", i), written)
        for i, written in enumerate(table.words("municipalities"))
    ]
    for sigla in _provinces(table):
        codes += [m.istat_code for m in municipalities.in_province(sigla)]
    for region in table.words("regions"):
        codes += _region(table, region)
    if not any(codes) and len(table.notes.problems) == before:
        table.note("", "missing_one_of", keys=", ".join(selectors))
    chosen = tuple(dict.fromkeys(filter(None, codes)))
    known = [m for code in chosen if (m := municipalities.by_code(code))]
    found = sorted({m.region for m in known})
    facts = TerritoryFacts(
        key=key,
        name=name,
        municipalities=chosen,
        provinces=tuple(sorted({m.province for m in known})),
        region=found[0] if len(found) == 1 else "",
        note=table.text("note"),
    )
    said = table.string("region")
    if said and found and [said] != found:
        table.note("region", "region_differs", found=", ".join(found))
    table.close()
    return facts


def _provinces(table: Table) -> list[str]:
    known = municipalities.provinces()
    found = []
    for position, sigla in enumerate(table.words("provinces")):
        if sigla in known:
            found.append(sigla)
            continue
        by_name = [letters for letters, (name, _) in known.items() if name.casefold() == sigla.casefold()]
        near = {"suggestion": by_name[0]} if by_name else nearest(sigla.upper(), known)
        table.notes.add(table.path + ("provinces", position), "province_unknown", found=sigla, **near)
    return found


def _region(table: Table, region: str) -> list[str]:
    found = municipalities.in_region(region)
    if not found:
        table.note("regions", "region_unknown", found=region, **nearest(region, municipalities.regions()))
    return [m.istat_code for m in found]


def read_coordination_group(table: Table | None) -> CoordinationGroup | None:
    if table is None:
        return None
    members = []
    for part in table.tables("member"):
        partner = part.word("partner", table.notes.keys("partner"))
        members.append(GroupMember(partner=partner, who=part.text("who", required=True)))
        part.close()
    group = CoordinationGroup(about=table.text("about"), members=tuple(members))
    table.close()
    return group


def read_directory(table: Table | None) -> Directory | None:
    if table is None:
        return None
    directory = Directory(about=table.text("about", required=True))
    table.close()
    return directory


def read_documents(tables: list[Table]) -> tuple[Document, ...]:
    """Read after the results, whose keys they may name."""
    documents = []
    for table in tables:
        documents.append(
            Document(
                key=table.slug("key", kind="document"),
                name=table.text("name", required=True),
                about=table.text("about"),
                result=table.word("result", table.notes.keys("result")),
            )
        )
        table.close()
    return tuple(documents)
