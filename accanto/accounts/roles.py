"""The one table of roles: who may do what, and how far it reaches.

Every screen, export, job and command asks this table through the actor; `docs/permissions.md` is
generated from it. To change what a role may do, change a line here and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Roles of domain.md. A role is held in an organisation, and may be narrowed to a project or territory."""

    ADMINISTRATOR = "administrator", _("Administrator")
    COORDINATOR = "coordinator", _("Project coordinator")
    MANAGER = "manager", _("Organisation manager")
    OPERATOR = "operator", _("Operator")
    OUTREACH = "outreach", _("Outreach operator")
    RECEPTION = "reception", _("Reception-centre operator")
    EDITOR = "editor", _("Directory editor")
    TRAINER = "trainer", _("Trainer")
    TUTOR = "tutor", _("Tutor")
    BENEFICIARY = "beneficiary", _("Beneficiary")
    EVALUATOR = "evaluator", _("Evaluator")
    INFORMATION = "information", _("Information desk")


class Reach(StrEnum):
    """How far a capability goes."""

    OWN = "own"  # rows that are the user's own: the cases they follow, their tutoring
    ORGANISATION = "organisation"  # their organisation's rows, in their projects and territories
    PROJECT = "project"  # all partners' rows of their project
    NETWORK = "network"  # everything


OWN, ORGANISATION, PROJECT, NETWORK = Reach.OWN, Reach.ORGANISATION, Reach.PROJECT, Reach.NETWORK


_EVERYONE: dict[str, Reach] = {"today.see": OWN, "services.see": NETWORK}

#: The table. Nothing here is implied: what is not written is not allowed.
ROLES: dict[Role, dict[str, Reach]] = {
    Role.ADMINISTRATOR: {
        **_EVERYONE,
        "projects.see": NETWORK,
        "projects.load": NETWORK,
        "projects.revise": NETWORK,
        "organisations.edit": NETWORK,
        "users.see": NETWORK,
        "users.invite": NETWORK,
        "users.change_roles": NETWORK,
        "users.close": NETWORK,
        "trail.see": NETWORK,
    },
    Role.COORDINATOR: {
        **_EVERYONE,
        "projects.see": PROJECT,
        "projects.revise": PROJECT,
        "users.see": PROJECT,
        "coordination.see": PROJECT,
        "coordination.edit": PROJECT,
        "budgets.see": PROJECT,
        "budgets.edit": PROJECT,
        "figures.see": PROJECT,
        "figures.open_rows": PROJECT,
        "figures.declare": PROJECT,
        "figures.export": PROJECT,
        "leaflets.see": PROJECT,
    },
    Role.MANAGER: {
        **_EVERYONE,
        "services.see_internal": NETWORK,
        "services.take_place": NETWORK,
        "projects.see": ORGANISATION,
        "coordination.see": ORGANISATION,
        "users.see": ORGANISATION,
        "users.invite": ORGANISATION,
        "users.change_roles": ORGANISATION,
        "users.close": ORGANISATION,
        "people.see": ORGANISATION,
        "people.add": ORGANISATION,
        "people.edit": ORGANISATION,
        "people.merge": ORGANISATION,
        "people.history": ORGANISATION,
        "identities.open": OWN,
        "identities.break_glass": ORGANISATION,
        "identities.edit": OWN,
        "status.see": ORGANISATION,
        "erasures.ask": ORGANISATION,
        "erasures.do": ORGANISATION,
        "openings.review": ORGANISATION,
        "encounters.see": ORGANISATION,
        "encounters.add": ORGANISATION,
        "cases.see": ORGANISATION,
        "cases.open": ORGANISATION,
        "cases.edit": ORGANISATION,
        "caseload.import": ORGANISATION,
        "transfers.see": ORGANISATION,
        "transfers.answer": ORGANISATION,
        "documents.see": ORGANISATION,
        "documents.edit": ORGANISATION,
        "appointments.see": ORGANISATION,
        "appointments.edit": ORGANISATION,
        "plans.see": ORGANISATION,
        "plans.edit": ORGANISATION,
        "plans.agree": ORGANISATION,
        "plans.take_part": ORGANISATION,
        "messages.see": ORGANISATION,
        "messages.answer": ORGANISATION,
        "requests.see": ORGANISATION,
        "requests.answer": ORGANISATION,
        "requests.decide": ORGANISATION,
        "tutors.see": ORGANISATION,
        "tutors.edit": ORGANISATION,
        "tutors.suspend": ORGANISATION,
        "tutors.waive": ORGANISATION,
        "tutors.rules": ORGANISATION,
        "tutoring.see": ORGANISATION,
        "tutoring.edit": ORGANISATION,
        "tutoring.contact": ORGANISATION,
        "checkins.see": ORGANISATION,
        "checkins.answer": ORGANISATION,
        "matching.see": ORGANISATION,
        "asking.see": ORGANISATION,
        "matching.decide": ORGANISATION,
        "budgets.see": ORGANISATION,
        "supports.see": ORGANISATION,
        "supports.ask": ORGANISATION,
        "supports.approve": ORGANISATION,
        "supports.pay": ORGANISATION,
        "supports.export": ORGANISATION,
        "homes.see": ORGANISATION,
        "homes.edit": ORGANISATION,
        "homes.guard": ORGANISATION,
        "placements.see": ORGANISATION,
        "placements.edit": ORGANISATION,
        "skills.see": ORGANISATION,
        "skills.edit": ORGANISATION,
        "figures.see": ORGANISATION,
        "figures.open_rows": ORGANISATION,
        "figures.declare": ORGANISATION,
        "leaflets.see": ORGANISATION,
        "leaflets.edit": ORGANISATION,
        "leaflets.hand_out": ORGANISATION,
    },
    Role.OPERATOR: {
        **_EVERYONE,
        "services.see_internal": NETWORK,
        "services.translate": NETWORK,
        "services.take_place": NETWORK,
        "projects.see": ORGANISATION,
        "people.see": ORGANISATION,
        "people.add": ORGANISATION,
        "people.edit": ORGANISATION,
        "people.merge": ORGANISATION,
        "people.history": OWN,
        "identities.open": OWN,
        "identities.break_glass": ORGANISATION,
        "identities.edit": OWN,
        "status.see": OWN,
        "erasures.ask": OWN,
        "encounters.see": ORGANISATION,
        "encounters.add": ORGANISATION,
        "cases.see": ORGANISATION,
        "cases.open": ORGANISATION,
        "cases.edit": ORGANISATION,
        "transfers.see": ORGANISATION,
        "transfers.answer": ORGANISATION,
        "documents.see": ORGANISATION,
        "documents.edit": ORGANISATION,
        "appointments.see": ORGANISATION,
        "appointments.edit": ORGANISATION,
        "plans.see": ORGANISATION,
        "plans.edit": ORGANISATION,
        "plans.agree": ORGANISATION,
        "plans.take_part": ORGANISATION,
        "messages.see": ORGANISATION,
        "messages.answer": ORGANISATION,
        "requests.see": ORGANISATION,
        "requests.answer": ORGANISATION,
        "tutors.see": ORGANISATION,
        "tutors.edit": ORGANISATION,
        "tutoring.see": ORGANISATION,
        "tutoring.edit": ORGANISATION,
        "tutoring.contact": ORGANISATION,
        "checkins.see": ORGANISATION,
        "checkins.answer": ORGANISATION,
        "matching.see": ORGANISATION,
        "asking.see": ORGANISATION,
        "matching.decide": ORGANISATION,
        "budgets.see": ORGANISATION,
        "supports.see": ORGANISATION,
        "supports.ask": ORGANISATION,
        "supports.pay": ORGANISATION,
        "homes.see": ORGANISATION,
        "homes.edit": ORGANISATION,
        "placements.see": ORGANISATION,
        "placements.edit": ORGANISATION,
        "skills.see": ORGANISATION,
        "skills.edit": ORGANISATION,
        "figures.see": ORGANISATION,
        "figures.open_rows": ORGANISATION,
        "leaflets.see": ORGANISATION,
        "leaflets.edit": ORGANISATION,
        "leaflets.hand_out": ORGANISATION,
    },
    Role.OUTREACH: {
        **_EVERYONE,
        "services.see_internal": NETWORK,
        "services.translate": NETWORK,
        "services.take_place": NETWORK,
        "projects.see": ORGANISATION,
        "people.see": ORGANISATION,
        "people.add": ORGANISATION,
        "people.edit": OWN,
        "identities.open": OWN,
        "identities.break_glass": ORGANISATION,
        "identities.edit": OWN,
        "encounters.see": ORGANISATION,
        "encounters.add": ORGANISATION,
        "cases.see": OWN,
        "cases.open": ORGANISATION,
        "leaflets.see": ORGANISATION,
        "leaflets.hand_out": ORGANISATION,
    },
    Role.RECEPTION: {
        **_EVERYONE,
        "plans.see": OWN,
        "plans.agree": OWN,
        "plans.propose": OWN,
        "plans.take_part": OWN,
    },
    Role.EDITOR: {
        **_EVERYONE,
        "services.see_internal": NETWORK,
        "services.translate": NETWORK,
        "services.take_place": NETWORK,
        "services.edit": NETWORK,
        "leaflets.see": ORGANISATION,
        "leaflets.edit": ORGANISATION,
        "leaflets.hand_out": ORGANISATION,
    },
    Role.TRAINER: {**_EVERYONE},
    Role.TUTOR: {
        **_EVERYONE,
        "appointments.see": OWN,
        "plans.see": OWN,
        "plans.agree": OWN,
        "plans.propose": OWN,
        "plans.take_part": OWN,
        "tutoring.see": OWN,
        "tutoring.contact": OWN,
        "checkins.see": OWN,
        "checkins.answer": OWN,
        "tutoring.sign": OWN,
        "asking.see": OWN,
        "asking.answer": OWN,
    },
    Role.BENEFICIARY: {
        **_EVERYONE,
        "skills.see": OWN,
        "own.see": OWN,
        "own.ask": OWN,
        "messages.see": OWN,
        "requests.see": OWN,
        "appointments.see": OWN,
        "plans.see": OWN,
        "plans.agree": OWN,
        "plans.propose": OWN,
        "plans.take_part": OWN,
        "tutoring.see": OWN,
        "tutoring.contact": OWN,
        "checkins.see": OWN,
        "checkins.answer": OWN,
        "tutoring.sign": OWN,
        "asking.see": OWN,
        "asking.answer": OWN,
    },
    Role.EVALUATOR: {
        **_EVERYONE,
        "projects.see": PROJECT,
        "figures.see": PROJECT,
        "figures.open_rows": PROJECT,
        "figures.export": PROJECT,
    },
    Role.INFORMATION: {
        **_EVERYONE,
        "referrals.in": ORGANISATION,
        "leaflets.see": ORGANISATION,
        "leaflets.hand_out": ORGANISATION,
    },
}

#: Who holds one of these must have a second factor before they see anything.
_NEEDS_SECOND_FACTOR = {"identities.open", "identities.break_glass", "users.change_roles", "trail.see"}
SECOND_FACTOR_ROLES = frozenset(role for role, table in ROLES.items() if _NEEDS_SECOND_FACTOR & table.keys())

#: Roles whose holders may sign in by a link alone, with no password. Nobody else ever may: one who holds another
#: role besides, or one that can open an identity, is refused here and nowhere else.
LINK_ROLES = frozenset({Role.TUTOR, Role.BENEFICIARY}) - SECOND_FACTOR_ROLES


def may_enter_by_link(held: Collection[Role]) -> bool:
    """Whether someone who holds just these roles may sign in by a link alone."""
    return bool(held) and LINK_ROLES.issuperset(held)


#: Roles that a manager may give in their own organisation; the others only an administrator gives.
GIVEN_BY_MANAGERS = frozenset(
    {Role.OPERATOR, Role.OUTREACH, Role.RECEPTION, Role.EDITOR, Role.TRAINER, Role.TUTOR, Role.INFORMATION}
)
#: Roles that make sense only within a project.
PROJECT_ROLES = frozenset({Role.COORDINATOR, Role.EVALUATOR})

#: What a token for the API may be given, and what comes with it.
TOKEN_CAPABILITIES: dict[str, tuple[str, ...]] = {"services.edit": ("services.see", "services.see_internal")}
