"""What the pages of a plan and of its versions share: the language, those who agreed, may I agree."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import get_language, get_language_info

from accanto.core.actor import Actor
from accanto.core.screens import allowed_on
from accanto.core.words import our_language
from accanto.plans.models import PartyKind, Plan, PlanVersion
from accanto.plans.operations.version import own_party
from accanto.plans.words import how_word, reading_languages, who_word


def reading_in(actor: Actor, plan: Plan, wanted: str) -> dict[str, Any]:
    """In which language the plan is read, and in which others it may be: for the template.

    The person reads it in their own, where we have its words; everyone else as the rest of the page.
    """
    offered = reading_languages(plan.language)
    mine = own_party(actor, plan)
    if wanted not in offered:
        own = our_language(plan.language) if mine and mine.kind == PartyKind.PERSON else None
        wanted = own or (get_language() or "it").split("-")[0]
    return {
        "language": wanted,
        "direction": "rtl" if wanted in settings.LANGUAGES_BIDI else "ltr",
        "languages": [(code, get_language_info(code)["name_local"]) for code in offered],
    }


def agreed_before(version: PlanVersion) -> PlanVersion | None:
    """The newest version before this one that all its parties agreed to."""
    older = version.plan.versions.filter(number__lt=version.number)
    return older.exclude(agreed_on=None).order_by("-number").first()


def may_agree(actor: Actor, plan: Plan, version: PlanVersion | None) -> bool:
    """Whether this version waits for the actor's own yes."""
    mine = own_party(actor, plan)
    if version is None or mine is None or plan.status == Plan.Status.CLOSED:
        return False
    if version.agreements.filter(party=mine).exists():
        return False
    return allowed_on(actor, "plans.agree", plan)


def party_lines(plan: Plan, version: PlanVersion | None) -> list[dict[str, Any]]:
    """Who takes part or agreed to this version: {party, who, name, agreed_on, how}; who left comes last.

    Whoever left without agreeing is not told.
    """
    given = {each.party_id: each for each in version.agreements.all()} if version else {}
    lines = [
        {
            "party": party,
            "who": who_word(party.kind),
            "name": party.user.name if party.user and party.kind != PartyKind.PERSON else party.name,
            "agreed_on": given[party.pk].agreed_on if party.pk in given else None,
            "how": how_word(given[party.pk].how) if party.pk in given else "",
        }
        for party in plan.parties.select_related("user")
        if party.left_on is None or party.pk in given
    ]
    return sorted(lines, key=lambda line: line["party"].left_on is not None)
