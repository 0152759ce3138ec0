"""What the person reads of each row in the copy they take along, in their language.

Explicit on purpose: each names its columns, so that a column added elsewhere says nothing here until someone has
decided that it does. Left out is what others wrote in private (GDPR, article 15(4)), and keys and hashes.
"""

from __future__ import annotations

from typing import Any

from django.utils import translation

from accanto.cases.asked import Questions
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
from accanto.cases.models.answered import Answered
from accanto.cases.paper_list import paper_name
from accanto.cases.words import NOT_RECORDED, SCALE
from accanto.core.reference import country_name, language_name
from accanto.mine.models import DataRequest, Message, OwnPerson
from accanto.mine.seen import Line
from accanto.mine.words import CONSENTS, DAYS, ME, NEEDS, PAPERS, SUPPORTS
from accanto.network.models import Project
from accanto.people.models import (
    Consent,
    Guardianship,
    HouseholdMember,
    Identity,
    Involvement,
    LanguageSkill,
    NoticeGiven,
    PermitState,
    Protection,
    ProtectionKind,
    SchoolStep,
    SchoolYear,
)
from accanto.plans.models import Comment, FamilyGoal, Goal, PartyKind, PlanAction, Review
from accanto.plans.words import going_word, who_word
from accanto.skills.models import SkillsEntry
from accanto.skills.reading import esco_names, line_of
from accanto.supports.models import HomeStay, Placement, Support
from accanto.tutoring.models import Contact, Tutoring
from accanto.tutoring.words import ContactState

Row = dict[str, Any]


def _tongue(code: str) -> str:
    return language_name(code, translation.get_language() or "it") if code else ""


def person(row: OwnPerson) -> Row:
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


def identity(row: Identity) -> Row:
    return {
        "given_name": row.given_name,
        "family_name": row.family_name,
        "also": row.also_known_as,
        "phone": row.phone,
        "email": row.email,
        "paper": row.document,
        "address": row.address,
    }


def skill(row: LanguageSkill) -> Row:
    return {"what": _tongue(row.language), "level": row.get_level_display()}


def member(row: HouseholdMember) -> Row:
    """What they are in their household; the others have copies of their own."""
    return {"what": row.get_relation_display(), "since": row.since, "until": row.until}


def consent(row: Consent) -> Row:
    return {"what": str(CONSENTS.get(row.purpose, "")), "since": row.given_on, "until": row.withdrawn_on}


def seen(line: Line) -> Row:
    said = {"who": line.who, "where": line.where, "what": f"{line.did}: {line.what}", "why": line.why}
    return {"on": line.at, **said}


def case(row: Case) -> Row:
    ended = row.get_outcome_display() if row.outcome else ""
    return {
        "code": row.code,
        "where": row.organisation.name,
        "who": row.operator.name,
        "since": row.opened_on,
        "until": row.closed_on,
        "state": ended,
        "words": row.closing_note,
        "more": _answers(row, row.project),
    }


def need(row: Need) -> Row:
    words = {"what": row.get_area_display(), "words": row.words}
    state = str(NEEDS.get(row.status, ""))
    return {"on": row.noted_on, **words, "state": state, "more": _answers(row, row.case.project)}


def situation(row: Situation) -> Row:
    coded = [
        f"{column.verbose_name}: {getattr(row, f'get_{column.name}_display')()}"
        for column in row._meta.concrete_fields
        if column.choices and column.name != "moment" and getattr(row, column.name) not in ("", "unknown")
    ]
    said = {"what": row.get_moment_display(), "words": "; ".join(coded)}
    return {"on": row.on, **said, "more": _answers(row, row.case.project)}


def _answers(row: Answered, project: Project) -> str:
    """What the project's own fields were answered with, in the words under which they were."""
    return "; ".join(f"{each.label}: {each.text}" for each in Questions(project).said(row))


def appointment(row: Appointment) -> Row:
    said = {"what": str(DAYS.get(row.kind, "")), "where": row.place, "state": row.get_outcome_display()}
    return {"on": row.on, "at": row.at, **said, "words": row.note}


def document(row: Document) -> Row:
    """What the paper is. The file itself is taken from the page of documents."""
    said = {"what": str(PAPERS.get(row.kind, "")), "words": row.note}
    return {**said, "since": row.created_at, "until": row.expires_on}


def support(row: Support) -> Row:
    said = {"what": str(row.kind_as_said), "state": str(SUPPORTS.get(row.status, row.get_status_display()))}
    return {"on": row.paid_on or row.asked_on, **said, "amount": row.paid or row.amount, "why": row.why}


def stay(row: HomeStay) -> Row:
    return {
        "what": row.home.get_kind_display(),
        "where": str(row.home.municipality),
        "since": row.since,
        "until": row.ended_on,
    }


def placement(row: Placement) -> Row:
    return {"what": row.get_kind_display(), "where": row.employer, "since": row.since, "until": row.ended_on}


def referral(row: Referral) -> Row:
    said = {"where": str(row.service), "words": row.note, "state": row.get_outcome_display()}
    return {"on": row.made_on, **said, "answer": row.answer}


def goal(row: Goal) -> Row:
    return {
        "what": row.get_area_display(),
        "words": row.words,
        "until": row.by,
        "state": row.get_status_display(),
    }


def action(row: PlanAction) -> Row:
    what = str(row.catalogue) if row.catalogue else row.text
    said = {"who": row.who or row.get_who_kind_display(), "until": row.due, "state": row.get_status_display()}
    return {"what": what, **said, "words": row.outcome}


def tie(row: Tutoring) -> Row:
    return {"since": row.started_on, "until": row.ended_on}


def contact(row: Contact) -> Row:
    if row.state == ContactState.WITHDRAWN:
        return {}
    return {"on": row.on, "what": row.get_kind_display(), "words": row.note}


def message(row: Message) -> Row:
    return {
        "on": row.created_at,
        "who": str(ME) if row.by_person else row.case.organisation.name,
        "words": row.text,
    }


def request(row: DataRequest) -> Row:
    said = {"what": f"{row.get_kind_display()} {row.about_words}".strip(), "words": row.wrong}
    return {"on": row.asked_on, **said, "state": row.get_state_display(), "answer": row.answer}


def knows(row: Involvement) -> Row:
    return {"where": row.organisation.name, "since": row.created_at}


def permit(row: Protection) -> Row:
    kind = dict(ProtectionKind.choices).get(row.kind, row.kind)
    state = dict(PermitState.choices).get(row.state, row.state)
    return {"on": row.noted_on, "what": str(kind), "state": str(state), "until": row.expires_on}


def notice(row: NoticeGiven) -> Row:
    return {"on": row.given_on, "what": row.version, "language": _tongue(row.language)}


def guardian(row: Guardianship) -> Row:
    """Who stands for them; how that one is reached is for that one to say."""
    return {
        "what": row.get_kind_display(),
        "who": row.name,
        "paper": row.decree,
        "since": row.since,
        "until": row.until,
    }


def school_year(row: SchoolYear) -> Row:
    what = f"{row.get_kind_display()} {row.words}"
    return {"what": what, "where": row.school, "words": row.group, "state": row.outcome}


def school_step(row: SchoolStep) -> Row:
    said = {"what": row.get_kind_display(), "state": row.get_state_display(), "words": row.note}
    return {"on": row.ended_on, "until": row.due_on, **said}


def paper(row: CasePaper) -> Row:
    return {"on": row.on, "what": paper_name(row), "state": row.get_state_display()}


def scale(row: Assessment) -> Row:
    """The scale of autonomy: of each area that was recorded the sentence that was chosen with them."""
    marks = row.marks()
    steps = [
        (area, dict(area.choices())[marks[area.key]]) for area in SCALE if marks[area.key] != NOT_RECORDED
    ]
    words = "; ".join(f"{area.name}: {sentence}" for area, sentence in steps)
    return {"on": row.on, "what": row.get_moment_display(), "words": words}


def share(row: CaseShare) -> Row:
    said = {"where": row.organisation.name if row.organisation else "", "words": row.words}
    return {**said, "since": row.since, "until": row.revoked_on or row.until}


def skills(row: SkillsEntry) -> Row:
    """A line of the assessment, in the person's own words where there are some."""
    language = (translation.get_language() or "it").split("-")[0]
    line = line_of(row, esco_names([row], [language]), own=True)
    said = [line.title, line.when, *line.facts, line.text]
    return {
        "on": row.assessment.on,
        "what": row.get_section_display(),
        "words": "; ".join(filter(None, said)),
    }


def review(row: Review) -> Row:
    """What was said of each goal, and what was decided: everyone who was there has read it."""
    goals = [
        f"{goal.get('words', '')}: {going_word(goal.get('how', ''))} {goal.get('said', '')}".strip()
        for goal in row.goals
    ]
    there = [who_word(each.get("kind", "")) for each in row.present]
    said = {"who": ", ".join([*there, *filter(None, [row.also])]), "words": "; ".join([*goals, row.said])}
    return {"on": row.on, **said, "decided": row.decisions, "until": row.next_by}


def comment(row: Comment) -> Row:
    """What the parties of the plan say to each other there: each reads it."""
    who = str(ME) if row.as_kind == PartyKind.PERSON else who_word(row.as_kind)
    return {"on": row.created_at, "who": who, "words": row.words}


def family_goal(row: FamilyGoal) -> Row:
    words = "; ".join(filter(None, [row.words, row.steps]))
    return {
        "what": row.get_area_display(),
        "words": words,
        "until": row.by_date,
        "state": row.get_status_display(),
    }
