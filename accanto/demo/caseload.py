"""A register that the lead partner's manager is taking in: rows that are new, known, unsure, wrong, and one word."""

from __future__ import annotations

from datetime import timedelta

from django.utils import translation

from accanto.accounts.models import Membership
from accanto.accounts.roles import Role
from accanto.caseload import jobs
from accanto.caseload.models import Caseload
from accanto.caseload.operations.start import set_columns, start_caseload
from accanto.caseload.operations.take import begin_taking
from accanto.core.sheets import workbook
from accanto.demo.world import Team, World

_HEAD = (
    "Cognome e nome", "Data di nascita", "Sesso", "Cittadinanza", "Tel.", "Data presa in carico", "Alloggio", "Italiano", "Cerca casa",
    "Cerca lavoro", "Note",
)  # fmt: skip
#: The first sheet is taken in, the second waits for its manager's word.
_TAKEN = (
    (
        "Bah Aissatou",
        "12/05/1996",
        "F",
        "guineana",
        "",
        200,
        "SAI",
        "A2",
        "x",
        "x",
        "Vuole lavorare in una sartoria.",
    ),
    (
        "Haile Samuel",
        "1991",
        "M",
        "eritreo",
        "",
        190,
        "affitto",
        "B1",
        "no",
        "sì",
        "Ha la patente del suo paese.",
    ),
    ("Rahman Tanvir", "3/9/1988", "M", "Bangladesh", "", 150, "da amici", "A1", "sì", "no", ""),
)
_WAITING = (
    ("Bah Aissatou", "1996", "F", "guineana", "", 200, "SAI", "", "", "", ""),
    ("Sesay Ibrahim", "1999", "M", "sierraleonese", "", 90, "CAS", "A1", "x", "x", "Frequenta la scuola di italiano."),
    ("Amina e Yusuf Noor", "1994", "F", "somala", "", 85, "SAI", "A2", "x", "", ""),
    ("Kovalenko Daria", "31/02/1983", "F", "ucraina", "", 80, "in famiglia", "A2", "", "x", ""),
    ("Traoré Moussa", "2001", "M", "ivoriano", "12", 60, "Villa Verde", "pre A1", "x", "", "Sta a Villa Verde."),
    ("Okoro Blessing", "1997", "F", "nigeriana", "", 40, "Villa Verde", "A2", "", "x", ""),
)  # fmt: skip


def add_caseload(world: World, team: Team) -> None:
    """As the manager does it, with the operations of the screens; reasons are words, in the manager's language."""
    with translation.override("it"):
        done = _sent(world, team, "registro-2025.xlsx", _TAKEN)
        actor = world.actor(done.by)
        jobs.step(actor, begin_taking(actor, batch=done))
        _sent(world, team, "registro-2026.xlsx", _WAITING)


def _sent(world: World, team: Team, name: str, rows: tuple[tuple[object, ...], ...]) -> Caseload:
    held = Membership.objects.visible_to(world.system).filter(
        organisation=team.organisation, role=Role.MANAGER
    )
    actor = world.actor(held.select_related("user")[0].user)
    dated = [
        [
            world.today - timedelta(days=int(str(cell))) if place == 5 else cell
            for place, cell in enumerate(row)
        ]  # noqa: PLR2004  the day
        for row in rows
    ]
    content = workbook([("Registro", _HEAD, dated)])
    batch = start_caseload(
        actor, organisation=team.organisation, project=team.project, file_name=name, content=content
    )
    batch = set_columns(
        actor, batch=batch, heading_row=batch.heading_row, mapping=batch.mapping, operator=team.operators[0]
    )
    return jobs.step(actor, batch)
