"""The plan on paper: in Italian, and in the person's language where we have its words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import formats, timezone, translation
from django.utils.dateparse import parse_date

from accanto.core.pdf import render
from accanto.core.words import Area
from accanto.network.models import in_language
from accanto.plans.content import content_of
from accanto.plans.models import Plan, PlanVersion
from accanto.plans.words import labels, status_word, who_word

_TEMPLATE = Path(__file__).parent / "documents" / "plan.typ"
#: ISO 639-3 of a person's language -> the language of our words; others get English beside Italian.
_OURS = {
    "ita": "it",
    "eng": "en",
    "fra": "fr",
    "ara": "ar",
    "ary": "ar",
    "arz": "ar",
    "apc": "ar",
    "ron": "ro",
}


def plan_pdf(plan: Plan, *, name: str = "") -> bytes:
    """The plan's newest version, or its draft; `name` only when the reader may open the identity."""
    version = plan.versions.order_by("-number").first()
    content: dict[str, Any] = version.content if version else content_of(plan)
    second = _OURS.get(plan.language, "en")
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
            "goals": [_goal(goal, words, language) for goal in content["goals"]],
            "parties": [_party(party, version) for party in plan.parties.filter(left_on=None)],
        }


def _goal(goal: dict[str, Any], words: dict[str, str], language: str) -> dict[str, Any]:
    return {
        "area": str(Area(goal["area"]).label),
        "words": goal["words"],
        "by": f"{words['by']} {_day(goal['by'])}" if goal["by"] else "",
        "actions": [
            {
                "what": action["text"] or in_language(action["catalogue"], language),
                "who": " ".join(filter(None, (who_word(action["who_kind"]), action["who"]))),
                "when": _day(action["due"]),
                "state": status_word(action["status"]),
            }
            for action in goal["actions"]
        ],
    }


def _party(party: Any, version: PlanVersion | None) -> dict[str, str]:
    agreement = version.agreements.filter(party=party).first() if version else None
    name = party.user.name if party.user and party.kind != "person" else party.name
    return {
        "who": " ".join(filter(None, (who_word(party.kind), name))),
        "agreed": formats.date_format(agreement.agreed_on, "d/m/Y") if agreement else "",
    }


def _day(text: str) -> str:
    day = parse_date(text) if text else None
    return formats.date_format(day, "d/m/Y") if day else ""
