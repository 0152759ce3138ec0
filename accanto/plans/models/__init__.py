from accanto.plans.models.family import FamilyGoal, FamilyGoalMember
from accanto.plans.models.goal import Goal, PlanAction
from accanto.plans.models.guardian import WithoutGuardian
from accanto.plans.models.party import Agreement, PartyKind, PlanParty
from accanto.plans.models.plan import Plan, PlanVersion
from accanto.plans.models.proposal import Proposal
from accanto.plans.models.review import Review
from accanto.plans.models.talk import Comment

__all__ = [
    "Agreement",
    "Comment",
    "FamilyGoal",
    "FamilyGoalMember",
    "Goal",
    "PartyKind",
    "Plan",
    "PlanAction",
    "PlanParty",
    "PlanVersion",
    "Proposal",
    "Review",
    "WithoutGuardian",
]
