"""So many of everything, around one person, case, plan, tutor and project: what lists and pages show."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from accanto.cases.models import (
    Appointment,
    Case,
    CaseShare,
    Document,
    Handover,
    Need,
    Referral,
    Task,
    Transfer,
)
from accanto.core import trail
from accanto.directory.operations.service import add_service
from accanto.evaluation.models import DeclaredFigure
from accanto.mine.models import DataRequest, Message
from accanto.network.models import (
    CoordinationGroup,
    CoordinationMeeting,
    CoordinationMember,
    ExpectedResult,
    Organisation,
    Partnership,
    Project,
    ProjectTerritory,
    Territory,
    TerritoryMunicipality,
    WorkPackage,
)
from accanto.outreach.models import Encounter, Given, Place, Visit
from accanto.people.models import (
    Consent,
    ConsentPurpose,
    DuplicateVerdict,
    HouseholdMember,
    IdentityOpening,
    LanguageSkill,
    NoticeGiven,
    Protection,
)
from accanto.people.operations.identity import add_identity
from accanto.plans.models import Comment, Goal, Plan, PlanAction, PlanParty, PlanVersion, Proposal, Review
from accanto.skills.models import SkillsAssessment, SkillsEntry
from accanto.supports.models import BudgetLine, Home, HomeStay, Placement, Support
from accanto.tutoring.models import (
    Alert,
    CheckIn,
    Contact,
    Match,
    PartyInvitation,
    Tutor,
    Tutoring,
    TutoringAgreement,
    TutorRequest,
)
from tests.access.objects import Objects, waiting_offer
from tests.cast import SYSTEM, Cast

_LANGUAGES = (
    "ara", "fra", "eng", "wol", "tig", "amh", "som", "prs", "pus", "urd", "ben", "pan", "uig", "kur", "ukr", "rus", "ron", "sqi", "spa", "por", "ita", "deu", "tur", "zho", "hin", "tam",
)  # fmt: skip
_COMPUTES = ("persons_in_case", "persons_encountered", "plans_agreed", "tutorings_started", "contacts_logged")


class Crowd:
    """Grows: each step adds one of everything to what is there."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.size = cast, 0
        self.main = Objects(cast, "own")
        self.today = timezone.localdate()
        self.tutoring = self.main.of("tutoring.Tutoring")
        self.household = self.main.of("people.HouseholdMember").household
        for label in ("tutoring.Match", "plans.FamilyGoal", "people.SchoolStep"):  # on pages of others too
            self.main.of(label)

    @cached_property
    def group(self) -> CoordinationGroup:
        return self.main.of("network.CoordinationMember").group

    def grow(self, size: int) -> None:
        for number in range(self.size, size):
            self._someone(number)
            self._around_the_person(number)
            self._around_the_case(number)
            self._around_the_project(number)
        self.size = size

    def _make(self, row: Any) -> Any:
        return trail.create(SYSTEM, row, "test.made")

    def _someone(self, number: int) -> None:
        """Another person with all that hangs on one, most of it due."""
        where, who, late = self.main.place, self.cast.berta, self.today - timedelta(days=30)
        person = self.cast.person(
            follower=who, gender="female", year_of_birth=1990, municipality=self.cast.municipality
        )
        add_identity(SYSTEM, person=person, given_name="Zaynab", family_name=f"Inventata{number}")
        case = self._make(
            Case(person=person, operator=who, opened_by=who, opened_on=late, territory=self.cast.territory, **where)
        )  # fmt: skip
        self._make(Need(case=case, area="housing", urgency="now", noted_on=late))
        self._make(Referral(case=case, service=self.main.of("directory.Service"), made_on=late))
        self._passes_on(case, late)
        plan = self._make(Plan(case=case, started_on=late, review_by=late))
        goal = self._make(Goal(plan=plan, area="housing", words="casa"))
        self._make(PlanAction(goal=goal, text="fare", due=late))
        tutor = self._make(Tutor(name="Tutor", available_on=late, **where))
        self._make(Tutoring(case=case, tutor=tutor, introduced_on=late, started_on=late))
        self._make(Tutoring(case=case, tutor=self.tutoring.tutor, introduced_on=late, started_on=late))
        self._waits(case, late, number)
        self._is_given(case, late, number)
        self._make(HouseholdMember(household=self.household, person=person, relation="child"))
        until = timezone.now() - timedelta(days=1)
        self._make(IdentityOpening(person=person, opened_by=who, reason="una ragione", until=until, **where))
        other = self.cast.person(gender="female", year_of_birth=1990)
        add_identity(SYSTEM, person=other, given_name="Zaynab", family_name=f"Inventata{number}")

    def _passes_on(self, case: Case, since: date) -> None:
        """Handed to Berta by a colleague, offered to B and declined, offered by B (as if it were theirs), shared."""
        cast, ground = self.cast, {"reason": "nessuno ha potuto chiederlo"}
        said = {"offered_by": cast.berta, "offered_on": since, "words": "casa", **ground}
        a_to_b = {"sender": cast.org_a, "receiver": cast.org_b, "answered_on": self.today, "answer": "no"}
        self._make(Transfer(case=case, state="declined", **a_to_b, **said))
        self._make(Transfer(case=case, sender=cast.org_b, receiver=cast.org_a, **said))
        self._make(
            Handover(case=case, before=cast.bruna, after=cast.berta, by=cast.mario, on=self.today, note="x")
        )
        days = {"since": since, "until": self.today}
        self._make(
            CaseShare(case=case, organisation=cast.org_b, role="read", shared_by=cast.berta, **days, **ground)
        )

    def _waits(self, case: Case, since: date, number: int) -> None:
        """The person waits for a tutor; one is held for them, or proposed, but for the first, whom nobody
        understands; a pair was refused."""
        language = "ara" if number else "wol"
        self._make(Consent(person=case.person, purpose="tutoring", given_on=since, channel="paper"))
        self._make(LanguageSkill(person=case.person, language=language, level="b1"))
        request = self._make(TutorRequest(case=case, asked_on=since))
        ready = {"available_on": since, "interviewed_on": since, "trained_on": since, "languages": ["ara"]}
        tutor = self._make(Tutor(name="Pronta", territory=self.cast.territory, **ready, **self.main.place))
        facts = {"decided_on": since, "decided_by": self.cast.berta}
        if number % 2:
            self._make(Match(request=request, tutor=tutor, **facts))
        refused = {"state": "refused", "reason": "tutor", **facts}
        self._make(Match(request=request, tutor=self.tutoring.tutor, **refused))
        self._make(Match(request=self.main.of("tutoring.TutorRequest"), tutor=tutor, **refused))

    def _is_given(self, case: Case, late: date, number: int) -> None:
        """A support that waits and one that is paid, a home, a placement; those of the case looked at too."""
        line = self._make(BudgetLine(name=f"Linea {number}", amount=1000, **self.main.place))
        asked = {"line": line, "kind": "rent", "amount": 9, "payee": "x", "why": "x", "asked_on": late}
        paid = {"status": "paid", "paid": 9, "paid_on": late, "decided_on": late}
        for each in (case, self.main.of("cases.Case")):
            self._make(Support(case=each, asked_by=self.cast.berta, **asked))
            self._make(
                Support(case=each, asked_by=self.cast.bruna, decided_by=self.cast.mario, **asked, **paid)
            )
            works = {"kind": "grant", "employer": "x", "since": late, "until": self.today}
            self._make(Placement(case=each, organisation=each.organisation, **works))
        place = {"kind": "shared", "municipality": self.cast.municipality, "places": 60}
        home = self._make(Home(available_from=late, available_until=self.today, **place, **self.main.place))
        self._make(HomeStay(case=case, home=self.main.of("supports.Home"), since=late, until=self.today))
        self._make(HomeStay(case=self.main.of("cases.Case"), home=home, since=late, ended_on=late))

    def _around_the_person(self, number: int) -> None:
        person, place = self.main.of("people.Person"), self.main.of("outreach.Place")
        if number < len(_LANGUAGES):
            self._make(LanguageSkill(person=person, language=_LANGUAGES[number]))
        if number < len(ConsentPurpose.values):
            purpose = ConsentPurpose.values[number]
            self._make(Consent(person=person, purpose=purpose, given_on=self.today, channel="paper"))
        self._make(
            NoticeGiven(person=person, version=f"{number}", language="fra", channel="paper", given_on=self.today)
        )  # fmt: skip
        self._make(Protection(person=person, kind="refugee", state="valid", noted_on=self.today))
        self._make(DuplicateVerdict(person=person, other=self.cast.person()))
        visit = self._make(
            Visit(place=place, operator=self.cast.berta, on=self.today - timedelta(days=number + 1), **self.main.place)
        )  # fmt: skip
        met = self._make(
            Encounter(visit=visit, operator=self.cast.berta, on=visit.on, person=person, **self.main.place)
        )
        self._make(Given(encounter=met, kind="leaflet", language="fra"))
        self._make(Given(encounter=self.main.of("outreach.Encounter"), kind="leaflet", language="fra"))
        name = f"Biblioteca {number}"
        self._make(Place(kind="library", name=name, municipality=self.cast.municipality, **self.main.place))

    def _days_of_the_case(self, case: Case) -> None:
        said = {
            "kind": "school",
            "name": "foto.jpg",
            "file_key": "x",
            "guarded": False,
            "for_person": True,
            "content_type": "image/jpeg",
        }
        self._make(Document(case=case, size=1, expires_on=self.today, added_by=self.cast.berta, **said))
        self._make(Appointment(case=case, kind="office", on=self.today, along_user=self.cast.bruna))
        self._make(Message(case=case, by_person=True, text="ciao"))
        asked = {"kind": "correct", "about": "birth", "asked_on": self.today, "due_on": self.today}
        self._make(DataRequest(case=case, person=case.person, **asked, **self.main.place))
        self._make(Task(case=case, what="chiamare", who=self.cast.berta, due=self.today))

    def _skills(self, case: Case, number: int) -> None:
        """Jobs of the newest assessment, and an older one."""
        newest = self.main.of("skills.SkillsAssessment")
        older = self._make(SkillsAssessment(case=case, on=self.today - timedelta(days=number + 1)))
        for row in (newest, older):
            content = {"occupation": "cuoco", "esco": f"http://data.europa.eu/esco/occupation/{number}"}
            self._make(SkillsEntry(assessment=row, section="work", content=content))

    def _around_the_case(self, number: int) -> None:
        case, plan = self.main.of("cases.Case"), self.main.of("plans.Plan")
        self._skills(case, number)
        waiting_offer(self.main)
        self._make(Need(case=case, area="housing", words="casa", noted_on=self.today))
        self._days_of_the_case(case)
        service = add_service(
            SYSTEM, name=f"Sportello {number}", provider="Comune", municipality=self.cast.municipality, areas=["legal"]
        )  # fmt: skip
        self._make(Referral(case=case, service=service, made_on=self.today))
        goal = self._make(Goal(plan=plan, area="housing", words="casa"))
        for text in ("una", "due"):
            self._make(PlanAction(goal=goal, text=text, catalogue=self.cast.project.catalogue.first()))
        party = self._make(PlanParty(plan=plan, kind="mediator", name="Mediatrice"))
        self._make(Comment(plan=plan, goal=goal, author=self.cast.berta, as_kind="operator", words="casa"))
        self._make(Review(plan=plan, on=self.today, said="casa"))
        self._make(Proposal(plan=plan, party=party, goal=goal, kind="action", words="casa"))
        self._make(PlanVersion(plan=plan, number=number + 10, content={"goals": []}, agreed_on=self.today))
        self._make(Contact(tutoring=self.tutoring, kind="meeting", on=self.today, logged_by=self.cast.berta))
        said = {"answered_on": self.today, "answers": '{"voice": 3}', "words": "bene"}
        asked = CheckIn(tutoring=self.tutoring, side="tutor", number=number + 10, due_on=self.today, **said)
        self._make(asked)
        self._make(Alert(tutoring=self.tutoring, side="tutor", why="words", on=self.today, check_in=asked))
        self._agree(number)

    def _agree(self, number: int) -> None:
        """Old versions and old invitations of the tutoring that is looked at."""
        content = self.main.of("tutoring.TutoringAgreement").content
        tie = self.main.of("tutoring.Tutoring")
        row = TutoringAgreement(
            tutoring=tie, number=number + 100, content=content, digest=f"{number}", put_on=self.today
        )
        self._make(row)
        invitation = PartyInvitation(
            tutoring=tie, side="person", code="1", secret_hash=f"s{number}", expires_at=timezone.now()
        )
        self._make(invitation)

    def _around_the_project(self, number: int) -> None:
        cast, project = self.cast, self.main.of("network.Project")
        organisation = self._make(Organisation(key=f"ente-{number}", name=f"Ente {number}"))
        self._make(Partnership(project=project, organisation=organisation))
        another = self._make(Project(key=f"progetto-{number}", short=f"Progetto {number}", title={"it": "x"}))
        self._make(Partnership(project=another, organisation=cast.org_a))
        territory = self._make(Territory(key=f"valle-{number}", name=f"Valle {number}", region="Piemonte"))
        self._make(TerritoryMunicipality(territory=territory, municipality=cast.municipality))
        self._make(ProjectTerritory(project=project, territory=territory))
        package = self._make(WorkPackage(project=project, key=f"wp{number}", name={"it": "WP"}))
        self._make(CoordinationMember(group=self.group, organisation=organisation, who="sindaca"))
        self._make(CoordinationMeeting(group=self.group, held_on=self.today))
        for compute in _COMPUTES:
            self._make(
                ExpectedResult(
                    project=project, key=f"wp{number}-{compute}"[:60], what={"it": "x"}, unit="persons",
                    work_package=package, indicator={"compute": compute},
                )
            )  # fmt: skip
        declared = self.declared
        self._make(
            DeclaredFigure(result=declared, on=self.today, value=1, evidence="x", author=cast.berta, **self.main.place)
        )  # fmt: skip

    @cached_property
    def declared(self) -> ExpectedResult:
        """A result that is entered by hand."""
        project = self.main.of("network.Project")
        return self._make(ExpectedResult(project=project, key="ore", what={"it": "Ore"}, unit="hours"))
