"""What is due in plans: actions, reviews, versions that wait for this user's yes, and the way to one's plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Case
from accanto.core.actor import Actor
from accanto.core.today import MOST, TodayItem, Urgency, Waits
from accanto.plans.models import (
    Agreement,
    Goal,
    PartyKind,
    Plan,
    PlanAction,
    PlanParty,
    PlanVersion,
    Proposal,
)
from accanto.plans.reading import own_party
from accanto.plans.words import ANSWERED, who_word

#: How long before its day something is told.
AHEAD = timedelta(days=7)
#: A case without a plan is asked about after so long.
PLAN_WITHIN = timedelta(days=30)
#: How long an answer to a proposal stands on its party's Today.
TOLD_FOR = timedelta(days=14)


def items(actor: Actor) -> Iterator[TodayItem | Waits]:
    """Of the cases that the actor follows, and of the plans in which they take part."""
    if actor.may("plans.edit"):
        yield from _without_a_plan(actor)
        yield from _actions(actor)
        yield from _reviews(actor)
        yield from _proposals(actor)
    if actor.user_id is not None and actor.may("plans.propose"):
        yield from _answers(actor)
    if actor.user_id is not None and actor.may("plans.agree"):
        yield from _versions(actor)
        if not actor.may("plans.edit"):
            yield from _plans(actor)


def _actions(actor: Actor) -> Iterator[Waits]:
    """Found from the actor's cases, which are few, not from all that is due in the whole site."""
    followed = Case.objects.visible_to(actor).filter(operator=actor.user_id, closed_on=None)
    goals = Goal.objects.visible_to(actor).filter(plan__case__in=followed.order_by().values("pk"))
    goals = goals.exclude(plan__status=Plan.Status.CLOSED)
    actions = PlanAction.objects.visible_to(actor, "plans.edit").filter(
        goal__in=goals.order_by().values("pk"),
        status=PlanAction.Status.TODO,
        due__lte=timezone.localdate() + AHEAD,
    )
    rows = actions.select_related("goal__plan__case", "catalogue").order_by("due", "id")
    yield Waits([actions], lambda: map(_of_action, rows[:MOST]))


def _of_action(action: PlanAction) -> TodayItem:
    title = _("%(code)s: an action of the plan") % {"code": action.goal.plan.case.code}
    text = str(action.catalogue) if action.catalogue else action.goal.get_area_display()
    url = action.get_absolute_url()
    return TodayItem("action", title, text, url, action.due, _pressing(action.due), "it-check")


def _reviews(actor: Actor) -> Iterator[Waits]:
    plans = Plan.objects.visible_to(actor, "plans.edit").filter(
        review_by__lte=timezone.localdate() + AHEAD, case__operator=actor.user_id, case__closed_on=None
    )
    plans = plans.exclude(status=Plan.Status.CLOSED).select_related("case")
    yield Waits([plans], lambda: map(_of_review, plans.order_by("review_by", "id")[:MOST]))


def _of_review(plan: Plan) -> TodayItem:
    title = _("%(code)s: look at the plan again") % {"code": plan.case.code}
    text = _("With everyone who wrote it; then set the next day.")
    url = plan.get_absolute_url()
    return TodayItem("review", title, text, url, plan.review_by, _pressing(plan.review_by), "it-refresh")


def _proposals(actor: Actor) -> Iterator[Waits]:
    """What parties added to the plans of the cases that the actor follows, and nobody answered yet."""
    waiting = Proposal.objects.visible_to(actor, "plans.edit").filter(
        status=Proposal.Status.WAITING, plan__case__operator=actor.user_id, plan__case__closed_on=None
    )
    waiting = waiting.exclude(plan__status=Plan.Status.CLOSED).select_related("plan__case", "party")
    yield Waits([waiting], lambda: map(_of_proposal, waiting.order_by("created_at", "id")[:MOST]))


def _of_proposal(proposal: Proposal) -> TodayItem:
    title = _("%(code)s: a proposal for the plan") % {"code": proposal.plan.case.code}
    # The one who proposes begins the sentence: after a preposition Italian would want another form of the article.
    text = _("%(who)s proposes something. Take it in, or answer with a word.") % {
        "who": capfirst(who_word(proposal.party.kind))
    }
    return TodayItem("proposal", title, text, proposal.get_absolute_url(), icon="it-comment")


def _answers(actor: Actor) -> Iterator[Waits]:
    """What became of the actor's own proposals, for a while."""
    answered = Proposal.objects.visible_to(actor, "plans.propose").filter(
        _is_the_actor("party__", actor), answered_on__gte=timezone.localdate() - TOLD_FOR, party__left_on=None
    )
    latest = answered.select_related("plan").order_by("-answered_on", "-id")
    yield Waits([answered], lambda: map(_of_answer, latest[:MOST]))


def _of_answer(proposal: Proposal) -> TodayItem:
    url, text = proposal.get_absolute_url(), proposal.get_status_display()
    return TodayItem("answer", ANSWERED, text, url, None, "info", "it-comment")


def _is_the_actor(prefix: str, actor: Actor) -> Q:
    """The condition for a party to be the actor; the person's account may be younger than the plan."""
    own = {
        f"{prefix}user": None,
        f"{prefix}kind": PartyKind.PERSON,
        f"{prefix}plan__case__person__account": actor.user_id,
    }
    return Q(**{f"{prefix}user": actor.user_id}) | Q(**own)


def _pressing(due: date | None) -> Urgency:
    return "late" if due and due < timezone.localdate() else "soon"


def _versions(actor: Actor) -> Iterator[Waits]:
    """The newest version of each open plan in which the actor takes part and did not say yes to it yet."""
    parties, own = _part_in(actor)
    yield Waits([parties, own], lambda: _to_agree(actor, _plans_of(parties, own)))


def _to_agree(actor: Actor, plans: list[UUID]) -> Iterator[TodayItem]:
    given = Agreement.objects.visible_to(actor).filter(version=OuterRef(OuterRef("pk")), party=OuterRef("pk"))
    mine = PlanParty.objects.visible_to(actor).filter(
        _is_the_actor("", actor),
        ~Exists(given),
        plan=OuterRef("plan"),
        left_on=None,
    )
    newer = PlanVersion.objects.visible_to(actor).filter(plan=OuterRef("plan"), number__gt=OuterRef("number"))
    waiting = PlanVersion.objects.visible_to(actor, "plans.agree").filter(plan__in=plans)
    waiting = waiting.filter(Exists(mine), ~Exists(newer))
    waiting = waiting.exclude(plan__status=Plan.Status.CLOSED).select_related("plan__case")
    for version in waiting.order_by("created_at", "id")[:MOST]:
        title = _("%(code)s: a version of the plan waits for you") % {"code": version.plan.case.code}
        text = _("Read it and agree, or say what should change.")
        yield TodayItem("version", title, text, version.get_absolute_url(), icon="it-files")


def _part_in(actor: Actor) -> tuple[Any, Any]:
    """Where the actor may be a party, found from the actor, not from all plans in sight: as a user, as the person."""
    parties = PlanParty.objects.visible_to(actor).filter(user=actor.user_id, left_on=None)
    return parties, Plan.objects.visible_to(actor).filter(case__person__account=actor.user_id)


def _plans_of(parties: Any, own: Any) -> list[UUID]:
    found = (
        parties.order_by().values_list("plan", flat=True).union(own.order_by().values_list("pk", flat=True))
    )
    return list(found)


def _plans(actor: Actor) -> Iterator[TodayItem]:
    """What the others do in their plans, and the way to them: they have no list of cases."""
    plans = Plan.objects.visible_to(actor, "plans.agree").exclude(status=Plan.Status.CLOSED)
    for plan in plans.select_related("case__project", "case__person").order_by("-started_on", "id")[:MOST]:
        party = own_party(actor, plan)
        if party is not None:
            yield from _steps(actor, party)
        own = party is not None and party.kind == PartyKind.PERSON
        title = _("Your plan") if own else _("The plan of %(code)s") % {"code": plan.case.code}
        text = _("Looked at again by this day.") if plan.review_by else plan.case.project
        url = plan.get_absolute_url()
        yield TodayItem("plan", title, text, url, plan.review_by, "info", "it-files")


def _steps(actor: Actor, party: PlanParty) -> Iterator[TodayItem]:
    """What the plan says that this party does."""
    todo = PlanAction.objects.visible_to(actor, "plans.see").filter(
        goal__plan=party.plan_id, status=PlanAction.Status.TODO, who_kind=party.kind
    )
    ordered = todo.select_related("catalogue", "goal__plan").order_by(F("due").asc(nulls_last=True), "id")
    for action in ordered[:MOST]:
        what = str(action.catalogue) if action.catalogue else action.text
        url = action.get_absolute_url()
        yield TodayItem(
            "step", _("You, in the plan"), what, url, action.due, _soon_or_late(action.due), "it-check"
        )


def _soon_or_late(due: date | None) -> Urgency:
    today = timezone.localdate()
    if due is None or due > today + AHEAD:
        return "soon"
    return "late" if due < today else "now"


def _without_a_plan(actor: Actor) -> Iterator[Waits]:
    long_ago = timezone.localdate() - PLAN_WITHIN
    cases = Case.objects.visible_to(actor, "plans.edit").filter(
        operator=actor.user_id, closed_on=None, opened_on__lte=long_ago, plans=None
    )
    yield Waits([cases], lambda: map(_to_begin, cases.order_by("opened_on", "id")[:MOST]))


def _to_begin(case: Case) -> TodayItem:
    title = _("%(code)s: no plan yet") % {"code": case.code}
    text = _("Begin with what the person wants, in their words.")
    return TodayItem("no_plan", title, text, case.get_absolute_url(), None, "soon", "it-files")
