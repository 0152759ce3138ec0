"""For each kind of object in a URL, one that is A's, one of organisation B, one of another project.

A new URL whose `pk` is of a model that is not here fails `test_every_url_has_objects`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accanto.accounts.models import (
    ApiToken,
    AskedLink,
    Invitation,
    LinkAccess,
    Membership,
    RememberedDevice,
    SavedFilter,
)
from accanto.caseload.models import Caseload, CaseloadRow
from accanto.cases.models import (
    Appointment,
    Case,
    CasePaper,
    CaseShare,
    Document,
    IncomingReferral,
    IncomingTransfer,
    Need,
    Referral,
    Situation,
    Transfer,
)
from accanto.core import trail, vault
from accanto.core.ids import uuid7
from accanto.core.scoping import unrecorded
from accanto.directory.models import (
    Correction,
    Distribution,
    Feedback,
    ImportBatch,
    ImportRow,
    Leaflet,
    Organization,
    ServiceAtLocation,
    ServiceCapacity,
    SynonymGroup,
)
from accanto.directory.operations.service import add_service
from accanto.directory.operations.vocabulary import unit_row
from accanto.evaluation.models import DeclaredFigure
from accanto.mine.models import DataCopy, DataRequest, Message, OwnDocument
from accanto.network.models import (
    CoordinationGroup,
    CoordinationMember,
    ExpectedResult,
    Project,
    ProjectVersion,
)
from accanto.outreach.models import Encounter, Place, Visit
from accanto.people.models import (
    Consent,
    Erasure,
    Guardianship,
    Household,
    HouseholdMember,
    IdentityOpening,
    Merge,
    SchoolStep,
    SchoolYear,
)
from accanto.people.operations.identity import add_identity
from accanto.plans.models import Comment, FamilyGoal, Goal, Plan, PlanAction, PlanParty, PlanVersion, Review
from accanto.plans.models import Proposal as PlanProposal
from accanto.skills.models import SkillsAssessment, SkillsEntry
from accanto.supports.models import BudgetLine, Home, HomeStay, Placement, Support
from accanto.tutoring.models import (
    Alert,
    CheckIn,
    Contact,
    Interview,
    Match,
    PairQuestion,
    PartyInvitation,
    PrivateWord,
    Proposal,
    Reminder,
    ReminderStop,
    SharedWord,
    TrainingHours,
    Tutor,
    TutorApplication,
    Tutoring,
    TutoringAgreement,
    TutorMember,
    TutorRequest,
)
from accanto.tutoring.operations.likeness import note_keys
from accanto.tutoring.pact.content import digest_of
from tests.cast import SYSTEM, Cast

#: A paper and a letter under the key that addresses are asked with (`matrix.WORDS`).
ASKED = {
    "papers": [{"key": "vicini", "way": "given", "name": {"it": "Informativa"}}],
    "letters": [{"key": "vicini", "name": {"it": "Lettera"}, "text": {"it": "Per {name}"}, "about": {}}],
}
WHERE = ("own", "other organisation", "other project")


class Objects:
    """Makes one of each kind in a place; `secret` is a text that must never reach a stranger."""

    def __init__(self, cast: Cast, where: str) -> None:
        self.cast, self.where = cast, where
        self.organisation = {
            "own": cast.org_a,
            "other organisation": cast.org_b,
            "other project": cast.org_c,
        }[where]
        self.project = cast.other_project if where == "other project" else cast.project
        self.user = {"own": cast.berta, "other organisation": cast.dora, "other project": cast.zeno}[where]
        self.secret = f"Segreto-{where.replace(' ', '-')}"
        self._made: dict[str, Any] = {}

    def of(self, model_label: str) -> Any:
        if model_label not in self._made:
            self._made[model_label] = MAKERS[model_label](self)
        return self._made[model_label]

    def make(self, row: Any) -> Any:
        return trail.create(SYSTEM, row, "test.made")

    @property
    def place(self) -> dict[str, Any]:
        return {"organisation": self.organisation, "project": self.project}

    def another(self) -> Any:
        """An organisation that is not the place's, nor that of those who ask elsewhere."""
        return self.cast.org_c if self.organisation != self.cast.org_c else self.cast.org_b

    def person(self) -> Any:
        person = self.cast.person(
            self.organisation, project=self.project, follower=self.user, gender="female"
        )
        add_identity(SYSTEM, person=person, given_name=self.secret, family_name="Prova")
        return person

    def case(self) -> Any:
        today = timezone.localdate()
        with unrecorded("what the addresses of papers and letters name"):
            asked = Project.objects.unscoped("the project of the place").filter(
                pk=self.project.pk, definition={}
            )
            asked.update(definition=ASKED)
        row = Case(
            person=self.of("people.Person"),
            operator=self.user,
            opened_by=self.user,
            opened_on=today,
            **self.place,
        )
        return self.make(row)

    def version(self) -> PlanVersion:
        content = {
            "goals": [
                {
                    "id": "1",
                    "area": "housing",
                    "words": self.secret,
                    "by": "",
                    "status": "open",
                    "actions": [],
                }
            ]
        }
        return self.make(PlanVersion(plan=self.of("plans.Plan"), number=1, content=content))

    def household_member(self) -> HouseholdMember:
        household = self.make(Household(**self.place))
        return self.make(
            HouseholdMember(household=household, person=self.of("people.Person"), relation="reference")
        )

    def group_member(self) -> CoordinationMember:
        group = CoordinationGroup.objects.visible_to(SYSTEM).filter(project=self.project).first()
        group = group or self.make(CoordinationGroup(project=self.project))
        return self.make(CoordinationMember(group=group, organisation=self.organisation, who="sindaca"))

    def merge(self) -> Merge:
        other = self.cast.person(self.organisation, project=self.project)
        today = timezone.now()
        return self.make(
            Merge(
                kept=self.of("people.Person"),
                absorbed=other,
                moved={"rows": {}, "before": {}},
                undo_until=today,
            )
        )

    def result(self) -> ExpectedResult:
        row = ExpectedResult(
            project=self.project, key="r-" + self.where.replace(" ", "-"), what={"it": "Persone"}, unit="persons",
            indicator={"compute": "persons_in_case"}, by=["gender"],
        )  # fmt: skip
        return self.make(row)


def _agreement(objects: Objects) -> TutoringAgreement:
    side = {"offers": [], "words": objects.secret}
    content = {"tutor": side, "person": side, "cadence": [], "until": "", "review_on": "", "ending": ""}
    tie = objects.of("tutoring.Tutoring")
    digest = digest_of(content, tutoring=tie.pk, number=1)
    row = TutoringAgreement(tutoring=tie, number=1, content=content, digest=digest, put_on=TODAY())
    return objects.make(row)


def _service(objects: Objects) -> Any:
    return add_service(
        SYSTEM,
        name=f"Sportello {objects.where}",
        provider="Comune",
        municipality=objects.cast.municipality,
        areas=["legal"],
    )


def _document(objects: Objects) -> Document:
    """One of a kind that colleagues see, with its file."""
    row = Document(
        case=objects.of("cases.Case"), kind="school", name=f"{objects.secret}.pdf", note=objects.secret,
        file_key=vault.new_key(), guarded=False, content_type="application/pdf", size=4, has_thumbnail=True,
    )  # fmt: skip
    for part in vault.PARTS:
        vault.write(row.pk, part, objects.secret.encode(), row.file_key)
    return objects.make(row)


def _incoming(objects: Objects) -> IncomingReferral:
    """Sent to a service of the place's organisation, whoever follows the person."""
    service = add_service(
        SYSTEM,
        name=f"Sportello casa {objects.where}",
        provider=trail.create(
            SYSTEM,
            Organization(name="Comune", network_organisation=objects.organisation),
            "organization.added",
        ),
        municipality=objects.cast.municipality,
        areas=["housing"],
    )
    row = Referral(case=objects.of("cases.Case"), service=service, made_on=TODAY(), note=objects.secret)
    return IncomingReferral.objects.visible_to(SYSTEM).get(pk=objects.make(row).pk)


def _transfer(objects: Objects, sender: Any, receiver: Any, case: Case | None = None) -> Transfer:
    return Transfer(
        case=case or objects.of("cases.Case"),
        sender=sender,
        receiver=receiver,
        offered_by=objects.user,
        offered_on=TODAY(),
        words=objects.secret,
        reason=f"perché {objects.secret}",
    )


def _transfer_in(objects: Objects) -> IncomingTransfer:
    """A case of another organisation, offered to the place's."""
    sender, who = objects.another(), {"operator": objects.user, "opened_by": objects.user}
    person = objects.cast.person(sender, project=objects.project)
    case = Case(person=person, organisation=sender, project=objects.project, opened_on=TODAY(), **who)
    made = objects.make(_transfer(objects, sender, objects.organisation, objects.make(case)))
    return IncomingTransfer.objects.visible_to(SYSTEM).get(pk=made.pk)


def _tie(objects: Objects) -> Tutoring:
    """A tutor beside a person; at one's own place Elia and Amina, who have accounts."""
    tutor, case = objects.of("tutoring.Tutor"), objects.of("cases.Case")
    if objects.where == "own":
        trail.change(SYSTEM, tutor, "test.made", account=objects.cast.elia)
        trail.change(SYSTEM, case.person, "test.made", account=objects.cast.amina)
    today = timezone.localdate()
    return objects.make(Tutoring(case=case, tutor=tutor, introduced_on=today, started_on=today))


def _own_case(objects: Objects) -> Case:
    """At one's own place Amina's."""
    case = objects.of("cases.Case")
    if objects.where == "own":
        trail.change(SYSTEM, case.person, "test.made", account=objects.cast.amina)
    return case


def _own_document(objects: Objects) -> OwnDocument:
    row = objects.of("cases.Document")
    _own_case(objects)
    trail.change(SYSTEM, row, "test.made", for_person=True)
    return OwnDocument.objects.visible_to(SYSTEM).get(pk=row.pk)


def waiting_offer(objects: Objects) -> TutorApplication:
    """An offer that waits, and another that is likely the same person's."""
    answers = {"name": f"{objects.secret} Prova", "languages": ["ita"], "phone": "0131 000000", "capacity": 1}
    common = {"kind": "citizen", "language": "it", "notice_version": "x", "consented_at": timezone.now()}
    town = {"municipality": objects.cast.municipality, **objects.place}
    for _each in range(2):
        made = objects.make(TutorApplication(state="waiting", answers=answers, **common, **town))
        note_keys(made)
    return made


def _caseload(objects: Objects) -> Caseload:
    """A sheet that waits for a word, with one word that nobody decided."""
    return objects.make(
        Caseload(
            file_name=f"{objects.secret}.xlsx", by=objects.cast.mario, state="ready", total=1, heading_row=1, headings=["Nome", "Sesso"],
            mapping=["given_name", "gender"], unknown={"gender": {"boh": 1}}, forget_on=TODAY(), **objects.place,
        )
    )  # fmt: skip


TODAY = timezone.localdate
MAKERS: dict[str, Callable[[Objects], Any]] = {
    "people.Person": lambda o: o.person(),
    "people.Consent": lambda o: o.make(Consent(person=o.of("people.Person"), purpose="tutoring", given_on=TODAY(), channel="paper")),
    "people.HouseholdMember": lambda o: o.household_member(),
    "people.Erasure": lambda o: o.make(Erasure(person=o.of("people.Person"), asked_by=o.user, because=o.secret, not_before=TODAY() + timedelta(days=7), **o.place)),
    "people.Household": lambda o: o.of("people.HouseholdMember").household,
    "people.IdentityOpening": lambda o: o.make(IdentityOpening(person=o.of("people.Person"), opened_by=o.user, reason=o.secret, until=timezone.now(), **o.place)),
    "people.Merge": lambda o: o.merge(),
    "cases.Case": lambda o: o.case(),
    "cases.Need": lambda o: o.make(Need(case=o.of("cases.Case"), area="housing", words=o.secret, noted_on=TODAY())),
    "cases.CasePaper": lambda o: o.make(CasePaper(case=o.of("cases.Case"), key="vicini", on=TODAY())),
    "cases.Document": _document,
    "cases.Appointment": lambda o: o.make(Appointment(case=o.of("cases.Case"), kind="office", on=TODAY(), place=o.secret, note=o.secret)),
    "cases.Situation": lambda o: o.make(Situation(case=o.of("cases.Case"), moment="intake", on=TODAY())),
    "cases.Referral": lambda o: o.make(Referral(case=o.of("cases.Case"), service=o.of("directory.Service"), made_on=TODAY(), note=o.secret)),
    "cases.IncomingReferral": _incoming,
    "cases.Transfer": lambda o: o.make(_transfer(o, o.organisation, o.another())),
    "cases.IncomingTransfer": _transfer_in,
    "cases.CaseShare": lambda o: o.make(CaseShare(case=o.of("cases.Case"), organisation=o.another(), role="read", shared_by=o.user, since=TODAY(), until=TODAY() + timedelta(days=5), reason=f"perché {o.secret}")),
    "directory.Service": _service,
    "directory.Organization": lambda o: o.of("directory.Service").organization,
    "directory.Location": lambda o: ServiceAtLocation.objects.visible_to(SYSTEM).get(service=o.of("directory.Service")).location,
    "directory.ServiceCapacity": lambda o: o.make(ServiceCapacity(service=o.of("directory.Service"), unit=unit_row("place"), available=2, updated=timezone.now())),
    "directory.Correction": lambda o: o.make(Correction(service=o.of("directory.Service"), values={"description": o.secret})),
    "directory.Feedback": lambda o: o.make(Feedback(service=o.of("directory.Service"), about="closed", text=o.secret, language="it")),
    "directory.Leaflet": lambda o: o.make(Leaflet(title=o.secret, language="it", **o.place)),
    "directory.Distribution": lambda o: o.make(Distribution(leaflet=o.of("directory.Leaflet"), operator=o.user, on=TODAY(), language="ita", copies=1, place_kind="square", place=o.secret, **o.place)),
    "directory.SynonymGroup": lambda o: o.make(SynonymGroup(key=f"x-{o.where.replace(' ', '-')}", language="it", words="alfa, beta")),
    "outreach.Place": lambda o: o.make(Place(kind="library", name=f"Biblioteca {o.where}", municipality=o.cast.municipality, **o.place)),
    "outreach.Visit": lambda o: o.make(Visit(place=o.of("outreach.Place"), operator=o.user, on=TODAY(), **o.place)),
    "outreach.Encounter": lambda o: o.make(Encounter(visit=o.of("outreach.Visit"), operator=o.user, on=TODAY(), words=o.secret, **o.place)),
    "people.Guardianship": lambda o: o.make(Guardianship(person=o.of("people.Person"), kind="legal", name=o.secret, since=TODAY())),
    "people.SchoolYear": lambda o: o.make(SchoolYear(person=o.of("people.Person"), begins=2026, kind="primary", school=o.secret, **o.place)),
    "people.SchoolStep": lambda o: o.make(SchoolStep(year=o.of("people.SchoolYear"), kind="italian", note=o.secret)),
    "plans.Plan": lambda o: o.make(Plan(case=o.of("cases.Case"), started_on=TODAY())),
    "plans.Goal": lambda o: o.make(Goal(plan=o.of("plans.Plan"), area="housing", words=o.secret)),
    "plans.FamilyGoal": lambda o: o.make(FamilyGoal(household=o.of("people.Household"), area="housing", words=o.secret)),
    "plans.PlanAction": lambda o: o.make(PlanAction(goal=o.of("plans.Goal"), text=o.secret)),
    "plans.PlanParty": lambda o: o.make(PlanParty(plan=o.of("plans.Plan"), kind="mediator", name=o.secret)),
    "plans.PlanVersion": lambda o: o.version(),
    "plans.Comment": lambda o: o.make(Comment(plan=o.of("plans.Plan"), author=o.cast.berta, as_kind="operator", words=o.secret)),
    "plans.Review": lambda o: o.make(Review(plan=o.of("plans.Plan"), on=TODAY(), said=o.secret)),
    "plans.Proposal": lambda o: o.make(PlanProposal(plan=o.of("plans.Plan"), party=o.of("plans.PlanParty"), kind="remark", words=o.secret)),
    "tutoring.Tutor": lambda o: o.make(Tutor(name=o.secret, available_on=TODAY(), **o.place)),
    "tutoring.Alert": lambda o: o.make(Alert(tutoring=o.of("tutoring.Tutoring"), side="person", why="words", on=TODAY(), topics="threat", check_in=o.of("tutoring.CheckIn"))),
    "tutoring.CheckIn": lambda o: o.make(CheckIn(tutoring=o.of("tutoring.Tutoring"), side="person", number=1, due_on=TODAY(), words=o.secret)),
    "tutoring.Reminder": lambda o: o.make(Reminder(tutoring=o.of("tutoring.Tutoring"), side="person", about="contact", recipient=uuid7().hex, week=TODAY())),
    "tutoring.ReminderStop": lambda o: o.make(ReminderStop(tutoring=o.of("tutoring.Tutoring"), side="person")),
    "tutoring.TutorRequest": lambda o: o.make(TutorRequest(case=o.of("cases.Case"), asked_on=TODAY(), note=o.secret)),
    "tutoring.Match": lambda o: o.make(Match(request=o.of("tutoring.TutorRequest"), tutor=o.of("tutoring.Tutor"), decided_on=TODAY(), words=o.secret)),
    "tutoring.PairQuestion": lambda o: o.make(PairQuestion(match=o.of("tutoring.Match"), side="tutor", account=o.cast.elia if o.where == "own" else None, asked_on=TODAY(), words=o.secret)),
    "tutoring.Tutoring": _tie,
    "tutoring.Contact": lambda o: o.make(Contact(tutoring=o.of("tutoring.Tutoring"), kind="meeting", on=TODAY(), noted_by="person", note=o.secret)),
    "tutoring.Proposal": lambda o: o.make(Proposal(tutoring=o.of("tutoring.Tutoring"), side="person", last_side="person", last_at=timezone.now(), on=TODAY(), what=o.secret)),
    "tutoring.SharedWord": lambda o: o.make(SharedWord(tutoring=o.of("tutoring.Tutoring"), kind="news", side="person", text=o.secret)),
    "tutoring.PrivateWord": lambda o: o.make(PrivateWord(tutoring=o.of("tutoring.Tutoring"), kind="word", side="tutor", author=o.cast.elia, text=o.secret)),
    "tutoring.TutoringAgreement": _agreement,
    "tutoring.PartyInvitation": lambda o: o.make(PartyInvitation(tutoring=o.of("tutoring.Tutoring"), side="tutor", code="123456", secret_hash=f"p{o.where}", expires_at=timezone.now() + timedelta(days=1))),
    "tutoring.Interview": lambda o: o.make(Interview(tutor=o.of("tutoring.Tutor"), at=timezone.now(), who=o.user, notes=o.secret)),
    "tutoring.TrainingHours": lambda o: o.make(TrainingHours(tutor=o.of("tutoring.Tutor"), on=TODAY(), what=o.secret, hours=2)),
    "tutoring.TutorMember": lambda o: o.make(TutorMember(tutor=o.of("tutoring.Tutor"), name=o.secret, joined_on=TODAY())),
    "tutoring.TutorApplication": waiting_offer,
    "supports.BudgetLine": lambda o: o.make(BudgetLine(name=f"Linea {o.where}", amount=1000, **o.place)),
    "supports.Support": lambda o: o.make(Support(case=o.of("cases.Case"), line=o.of("supports.BudgetLine"), kind="rent", amount=100, payee=o.secret, why=o.secret, asked_by=o.user, asked_on=TODAY())),
    "supports.Home": lambda o: o.make(Home(kind="shared", municipality=o.cast.municipality, places=60, available_from=TODAY(), address=o.secret, notes=o.secret, **o.place)),
    "supports.HomeStay": lambda o: o.make(HomeStay(case=o.of("cases.Case"), home=o.of("supports.Home"), since=TODAY(), note=o.secret)),
    "supports.Placement": lambda o: o.make(Placement(case=o.of("cases.Case"), organisation=o.place["organisation"], kind="grant", employer=o.secret, since=TODAY())),
    "skills.SkillsAssessment": lambda o: o.make(SkillsAssessment(case=o.of("cases.Case"), on=TODAY())),
    "skills.SkillsEntry": lambda o: o.make(SkillsEntry(assessment=o.of("skills.SkillsAssessment"), section="overall", content={"words": o.secret})),
    "network.Project": lambda o: Project.objects.visible_to(SYSTEM).get(pk=o.project.pk),
    "network.ProjectVersion": lambda o: o.make(ProjectVersion(project=o.of("network.Project"), number=WHERE.index(o.where) + 1, digest="0")),
    "network.Organisation": lambda o: o.organisation,
    "network.Territory": lambda o: o.cast.territory,
    "network.CoordinationMember": lambda o: o.group_member(),
    "network.ExpectedResult": lambda o: o.result(),
    "mine.OwnDocument": _own_document,
    "mine.Message": lambda o: o.make(Message(case=o.of("cases.Case"), by_person=True, text=o.secret)),
    "mine.DataRequest": lambda o: o.make(DataRequest(person=_own_case(o).person, case=o.of("cases.Case"), kind="correct", about="birth", wrong=o.secret, asked_on=TODAY(), due_on=TODAY(), **o.place)),
    "mine.DataCopy": lambda o: o.make(DataCopy(person=_own_case(o).person, language="it", expires_at=timezone.now() + timedelta(hours=1))),
    "accounts.SavedFilter": lambda o: o.make(SavedFilter(user=o.user, page="cases:case_list", name=o.secret, query="state=all")),
    "accounts.ApiToken": lambda o: o.make(ApiToken(user=o.user, name=o.secret, start="accanto_", secret_hash=f"t{o.where}", capabilities=["services.edit"], expires_at=timezone.now() + timedelta(days=1))),
    "accounts.LinkAccess": lambda o: o.make(LinkAccess(user=o.user, email="x@example.org")),
    "accounts.AskedLink": lambda o: o.make(AskedLink(user=o.user, secret_hash=f"a{o.where}", browser_hash="b", expires_at=timezone.now())),
    "accounts.RememberedDevice": lambda o: o.make(RememberedDevice(user=o.user, name=o.secret, token_hash=f"d{o.where}", last_used_at=timezone.now())),
    "caseload.Caseload": _caseload,
    "caseload.CaseloadRow": lambda o: o.make(CaseloadRow(batch=o.of("caseload.Caseload"), number=2, cells=[o.secret, "boh"], fate="new")),
    "directory.ImportBatch": lambda o: o.make(ImportBatch(file_name=f"{o.secret}.csv", kind="sheet", state="ready", total=1)),
    "directory.ImportRow": lambda o: o.make(ImportRow(batch=o.of("directory.ImportBatch"), number=1, table="service", label=o.secret, fate="new", source={"name": "x", "organization": "y"})),
    "accounts.User": lambda o: o.user,
    "accounts.Membership": lambda o: Membership.objects.visible_to(SYSTEM).filter(user=o.user).first(),
    "accounts.Invitation": lambda o: o.make(Invitation(email="x@example.org", name="X", role="operator", secret_hash=f"h{o.where}", expires_at=timezone.now() + timedelta(days=1), **o.place)),
    "evaluation.DeclaredFigure": lambda o: o.make(DeclaredFigure(result=o.of("network.ExpectedResult"), on=TODAY(), value=1, evidence="x", author=o.user, **o.place)),
}  # fmt: skip
