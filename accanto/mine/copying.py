"""What a person takes along: a page to read in their language, and the same as JSON, in one ZIP.

What is told of a row is in `telling.py`. Every table of the register that hangs on a person is read here, or named in
LEFT_OUT with the reason; a test holds it to that.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from accanto.cases.models import (
    Appointment,
    Assessment,
    Case,
    CasePaper,
    CaseShare,
    Document,
    Need,
    Referral,
    Situation,
)
from accanto.core.actor import Actor
from accanto.core.models import Record
from accanto.mine import telling
from accanto.mine.models import DataCopy, DataRequest, Message, OwnEntry, OwnPerson
from accanto.mine.operations.copy import MAKER
from accanto.mine.seen import lines
from accanto.mine.telling import Row
from accanto.mine.words import COLUMNS, COPY_NOTE, COPY_TITLE, PARTS
from accanto.people.models import (
    Consent,
    Guardianship,
    HouseholdMember,
    Identity,
    Involvement,
    LanguageSkill,
    NoticeGiven,
    Protection,
    SchoolStep,
    SchoolYear,
)
from accanto.plans.models import Comment, FamilyGoal, FamilyGoalMember, Goal, PlanAction, Review
from accanto.skills.models import SkillsEntry
from accanto.supports.models import HomeStay, Placement, Support
from accanto.tutoring.models import Contact, Tutoring

#: Lines of the trail that are taken along: the newest.
_SEEN = 5000


@dataclass(frozen=True)
class Source:
    """A part of the copy: whose rows, how they hang on the person, what is told of each."""

    part: str
    model: type[Record]
    said: Callable[[Any], Row]
    mine: str | Callable[[UUID], Q] = "person"
    joins: tuple[str, ...] = ()


def _of_my_family(person: UUID) -> Q:
    """Goals of all at home, and those that name the person; not those that name others alone."""
    members = HouseholdMember.objects.visible_to(MAKER).filter(person=person, until=None)
    named = FamilyGoalMember.objects.visible_to(MAKER)
    about = Q(pk__in=named.filter(person=person).values("goal")) | ~Q(pk__in=named.values("goal"))
    return Q(household__in=members.values("household")) & about


_CASE = "case__person"
_PLAN = "plan__case__person"
SOURCES = (
    Source("name", Identity, telling.identity),
    Source("languages", LanguageSkill, telling.skill),
    Source("known", Involvement, telling.knows, joins=("organisation",)),
    Source("permit", Protection, telling.permit),
    Source("family", HouseholdMember, telling.member),
    Source("family_goals", FamilyGoal, telling.family_goal, _of_my_family),
    Source("guardians", Guardianship, telling.guardian),
    Source("school", SchoolYear, telling.school_year),
    Source("school_steps", SchoolStep, telling.school_step, "year__person"),
    Source("notices", NoticeGiven, telling.notice),
    Source("consents", Consent, telling.consent),
    Source("cases", Case, telling.case, joins=("organisation", "operator", "project")),
    Source("needs", Need, telling.need, _CASE, ("case__project",)),
    Source("situations", Situation, telling.situation, _CASE, ("case__project",)),
    Source("scale", Assessment, telling.scale, _CASE),
    Source("skills", SkillsEntry, telling.skills, "assessment__case__person", ("assessment",)),
    Source("appointments", Appointment, telling.appointment, _CASE),
    Source("documents", Document, telling.document, _CASE),
    Source("papers", CasePaper, telling.paper, _CASE, ("case__project",)),
    Source("supports", Support, telling.support, _CASE, ("case__project",)),
    Source("homes", HomeStay, telling.stay, _CASE, ("home__municipality",)),
    Source("placements", Placement, telling.placement, _CASE),
    Source("referrals", Referral, telling.referral, _CASE, ("service",)),
    Source("shares", CaseShare, telling.share, _CASE, ("organisation",)),
    Source("goals", Goal, telling.goal, _PLAN),
    Source("actions", PlanAction, telling.action, f"goal__{_PLAN}", ("catalogue",)),
    Source("reviews", Review, telling.review, _PLAN),
    Source("comments", Comment, telling.comment, _PLAN),
    Source("tutoring", Tutoring, telling.tie, _CASE),
    Source("contacts", Contact, telling.contact, "tutoring__case__person"),
    Source("messages", Message, telling.message, _CASE, ("case__organisation",)),
    Source("requests", DataRequest, telling.request),
)  # fmt: skip

_DERIVED = "worked out from what is there, for the machine"
_THERE = "says nothing about the person that another part does not"
_TRAIL = "told by the trail, in the part of who has seen the data"
_PRIVATE = "words of one who works or helps to another, in confidence (GDPR, article 15(4))"
#: The pages of the plan and of the tutoring, or a word to the organisation, show these; the copy does not yet.
_NOT_YET = "not in the copy yet: read on its own page, or asked of the organisation"
#: Tables of the register that hang on a person and that the copy does not read, and why.
LEFT_OUT = {
    "people.SearchKey": _DERIVED,
    "people.Likeness": _DERIVED,
    "people.DuplicateVerdict": _DERIVED,
    "people.Merge": _THERE,
    "people.Erasure": "told by the request that asked for it",
    "people.IdentityOpening": _TRAIL,
    "cases.Handover": _PRIVATE,
    "cases.Task": _PRIVATE,
    "cases.Transfer": _PRIVATE,
    "cases.ReferralLink": _THERE,
    "outreach.Encounter": _NOT_YET,
    "outreach.EncounterNeed": _NOT_YET,
    "outreach.Given": _NOT_YET,
    "plans.Plan": _THERE,
    "plans.PlanVersion": _THERE,
    "plans.PlanParty": _THERE,
    "plans.FamilyGoalMember": _THERE,
    "plans.Proposal": _NOT_YET,
    "plans.WithoutGuardian": _NOT_YET,
    "plans.Agreement": _NOT_YET,
    "skills.SkillsAssessment": _THERE,
    "tutoring.TutoringPause": _NOT_YET,
    "tutoring.CheckIn": _NOT_YET,
    "tutoring.Reminder": _DERIVED,
    "tutoring.ReminderStop": _NOT_YET,
    "tutoring.Alert": _PRIVATE,
    "tutoring.TutorRequest": _NOT_YET,
    "tutoring.Match": _PRIVATE,
    "tutoring.TutoringSide": _NOT_YET,
    "tutoring.ContactVersion": _THERE,
    "tutoring.Proposal": _NOT_YET,
    "tutoring.SharedWord": _NOT_YET,
    "tutoring.PrivateWord": _PRIVATE,
    "tutoring.PairQuestion": _NOT_YET,
    "tutoring.PartyInvitation": "keys of a way in",
    "tutoring.TutoringAgreement": _NOT_YET,
    "tutoring.AgreementSignature": _NOT_YET,
    "tutoring.TutoringMember": "who of a group stands beside them: facts about those",
    "caseload.CaseloadRow": "a line of a list that was taken in: what it said is in the other parts",
    "mine.DataCopy": "the copy itself",
}


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
    yield "person", [_filled(telling.person(person))]
    for source in SOURCES:
        yield source.part, list(_told(source, person))
    entries = OwnEntry.objects.visible_to(actor).order_by("-number")[:_SEEN]
    yield "seen", [_filled(telling.seen(line)) for line in lines(actor, entries)]


def _told(source: Source, person: OwnPerson) -> Iterator[Row]:
    mine = source.mine(person.pk) if callable(source.mine) else Q(**{source.mine: person.pk})
    found = source.model.objects.visible_to(MAKER).filter(mine).order_by("created_at", "id")
    for row in found.select_related(*source.joins) if source.joins else found:
        if told := _filled(source.said(row)):
            yield told


def _filled(row: Row) -> Row:
    return {name: value for name, value in row.items() if value not in (None, "")}
