"""Invented budgets, supports in every state, homes with people, work placements: Rifugiato Cittadino has them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from accanto.accounts.models import Membership, User
from accanto.accounts.roles import Role
from accanto.cases.models import Case
from accanto.core import trail
from accanto.demo.world import Team, World
from accanto.supports.models import BudgetLine, Home, HomeStay, Placement, Support
from accanto.supports.operations.budget import add_line, set_budget
from accanto.supports.operations.home import begin_stay
from accanto.supports.operations.support import ask_support

#: (kind, euro, monthly rent, to whom, why, how far it has come).
_SUPPORTS = (
    (
        "rent_advance",
        "1440",
        "480",
        "Proprietario dell'appartamento",
        "Tre mesi per entrare in casa.",
        "receipt",
    ),
    ("furnishings", "350", "", "Mercatino dell'usato", "Letto e tavolo.", "receipt"),
    ("utilities", "180.50", "", "Azienda della luce", "Allaccio della corrente.", "receipt"),
    ("furnishings", "290", "", "Mobilificio", "Cucina usata.", "paid"),
    ("utilities", "95", "", "Azienda del gas", "Prima bolletta.", "receipt"),
    ("furnishings", "410", "", "Mercatino dell'usato", "Letti per i figli.", "receipt"),
    ("rent_advance", "900", "450", "Proprietaria della casa", "Due mesi.", "approved"),
    ("work_grant", "600", "", "Alla persona", "Borsa lavoro, primo mese.", "receipt"),
    ("rent_advance", "500", "500", "Proprietario della casa", "Un mese.", "asked"),
    ("furnishings", "220", "", "Mercatino dell'usato", "Frigorifero.", "asked"),
    ("utilities", "130", "", "Acquedotto", "Bolletta arretrata.", "refused"),
    ("furnishings", "300", "", "Mercatino dell'usato", "Armadio.", "receipt"),
    ("utilities", "75", "", "Azienda della luce", "Voltura.", "receipt"),
    ("furnishings", "260", "", "Mobilificio", "Scrivania e sedie.", "receipt"),
)
_HOMES = (("shared", 5, "620"), ("shared", 3, "450"), ("hosting", 1, ""), ("rented", 4, "500"))
_EMPLOYERS = (
    ("grant", "Panificio del Corso (inventato)", "aiuto in laboratorio", 20, "500"),
    ("traineeship", "Serre Verdi (inventata)", "cura delle piante", 30, "600"),
    ("training", "Scuola edile (inventata)", "corso di muratura", 16, ""),
    ("job", "Trattoria Due Mari (inventata)", "aiuto cuoco", 24, "950"),
)


def add_supports(world: World, team: Team) -> None:
    """All on open cases of the lead partner, and each thing due on someone's page Today."""
    cases = Case.objects.visible_to(world.system).filter(
        project=team.project, organisation=team.organisation, closed_on=None
    )
    opened = cases.select_related("operator").order_by("opened_on", "created_at", "id")
    mine = [(case.operator, case) for case in opened]
    manager = _manager(world, team)
    set_budget(world.system, project=team.project, amount=Decimal(30_000))
    place: dict[str, Any] = {"project": team.project, "organisation": team.organisation}
    home = add_line(
        world.system,
        name="Casa",
        amount=Decimal(12_000),
        kinds=["rent_advance", "furnishings", "utilities"],
        **place,
    )
    work = add_line(world.system, name="Lavoro", amount=Decimal(6_000), kinds=["work_grant"], **place)
    for number, said in enumerate(_SUPPORTS):
        operator, case = mine[number % len(mine)]
        _support(world, operator, case, manager, work if said[0] == "work_grant" else home, said)
    _homes(world, team, mine, manager)
    for number, (kind, employer, what, hours, euro) in enumerate(_EMPLOYERS):
        operator, case = mine[(number + 2) % len(mine)]
        _placement(world, operator, case, number, (kind, employer, what, hours, euro))


def _manager(world: World, team: Team) -> User:
    held = Membership.objects.visible_to(world.system).filter(
        organisation=team.organisation, role=Role.MANAGER
    )
    user: User = held.select_related("user")[0].user
    return user


def _support(
    world: World, operator: User, case: Case, manager: User, line: BudgetLine, said: tuple[str, ...]
) -> Support:
    """As the operations leave it, with days that lie in the past."""
    kind, euro, rent, payee, why, state = said
    support = ask_support(
        world.actor(operator),
        case=case,
        kind=kind,
        line=line,
        amount=Decimal(euro),
        monthly_rent=Decimal(rent) if rent else None,
        payee=payee,
        why=why,
    )
    asked_on = world.days_ago(90, 40) if state in ("receipt", "paid") else world.days_ago(10, 2)
    values: dict[str, Any] = {"asked_on": asked_on}
    if state != "asked":
        values |= {"decided_by": manager, "decided_on": asked_on + timedelta(days=1), "status": state}
    if state == "refused":
        values["answer"] = "Prima si chiede la rateizzazione al fornitore."
    if state in ("paid", "receipt"):
        paid_on = asked_on + timedelta(days=5)
        values |= {"status": "paid", "paid": Decimal(euro), "paid_on": paid_on, "paid_how": "transfer"}
    if state == "receipt":
        values |= {"receipt": f"ric. {support.code[-4:]}", "receipt_on": asked_on + timedelta(days=8)}
    return trail.change(world.actor(manager), support, "support.paid", **values)


def _homes(world: World, team: Team, mine: list[tuple[User, Case]], manager: User) -> None:
    homes = []
    for number, (kind, places, rent) in enumerate(_HOMES):
        row = Home(
            organisation=team.organisation,
            project=team.project,
            kind=kind,
            municipality=world.pick(team.towns),
            places=places,
            rent=Decimal(rent) if rent else None,
            address=f"via Inventata {number + 1}",
            guarded=number == 1,
            available_from=world.today - timedelta(days=300),
            available_until=world.today + timedelta(days=25 if number == 3 else 200),
        )
        homes.append(world.make(world.system, row, "home.added"))
    for number, (operator, case) in enumerate(mine[:4]):
        home = homes[number % 3]
        stay = begin_stay(
            world.actor(manager if home.guarded else operator),
            case=case,
            home=home,
            since=world.days_ago(120, 30),
            until=world.today + timedelta(days=12 + 40 * number),
        )
        if number == 3:
            _left(world, operator, stay)


def _left(world: World, operator: User, stay: HomeStay) -> None:
    day = world.today - timedelta(days=10)
    trail.change(world.actor(operator), stay, "stay.ended", ended_on=day, ending="own_home")


def _placement(
    world: World, operator: User, case: Case, number: int, said: tuple[str, str, str, int, str]
) -> None:
    kind, employer, what, hours, euro = said
    since = world.days_ago(100, 60)
    row = Placement(
        case=case,
        organisation=case.organisation,
        kind=kind,
        employer=employer,
        work=what,
        hours=hours,
        allowance=Decimal(euro) if euro else None,
        since=since,
        until=world.today + timedelta(days=20 + 30 * number),
    )
    if number == len(_EMPLOYERS) - 1:
        row.ended_on, row.outcome = world.today - timedelta(days=3), "hired"
    world.make(world.actor(operator), row, "placement.begun")
