"""The plan on paper: in Italian, and in the person's language where we have its words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import formats, timezone, translation

from accanto.core.pdf import isolated, render
from accanto.core.words import our_language
from accanto.plans.content import content_of, read_out
from accanto.plans.models import Plan, PlanVersion
from accanto.plans.words import labels, who_word

_TEMPLATE = Path(__file__).parent / "documents" / "plan.typ"


def plan_pdf(plan: Plan, *, name: str = "") -> bytes:
    """The plan's newest version, or its draft; `name` only when the reader may open the identity."""
    version = plan.newest_version()
    content: dict[str, Any] = version.content if version else content_of(plan)
    second = our_language(plan.language) or "en"  # beside Italian
    languages = ["it"] if second == "it" else ["it", second]
    project = plan.case.project
    data = {
        "title": f"{project.plan_acronym or project.short} {plan.case.code}",
        "organisation": plan.case.organisation.name,
        "funding": " · ".join(filter(None, (project.short, project.fund, project.code, project.cup))),
        "plan_name": project.plan_name,
        "project": project.short,
        "code": plan.case.code,
        "name": name,
        "date": formats.date_format(timezone.localdate(), "d/m/Y"),
        "sides": [_side(plan, version, content, language) for language in languages],
    }
    return render(_TEMPLATE, data)


def _side(plan: Plan, version: PlanVersion | None, content: dict[str, Any], language: str) -> dict[str, Any]:
    with translation.override(language):
        words = labels()
        return {
            "lang": language,
            "rtl": language in settings.LANGUAGES_BIDI,
            "labels": words,
            "version": str(version.number) if version else words["draft"],
            "goals": [_goal(goal, words) for goal in read_out(content)],
            "parties": [_party(party, version) for party in plan.parties.filter(left_on=None)],
        }


def _goal(goal: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    return {
        "area": goal["area"],
        "words": isolated(goal["words"]),
        "by": f"{words['by']} {_day(goal['day'])}" if goal["day"] else "",
        "actions": [
            {
                "what": isolated(action["what"]),
                "who": action["who"],
                "when": _day(action["day"]),
                "state": " · ".join(filter(None, (action["state"], isolated(action["outcome"])))),
            }
            for action in goal["actions"]
        ],
    }


def _party(party: Any, version: PlanVersion | None) -> dict[str, str]:
    agreement = version.agreements.filter(party=party).first() if version else None
    name = party.user.name if party.user and party.kind != "person" else party.name
    return {
        "who": " ".join(filter(None, (who_word(party.kind), isolated(name)))),
        "agreed": formats.date_format(agreement.agreed_on, "d/m/Y") if agreement else "",
    }


def _day(day: date | None) -> str:
    return formats.date_format(day, "d/m/Y") if day else ""
