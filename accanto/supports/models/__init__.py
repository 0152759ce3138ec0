from accanto.supports.models.budget import BudgetLine, ProjectBudget
from accanto.supports.models.home import Home, HomeKind, HomeStay, StayEnding
from accanto.supports.models.placement import Placement, PlacementKind, PlacementOutcome
from accanto.supports.models.support import PaidHow, Support

__all__ = [
    "BudgetLine",
    "Home",
    "HomeKind",
    "HomeStay",
    "PaidHow",
    "Placement",
    "PlacementKind",
    "PlacementOutcome",
    "ProjectBudget",
    "StayEnding",
    "Support",
]
