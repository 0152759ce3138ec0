"""What the pages of a plan and of its versions share: the language, those who agreed, may I agree."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import get_language, get_language_info

from accanto.core.actor import Actor
from accanto.core.screens import allowed_on
from accanto.core.words import our_language
from accanto.plans.models import PartyKind, Plan, PlanParty, PlanVersion, Proposal
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


def may_propose(actor: Actor, plan: Plan) -> bool:
    """Whether the actor may add to the plan as one of its parties; who writes it has no need to ask."""
    if plan.status == Plan.Status.CLOSED or not allowed_on(actor, "plans.propose", plan):
        return False
    return own_party(actor, plan) is not None


def proposals_for(actor: Actor, plan: Plan, *, writes: bool) -> list[dict[str, Any]]:
    """What was proposed: {row, who, name}. All of it for who writes the plan, the waiting first, the rest from
    the newest; for a party what they sent themselves, the newest first."""
    rows = plan.proposals.select_related("party__user", "goal").order_by("-created_at", "-id")
    if writes:
        waiting = [row for row in rows if row.waits]
        return [_proposal_line(row) for row in (*reversed(waiting), *(row for row in rows if not row.waits))]
    mine = own_party(actor, plan)
    return [_proposal_line(row) for row in rows.filter(party=mine)] if mine else []


def _proposal_line(row: Proposal) -> dict[str, Any]:
    return {"row": row, "who": who_word(row.party.kind), "name": _name(row.party)}


def _name(party: PlanParty) -> str:
    """Of whoever has an account its name; never the person's, which is kept apart."""
    return party.user.name if party.user and party.kind != PartyKind.PERSON else party.name


def party_lines(plan: Plan, version: PlanVersion | None) -> list[dict[str, Any]]:
    """Who takes part or agreed to this version: {party, who, name, agreed_on, how}; who left comes last.

    Whoever left without agreeing is not told.
    """
    given = {each.party_id: each for each in version.agreements.all()} if version else {}
    lines = [
        {
            "party": party,
            "who": who_word(party.kind),
            "name": _name(party),
            "agreed_on": given[party.pk].agreed_on if party.pk in given else None,
            "how": how_word(given[party.pk].how) if party.pk in given else "",
        }
        for party in plan.parties.select_related("user")
        if party.left_on is None or party.pk in given
    ]
    return sorted(lines, key=lambda line: line["party"].left_on is not None)
