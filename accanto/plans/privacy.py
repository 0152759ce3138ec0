"""The personal data that this room holds."""

from accanto.privacy.registry import Holding

_TASK = "individual plans, co-designed with the person"
_PUBLIC = "GDPR art. 6(1)(e), 9(2)(g); Law 328/2000"
_FIVE = "project's end + 5 years (Reg. (EU) 2021/1060, art. 82)"

HOLDINGS = [
    Holding("plans.Plan", "that a plan exists, its state and dates", _TASK, _PUBLIC, _FIVE, "keep de-identified"),
    Holding("plans.PlanVersion", "what the plan said at each version", _TASK, _PUBLIC, _FIVE, "keep de-identified", sealed=True),
    Holding("plans.Goal", "goals in the person's words", _TASK, _PUBLIC, _FIVE, "keep de-identified", sealed=True),
    Holding("plans.PlanAction", "who does what by when, how it ended", _TASK, _PUBLIC, _FIVE, "keep de-identified", sealed=True),
    Holding("plans.PlanParty", "who writes the plan", _TASK, _PUBLIC, _FIVE, "keep de-identified", sealed=True),
    Holding("plans.Proposal", "what parties propose for the plan, and the answer", _TASK, _PUBLIC, _FIVE, "delete", sealed=True),
    Holding("plans.Comment", "what those in the plan say to one another of a goal or an action", _TASK, _PUBLIC, _FIVE, "delete", sealed=True),
    Holding("plans.Review", "how each goal goes, what was said and decided, who was there", _TASK, _PUBLIC, _FIVE, "delete", sealed=True),
    Holding("plans.FamilyGoal", "goals of a household in its words, and who does what (sealed)", _TASK, _PUBLIC, _FIVE, "keep de-identified", sealed=True),
    Holding("plans.FamilyGoalMember", "whom a household's goal names", _TASK, _PUBLIC, _FIVE, "delete"),
    Holding("plans.WithoutGuardian", "why a plan went on without a guardian's yes (sealed)", _TASK, _PUBLIC, _FIVE, "keep de-identified", sealed=True),
    Holding("plans.Agreement", "who agreed to which version, when, how", _TASK, _PUBLIC, _FIVE, "keep de-identified"),
]  # fmt: skip
