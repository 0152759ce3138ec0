"""The own page of the demo's beneficiary: who looked, a few messages, a paper, a correction that is answered and one that
waits."""

from __future__ import annotations

from datetime import time, timedelta

from accanto.accounts.roles import Role
from accanto.cases.models import Appointment, AppointmentKind, Case, Document, DocumentKind
from accanto.core import vault
from accanto.demo.papers import picture
from accanto.demo.world import World
from accanto.mine.models import OwnCase
from accanto.mine.operations.message import answer_message, write_message
from accanto.mine.operations.request import answer_request, ask
from accanto.mine.words import RequestKind
from accanto.people.operations.identity import read_identity


def add_own_page(world: World) -> None:
    """Of the first case of whoever is the beneficiary, each with their own hand."""
    user = world.parties[Role.BENEFICIARY]
    person = world.actor(user)
    mine = OwnCase.objects.visible_to(person).select_related("person", "project").order_by("id").first()
    if mine is None:
        return
    case = Case.objects.visible_to(world.system).select_related("operator", "person").get(pk=mine.pk)
    operator = world.actor(case.operator)
    read_identity(operator, person=case.person)
    _add_paper(world, case)
    on = world.today + timedelta(days=4)
    row = Appointment(case=case, kind=AppointmentKind.SCHOOL, on=on, at=time(16, 0), place="Scuola, aula 2")
    world.make(operator, row, "appointment.planned")
    write_message(person, case=mine, text="Buongiorno, giovedì posso venire un'ora dopo?")
    answer_message(operator, case=case, text="Sì, va bene alle 17. A giovedì!")
    write_message(person, case=mine, text="شكرا جزيلا")
    first = ask(
        person,
        case=mine,
        kind=RequestKind.CORRECT,
        about="languages",
        wrong="Manca il francese",
        wanted="Parlo francese",
    )
    answer_request(operator, request=first, done=True, answer="Aggiunto, grazie.")
    ask(
        person,
        case=mine,
        kind=RequestKind.CORRECT,
        about="birth",
        wrong="L'anno non è giusto",
        wanted="Un anno dopo",
    )


def _add_paper(world: World, case: Case) -> None:
    content, small = picture("school", 900), picture("school", 120)
    row = Document(
        case=case, kind=DocumentKind.SCHOOL, name="iscrizione.jpg", file_key=vault.new_key(), guarded=False,
        content_type="image/jpeg", size=len(content), has_thumbnail=True, added_by=case.operator, for_person=True,
    )  # fmt: skip
    vault.write(row.pk, vault.CONTENT, content, row.file_key)
    vault.write(row.pk, vault.THUMBNAIL, small, row.file_key)
    world.make(world.actor(case.operator), row, "document.added")
