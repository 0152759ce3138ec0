"""Invented documents, appointments and tasks of some cases: small drawn pictures, days that are near."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import cache
from io import BytesIO

from accanto.cases.companions import companions
from accanto.cases.models import (
    Along,
    Appointment,
    AppointmentKind,
    AppointmentOutcome,
    Case,
    Document,
    DocumentKind,
    Task,
)
from accanto.cases.models.document import GUARDED
from accanto.core import vault
from accanto.demo.world import World

#: Cases of each operator that get some; each of these stands for one document: kind, days until its last day.
CASES = 2
_PAPERS = (
    ((DocumentKind.PERMIT, 24), (DocumentKind.IDENTITY, 700), (DocumentKind.SCHOOL, None)),
    ((DocumentKind.ASYLUM, 75), (DocumentKind.HOME, 55), (DocumentKind.HEALTH, None)),
)
#: kind, days from today, hour, place, what came of it.
_PLANNED = (
    (AppointmentKind.OFFICE, 3, time(9, 30), "Questura, ufficio immigrazione", AppointmentOutcome.WAITING),
    (AppointmentKind.HEALTH, 10, time(15, 0), "Ambulatorio, secondo piano", AppointmentOutcome.WAITING),
    (AppointmentKind.WORK, -6, time(11, 0), "Centro per l'impiego", AppointmentOutcome.CAME),
    (AppointmentKind.TALK, -1, time(17, 0), "In sede", AppointmentOutcome.WAITING),
)
_TASKS = (("Chiamare il patronato per la ricevuta", 1), ("Chiedere il certificato di residenza", 5))


def add_papers(world: World) -> None:
    """Some of each operator's open cases, in the order of their codes' making; nothing here is drawn by lot."""
    given: dict[object, int] = {}
    for team in world.teams:
        if not team.operators:
            continue
        rows = Case.objects.visible_to(world.system).filter(
            organisation=team.organisation, project=team.project
        )
        for case in rows.filter(closed_on=None).select_related("operator").order_by("id"):
            number = given.get(case.operator_id, 0)
            if number < CASES:
                given[case.operator_id] = number + 1
                _add_documents(world, case, number)
                _add_days(world, case, number)


def _add_documents(world: World, case: Case, number: int) -> None:
    actor = world.actor(case.operator)
    for kind, days in _PAPERS[number % len(_PAPERS)]:
        content, small = picture(kind.value, 900), picture(kind.value, 120)
        row = Document(
            case=case,
            kind=kind,
            name=f"{kind.value}.jpg",
            file_key=vault.new_key(),
            guarded=kind in GUARDED,
            content_type="image/jpeg",
            size=len(content),
            has_thumbnail=True,
            expires_on=None if days is None else _day(world, days),
            added_by=case.operator,
        )
        vault.write(row.pk, vault.CONTENT, content, row.file_key)
        vault.write(row.pk, vault.THUMBNAIL, small, row.file_key)
        world.make(actor, row, "document.added")


def _add_days(world: World, case: Case, later: int) -> None:
    actor = world.actor(case.operator)
    tutor = next((each for each in companions(actor, case) if each.along == Along.TUTOR), None)
    for number, (kind, days, at, place, outcome) in enumerate(_PLANNED):
        on, hour = _working_day(world, days), at.replace(hour=at.hour + later)
        row = Appointment(case=case, kind=kind, on=on, at=hour, place=place, outcome=outcome)
        if tutor is not None and number == 0:
            row.along, row.along_key, row.along_name, row.along_user = (
                tutor.along,
                tutor.key,
                tutor.name,
                tutor.user,
            )
        world.make(actor, row, "appointment.planned")
    for what, days in _TASKS:
        due = _day(world, days)
        world.make(actor, Task(case=case, what=what, who=case.operator, due=due), "task.added")


def _day(world: World, days: int) -> date:
    return world.today + timedelta(days=days)


def _working_day(world: World, days: int) -> date:
    """The Friday before, where it is a weekend: offices are closed."""
    day = _day(world, days)
    return day - timedelta(days=max(0, day.weekday() - 4))


@cache
def picture(kind: str, side: int) -> bytes:
    """A sheet with lines where words would be: nobody's paper."""
    from PIL import Image, ImageDraw

    sheet = Image.new("RGB", (side, side * 2 // 3), "#f4efe2")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((side // 20, side // 10, side // 4, side * 2 // 5), fill="#b8c4d0")
    for line in range(6 + len(kind) % 3):
        top = side // 10 + line * side // 15
        pen.rectangle((side * 3 // 10, top, side * (19 - line % 4) // 20, top + side // 40), fill="#8a93a0")
    out = BytesIO()
    sheet.save(out, "JPEG", quality=70)
    return out.getvalue()
