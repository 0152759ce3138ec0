"""What a person takes along: a page to read in their language, and the same as JSON, in one ZIP.

Explicit on purpose: each part names its columns, so that a column added elsewhere says nothing here until someone has
decided that it does. Left out is what others wrote in private (GDPR, article 15(4)): the words of the tutor to the
organisation, their answers, who else was thought of as a tutor; and what was not written about the person: keys, hashes.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import override

from accanto.cases.models import Appointment, Case, Document, Need, Referral, Situation
from accanto.core.actor import Actor
from accanto.core.models import Record
from accanto.core.reference import country_name, language_name
from accanto.mine.models import DataCopy, DataRequest, Message, OwnEntry, OwnPerson
from accanto.mine.operations.copy import MAKER
from accanto.mine.seen import Line, lines
from accanto.mine.words import (
    COLUMNS,
    CONSENTS,
    COPY_NOTE,
    COPY_TITLE,
    DAYS,
    ME,
    NEEDS,
    PAPERS,
    PARTS,
    SUPPORTS,
)
from accanto.people.models import Consent, HouseholdMember, Identity, LanguageSkill
from accanto.plans.models import Goal, PlanAction
from accanto.supports.models import HomeStay, Placement, Support
from accanto.tutoring.models import Contact, Tutoring
from accanto.tutoring.words import ContactState

Row = dict[str, Any]
#: Lines of the trail that are taken along: the newest.
_SEEN = 5000


def make_zip(row: DataCopy, actor: Actor) -> bytes:
    """The ZIP of a copy; `actor` is the person's own account, in whose eyes the trail is told."""
    person = OwnPerson.objects.visible_to(MAKER).get(pk=row.person_id)
    with override(row.language):
        parts = {key: rows for key, rows in _parts(person, actor) if rows}
        page = _page(row.language, parts)
    told = {"made": timezone.now().isoformat(timespec="seconds"), "language": row.language, "parts": parts}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=1, default=_plain))
        archive.writestr("page.html", page)
    return out.getvalue()


def _page(language: str, parts: dict[str, list[Row]]) -> str:
    tables = [(PARTS[key], [[(COLUMNS[name], _said(value)) for name, value in row.items()] for row in rows])
              for key, rows in parts.items()]  # fmt: skip
    bidi = "rtl" if language in settings.LANGUAGES_BIDI else "ltr"
    context = {
        "tables": tables,
        "title": COPY_TITLE,
        "note": COPY_NOTE,
        "language": language,
        "direction": bidi,
    }
    return render_to_string("mine/parties/copy.html", {**context, "day": timezone.localdate()})


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime | time) else str(value)


def _said(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return f"{value:%H:%M}" if isinstance(value, time) else _plain(value)


def _parts(person: OwnPerson, actor: Actor) -> Iterator[tuple[str, list[Row]]]:
    yield "person", [_filled(_person(person))]
    yield "name", _rows(Identity, _identity, person=person.pk)
    yield "languages", _rows(LanguageSkill, _skill, person=person.pk)
    yield "family", _rows(HouseholdMember, _member, person=person.pk)
    yield "consents", _rows(Consent, _consent, person=person.pk)
    yield from _of_cases(person)
    yield from _of_the_plan(person)
    yield "messages", _rows(Message, _message, ("case__organisation",), case__person=person.pk)
    yield "requests", _rows(DataRequest, _request, person=person.pk)
    entries = OwnEntry.objects.visible_to(actor).order_by("-number")[:_SEEN]
    yield "seen", [_filled(_seen(line)) for line in lines(actor, entries)]


def _of_cases(person: OwnPerson) -> Iterator[tuple[str, list[Row]]]:
    mine: dict[str, Any] = {"case__person": person.pk}
    yield "cases", _rows(Case, _case, ("organisation", "operator"), person=person.pk)
    yield "needs", _rows(Need, _need, **mine)
    yield "situations", _rows(Situation, _situation, **mine)
    yield "appointments", _rows(Appointment, _appointment, **mine)
    yield "documents", _documents(person)
    yield "supports", _rows(Support, _support, ("case__project",), **mine)
    yield "homes", _rows(HomeStay, _stay, ("home__municipality",), **mine)
    yield "placements", _rows(Placement, _placement, **mine)
    yield "referrals", _rows(Referral, _referral, ("service",), **mine)


def _of_the_plan(person: OwnPerson) -> Iterator[tuple[str, list[Row]]]:
    yield "goals", _rows(Goal, _goal, plan__case__person=person.pk)
    yield "actions", _rows(PlanAction, _action, ("catalogue",), goal__plan__case__person=person.pk)
    yield "tutoring", _rows(Tutoring, _tie, case__person=person.pk)
    contacts = Contact.objects.visible_to(MAKER).filter(tutoring__case__person=person.pk)
    yield "contacts", [_filled(_contact(each)) for each in contacts.exclude(state=ContactState.WITHDRAWN)]


def _rows(
    model: type[Record], said: Callable[[Any], Row], joins: Iterable[str] = (), **mine: Any
) -> list[Row]:
    found = model.objects.visible_to(MAKER).filter(**mine).order_by("created_at", "id")
    return [_filled(said(each)) for each in (found.select_related(*joins) if joins else found)]


def _filled(row: Row) -> Row:
    return {name: value for name, value in row.items() if value not in (None, "")}


def _tongue(code: str) -> str:
    return language_name(code, translation.get_language() or "it") if code else ""


def _person(row: OwnPerson) -> Row:
    country = country_name(row.nationality, translation.get_language() or "it") if row.nationality else ""
    return {
        "code": row.code,
        "birth": row.year_of_birth,
        "gender": row.get_gender_display(),
        "nationality": country,
        "language": _tongue(row.language),
        "town": str(row.municipality or ""),
        "since_year": row.in_italy_since,
    }


def _identity(row: Identity) -> Row:
    return {
        "given_name": row.given_name,
        "family_name": row.family_name,
        "also": row.also_known_as,
        "phone": row.phone,
        "email": row.email,
        "paper": row.document,
        "address": row.address,
    }


def _skill(row: LanguageSkill) -> Row:
    return {"what": _tongue(row.language), "level": row.get_level_display()}


def _member(row: HouseholdMember) -> Row:
    """What they are in their household; the others have copies of their own."""
    return {"what": row.get_relation_display(), "since": row.since, "until": row.until}


def _consent(row: Consent) -> Row:
    return {"what": str(CONSENTS.get(row.purpose, "")), "since": row.given_on, "until": row.withdrawn_on}


def _seen(line: Line) -> Row:
    said = {"who": line.who, "where": line.where, "what": f"{line.did}: {line.what}", "why": line.why}
    return {"on": line.at, **said}


def _case(row: Case) -> Row:
    ended = row.get_outcome_display() if row.outcome else ""
    return {
        "code": row.code,
        "where": row.organisation.name,
        "who": row.operator.name,
        "since": row.opened_on,
        "until": row.closed_on,
        "state": ended,
        "words": row.closing_note,
    }


def _need(row: Need) -> Row:
    words = {"what": row.get_area_display(), "words": row.words}
    return {"on": row.noted_on, **words, "state": str(NEEDS.get(row.status, ""))}


def _situation(row: Situation) -> Row:
    coded = [
        f"{column.verbose_name}: {getattr(row, f'get_{column.name}_display')()}"
        for column in row._meta.concrete_fields
        if column.choices and column.name != "moment" and getattr(row, column.name) not in ("", "unknown")
    ]
    return {"on": row.on, "what": row.get_moment_display(), "words": "; ".join(coded)}


def _appointment(row: Appointment) -> Row:
    said = {"what": str(DAYS.get(row.kind, "")), "where": row.place, "state": row.get_outcome_display()}
    return {"on": row.on, "at": row.at, **said, "words": row.note}


def _documents(person: OwnPerson) -> list[Row]:
    """What each paper is. The files themselves are taken from the page of documents."""
    rows = Document.objects.visible_to(MAKER).filter(case__person=person.pk).order_by("created_at", "id")
    return [
        _filled({"what": str(PAPERS.get(row.kind, "")), "words": row.note, "since": row.created_at, "until": row.expires_on})
        for row in rows
    ]  # fmt: skip


def _support(row: Support) -> Row:
    said = {"what": str(row.kind_as_said), "state": str(SUPPORTS.get(row.status, row.get_status_display()))}
    return {"on": row.paid_on or row.asked_on, **said, "amount": row.paid or row.amount, "why": row.why}


def _stay(row: HomeStay) -> Row:
    return {
        "what": row.home.get_kind_display(),
        "where": str(row.home.municipality),
        "since": row.since,
        "until": row.ended_on,
    }


def _placement(row: Placement) -> Row:
    return {"what": row.get_kind_display(), "where": row.employer, "since": row.since, "until": row.ended_on}


def _referral(row: Referral) -> Row:
    said = {"where": str(row.service), "words": row.note, "state": row.get_outcome_display()}
    return {"on": row.made_on, **said, "answer": row.answer}


def _goal(row: Goal) -> Row:
    return {
        "what": row.get_area_display(),
        "words": row.words,
        "until": row.by,
        "state": row.get_status_display(),
    }


def _action(row: PlanAction) -> Row:
    what = str(row.catalogue) if row.catalogue else row.text
    said = {"who": row.who or row.get_who_kind_display(), "until": row.due, "state": row.get_status_display()}
    return {"what": what, **said, "words": row.outcome}


def _tie(row: Tutoring) -> Row:
    return {"since": row.started_on, "until": row.ended_on}


def _contact(row: Contact) -> Row:
    return {"on": row.on, "what": row.get_kind_display(), "words": row.note}


def _message(row: Message) -> Row:
    return {
        "on": row.created_at,
        "who": str(ME) if row.by_person else row.case.organisation.name,
        "words": row.text,
    }


def _request(row: DataRequest) -> Row:
    said = {"what": f"{row.get_kind_display()} {row.about_words}".strip(), "words": row.wrong}
    return {"on": row.asked_on, **said, "state": row.get_state_display(), "answer": row.answer}
