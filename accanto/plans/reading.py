"""What the pages of a plan and of its versions share: the language, those who agreed, may I agree."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, get_language_info

from accanto.core.actor import Actor
from accanto.core.pdf import isolated
from accanto.core.screens import allowed_on
from accanto.core.words import our_language
from accanto.plans.models import PartyKind, Plan, PlanParty, PlanVersion, Proposal
from accanto.plans.words import going_word, how_word, reading_languages, who_word

#: A plan that is looked at every month for five years has so many.
MOST_REVIEWS = 60


def reading_in(mine: PlanParty | None, plan: Plan, wanted: str) -> dict[str, Any]:
    """In which language `mine` (the party that the reader is) reads the plan, and in which others it may be.

    The person reads it in their own, where we have its words; everyone else as the rest of the page.
    `own`: the reader is the person whose plan it is.
    """
    offered = reading_languages(plan.language)
    own = mine is not None and mine.kind == PartyKind.PERSON
    if wanted not in offered:
        wanted = (our_language(plan.language) if own else None) or (get_language() or "it").split("-")[0]
    return {
        "own": own,
        "language": wanted,
        "direction": "rtl" if wanted in settings.LANGUAGES_BIDI else "ltr",
        "languages": [(code, get_language_info(code)["name_local"]) for code in offered],
    }


def own_party(actor: Actor, plan: Plan) -> PlanParty | None:
    """The party that the actor is. The person's account may be younger than the plan."""
    if actor.user_id is None:
        return None
    parties = plan.parties.filter(left_on=None)
    mine: PlanParty | None = parties.filter(user=actor.user_id).first()
    if mine is None and plan.case.person.account_id == actor.user_id:
        mine = parties.filter(kind=PartyKind.PERSON, user=None).first()
    return mine


def agreed_before(version: PlanVersion) -> PlanVersion | None:
    """The newest version before this one that all its parties agreed to."""
    older = version.plan.versions.filter(number__lt=version.number)
    return older.exclude(agreed_on=None).order_by("-number").first()


def may_agree(actor: Actor, mine: PlanParty | None, plan: Plan, version: PlanVersion | None) -> bool:
    """Whether this version waits for the yes of `mine`, the party that the actor is."""
    if version is None or mine is None or plan.status == Plan.Status.CLOSED:
        return False
    if version.agreements.filter(party=mine).exists():
        return False
    return allowed_on(actor, "plans.agree", plan)


def may_propose(actor: Actor, mine: PlanParty | None, plan: Plan) -> bool:
    """Whether the actor may add to the plan as the party `mine`; who writes it has no need to ask."""
    if mine is None or plan.status == Plan.Status.CLOSED:
        return False
    return allowed_on(actor, "plans.propose", plan)


def proposals_for(mine: PlanParty | None, plan: Plan, *, writes: bool) -> list[dict[str, Any]]:
    """What was proposed: {row, who, name}. All of it for who writes the plan, the waiting first, the rest from
    the newest; for a party what they sent themselves, the newest first."""
    rows = plan.proposals.select_related("party__user", "goal").order_by("-created_at", "-id")
    if writes:
        waiting = [row for row in rows if row.waits]
        return [_proposal_line(row) for row in (*reversed(waiting), *(row for row in rows if not row.waits))]
    return [_proposal_line(row) for row in rows.filter(party=mine)] if mine else []


def _proposal_line(row: Proposal) -> dict[str, Any]:
    return {"row": row, "who": who_word(row.party.kind), "name": name_of(row.party)}


def name_of(party: PlanParty) -> str:
    """Of whoever has an account its name; never the person's, which is kept apart."""
    return party.user.name if party.user and party.kind != PartyKind.PERSON else party.name


def party_lines(plan: Plan, version: PlanVersion | None, *, own: bool = False) -> list[dict[str, Any]]:
    """Who takes part or agreed to this version: {party, who, name, agreed_on, how}; who left comes last.

    Whoever left without agreeing is not told.
    """
    given = {each.party_id: each for each in version.agreements.all()} if version else {}
    lines = [
        {
            "party": party,
            "who": who_word(party.kind, own=own),
            "name": name_of(party),
            "agreed_on": given[party.pk].agreed_on if party.pk in given else None,
            "how": how_word(given[party.pk].how) if party.pk in given else "",
        }
        for party in plan.parties.select_related("user")
        if party.left_on is None or party.pk in given
    ]
    return sorted(lines, key=lambda line: line["party"].left_on is not None)


def threads_of(plan: Plan, *, own: bool = False) -> dict[str, list[dict[str, Any]]]:
    """What was said, by the identifier of the goal or the action, "" for the plan as a whole: {row, who, name}."""
    threads: dict[str, list[dict[str, Any]]] = {}
    for row in plan.comments.select_related("author").order_by("created_at", "id"):
        name = "" if row.as_kind == PartyKind.PERSON else row.author.name
        line = {"row": row, "who": who_word(row.as_kind, own=own), "name": name}
        threads.setdefault(str(row.action_id or row.goal_id or ""), []).append(line)
    return threads


def with_talk(goals: list[dict[str, Any]], threads: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The goals of `read_out`, each and each action with its comments."""
    for goal in goals:
        goal["thread"] = threads.get(goal["id"], [])
        for action in goal["actions"]:
            action["thread"] = threads.get(action["id"], [])
    return goals


def own_steps(goals: list[dict[str, Any]], mine: PlanParty | None) -> list[dict[str, Any]]:
    """What the plan says that this party does, and is not done yet: those with a day first, by day."""
    if mine is None:
        return []
    steps = [
        action
        for goal in goals
        for action in goal["actions"]
        if action["status"] == "todo" and action["who_kind"] == mine.kind
    ]
    return sorted(steps, key=lambda step: (step["day"] is None, step["day"] or date.max))


def review_lines(plan: Plan, *, own: bool = False) -> list[dict[str, Any]]:
    """The reviews, the newest first: {row, present, goals: [{area, words, how, said}]} in words."""
    return [
        {
            "row": row,
            "present": " · ".join(
                " ".join(filter(None, (who_word(each["kind"], own=own), isolated(each["name"]))))
                for each in row.present
            ),
            "goals": [{**goal, "how": going_word(goal["how"]) if goal["how"] else ""} for goal in row.goals],
        }
        for row in plan.reviews.all()[:MOST_REVIEWS]
    ]
