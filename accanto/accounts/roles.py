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

#: capability -> what it lets someone do, in words for docs/permissions.md.
CAPABILITIES: dict[str, str] = {
    "today.see": "Open Today, the page of what is due",
    "projects.see": "See a project, its partners, territories and work packages",
    "projects.load": "Load a project from its definition file",
    "projects.revise": "See the versions of a project's definition and take a new one into use; who takes part and where stays",
    "organisations.edit": "Add and change organisations and territories",
    "users.see": "See who works where, in which role",
    "users.invite": "Invite a user",
    "users.change_roles": "Give and end roles",
    "users.close": "Close an account, and open it again",
    "coordination.see": "See the coordination group and its meetings",
    "coordination.edit": "Keep the coordination group and its meetings",
    "people.see": "See persons, without their name",
    "people.add": "Add a person, after searching",
    "people.edit": "Change a person's facts, household, languages, notices and consents",
    "people.merge": "Decide on likely duplicates: merge, undo, not the same person",
    "people.history": "Read who did what on a person's or case's page",
    "identities.open": "Open the name and contacts of the persons they follow, with no question asked",
    "identities.break_glass": "Open an identity by giving a reason, for a short time, told to the manager",
    "identities.edit": "Change a name or contacts that one may open",
    "status.see": "See and change protection or permit",
    "erasures.ask": "Ask that a person be erased, see what would go, call it back",
    "erasures.do": "Erase a person for whom a colleague asked it, after the waiting time",
    "openings.review": "Review who opened identities by giving a reason",
    "encounters.see": "See places, visits and encounters",
    "encounters.add": "Record a place, a visit, an encounter",
    "cases.see": "See a case: needs, situation, referrals",
    "cases.open": "Open a case",
    "cases.edit": "Add needs, situations and referrals to a case, close it",
    "caseload.import": "Take in the organisation's own cases from a spreadsheet, and take them back",
    "transfers.see": "See cases that were offered to another organisation, and those offered to one's own",
    "transfers.answer": "Take on a case that was offered to one's organisation, or decline it",
    "documents.see": "See the documents of a case, and open those whose person's name they may open",
    "documents.edit": "Add documents to a case, say what they are, remove them",
    "appointments.see": "See a case's appointments; who goes along, those alone",
    "appointments.edit": "Plan appointments and tasks of a case, and write down what came of them",
    "referrals.in": "See what was referred to the organisation's services, without the person, and answer",
    "plans.see": "See a plan",
    "plans.edit": "Write goals and actions, invite parties",
    "plans.agree": "Agree to a version of a plan as one of its parties",
    "plans.propose": "Propose a goal, an action or a remark for a plan as one of its parties",
    "plans.take_part": "Comment in a plan, and say what one has done of it oneself",
    "own.see": "Open one's own page: what is written about oneself, and who has looked",
    "own.ask": "Write to those who follow one, hand in a document, ask to correct, stop, delete or take along",
    "messages.see": "See the messages between a person and those who follow them; the person, their own",
    "messages.answer": "Answer the messages of persons",
    "requests.see": "See what persons ask about their data, and by when; the person, their own",
    "requests.answer": "Answer what persons ask to see or to correct",
    "requests.decide": "Answer what persons ask to stop or to delete",
    "tutors.see": "See the organisation's tutors",
    "tutors.edit": "Add and change tutors",
    "tutors.suspend": "Suspend a tutor at once and everywhere, lift it, take back who left for a serious reason",
    "tutors.waive": "Introduce a tutor although a check that is asked for was not seen, saying why",
    "tutors.rules": "Say which checks the organisation asks of its tutors",
    "tutoring.see": "See a tutoring and its contacts",
    "tutoring.edit": "Start and close a tutoring",
    "tutoring.contact": "Log a contact",
    "checkins.see": "See the answers to a tutoring's check-ins; a party, their own alone",
    "checkins.answer": "Answer a check-in; an operator writes down what someone said",
    "matching.see": "See who waits for a tutor, whom the matching proposes, and why",
    "asking.see": "See what each side of a pair is asked and answers; a party, their own alone",
    "asking.answer": "Say oneself what one thinks of a pair of which one is a side",
    "matching.decide": "Hold and refuse pairs, write down what both sides said, introduce them",
    "tutoring.sign": "Sign the agreement of one's own tutoring",
    "budgets.see": "See a project's budget for supports and its lines, without persons",
    "budgets.edit": "Say how much a project has for supports, and each partner's part of it",
    "supports.see": "See economic supports: what is given to whom, and the register",
    "supports.ask": "Ask for a support, and take it back before it is paid",
    "supports.approve": "Approve or refuse a support that someone else asked for; record money that came back",
    "supports.pay": "Record the payment and the receipt of a support",
    "supports.export": "Export the register of supports for the accounts",
    "homes.see": "See homes, their places and who lives there, without the address",
    "homes.edit": "Add and change homes, put persons there, end a stay; open an address that is not guarded",
    "homes.guard": "Open the address of a home where people at risk live, without following one of them",
    "placements.see": "See work placements and grants",
    "placements.edit": "Add, change and end work placements and grants",
    "skills.see": "See a skills assessment, and print the CV made of it",
    "skills.edit": "Write a skills assessment with the person",
    "services.see": "See the directory",
    "services.see_internal": "See entries of the directory that are for operators alone, shelters among them",
    "services.translate": "Write texts of the directory in other languages, for an editor to publish",
    "services.take_place": "Take and free a place of an opportunity of the directory",
    "services.edit": "Add, change and check services of the directory, publish its translations",
    "leaflets.see": "See leaflets and how many copies were handed out",
    "leaflets.edit": "Make and change leaflets, correct what was recorded of them",
    "leaflets.hand_out": "Record copies of leaflets handed out",
    "figures.see": "See a project's figures",
    "figures.open_rows": "Open a figure onto the rows behind it, without names",
    "figures.declare": "Enter a figure that happens outside the product, with evidence",
    "figures.export": "Export figures",
    "trail.see": "Read the audit trail of the whole installation",
}

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
