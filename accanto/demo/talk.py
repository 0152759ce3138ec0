"""An invented plan that is talked over: who does what, comments, a review, and words changed since all agreed."""

from __future__ import annotations

from datetime import timedelta

from accanto.accounts.models import User
from accanto.demo.world import World
from accanto.plans.models import Goal, PartyKind, Plan, PlanAction
from accanto.plans.operations.plan import add_action, change_goal
from accanto.plans.operations.review import Look, hold_review
from accanto.plans.operations.talk import add_comment


def add_talk(world: World, plan: Plan, operator: User) -> None:
    """Of a plan in which the tutor, the reception-centre operator and the person have an account."""
    actor = world.actor(operator)
    parties = list(plan.parties.filter(left_on=None))
    actors = {party.kind: world.actor(party.user) for party in parties if party.user}
    goal = plan.goals.order_by("created_at", "id")[0]
    soon = world.today + timedelta(days=12)
    for who, text in (
        (PlanAction.WhoKind.RECEPTION, "Preparare insieme l'uscita dal centro"),
        (PlanAction.WhoKind.TUTOR, "Andare a vedere il quartiere un sabato"),
        (PlanAction.WhoKind.PERSON, "Portare i documenti all'appuntamento"),
    ):
        add_action(actor, goal=goal, who_kind=who, text=text, due=soon)
    hold_review(
        actor,
        plan=plan,
        on=max(plan.started_on, world.today - timedelta(days=30)),
        looks=[Look(goal, "well", "Un passo alla volta: ora sa a chi chiedere.")]
        if goal.status == Goal.Status.OPEN
        else [],
        present=parties,
        said="Ci siamo visti tutti al centro. Il tutor ha portato i dolci.",
        decisions="Il tutor la accompagna il sabato; il centro la aiuta con i documenti.",
        review_by=world.today + timedelta(days=60),
    )
    add_comment(actors[PartyKind.TUTOR], plan=plan, goal=goal, words="Conosco una persona che può aiutarci.")
    add_comment(actors[PartyKind.PERSON], plan=plan, goal=goal, words="Grazie! Quando possiamo incontrarla?")
    change_goal(actor, goal=goal, words=f"{goal.words} E vorrei deciderlo io.")
