"""Invented plans and tutorings: goals in a person's words, versions agreed, ties that live."""

from __future__ import annotations

from datetime import date, timedelta

from accanto.accounts.models import User
from accanto.cases.models import Case
from accanto.core import trail
from accanto.core.words import Area, Gender
from accanto.demo.tutors import add_steps
from accanto.demo.world import Team, World
from accanto.network.models import CatalogueAction
from accanto.plans.models import Agreement, Goal, PartyKind, Plan, PlanAction, PlanParty
from accanto.plans.operations.proposal import answer_proposal, make_proposal
from accanto.plans.operations.version import propose_version, record_agreement
from accanto.tutoring.models import Contact, Tutor, Tutoring
from accanto.tutoring.offers import tutor_offers
from accanto.tutoring.words import (
    TIMES,
    BegunBy,
    ContactKind,
    ContactState,
    Interest,
    Side,
    TutoringEnd,
    TutorKind,
)

_GOALS = {
    Area.EMPLOYMENT: "Voglio un lavoro con un contratto, anche in cucina.",
    Area.HOUSING: "Voglio una casa dove i miei figli possano dormire tranquilli.",
    Area.LANGUAGES: "Voglio parlare con il maestro di mio figlio senza interprete.",
    Area.EDUCATION: "Voglio prendere la terza media.",
    Area.HEALTH: "Voglio un medico che mi conosca.",
    Area.LEGAL: "Voglio rinnovare il permesso da sola.",
    Area.SOCIAL: "Voglio giocare in una squadra e avere amici qui.",
    Area.MONEY: "Voglio un conto e capire le bollette.",
    Area.MOBILITY: "Voglio la patente per lavorare la notte.",
    Area.FAMILY: "Voglio che mia figlia vada al nido mentre studio.",
    Area.DIGITAL: "Voglio fare le domande con il computer.",
}
_FREE = ("Telefonare insieme per fissare l'appuntamento", "Preparare i documenti", "Andare a vedere il posto")


def add_plan(world: World, team: Team, case: Case, operator: User) -> Plan:
    """A plan: most are agreed by all, some wait for a signature, some are still being written."""
    actor = world.actor(operator)
    started = min(world.today, case.opened_on + timedelta(days=world.chance.randint(7, 40)))
    plan = Plan(
        case=case,
        language=case.person.language or "ita",
        started_on=started,
        review_by=world.today + timedelta(days=world.chance.randint(-20, 90)),
    )
    plan = world.make(actor, plan, "plan.started")
    person = world.make(actor, PlanParty(plan=plan, kind=PartyKind.PERSON), "plan.party_invited")
    writer = world.make(
        actor, PlanParty(plan=plan, kind=PartyKind.OPERATOR, user=operator), "plan.party_invited"
    )
    catalogue = list(CatalogueAction.objects.visible_to(actor, "projects.see").filter(project=team.project))
    for area in world.chance.sample(list(Area), world.chance.randint(1, 3)):
        _goal(world, plan, operator, area, [action for action in catalogue if action.area == area])
    stage = world.weighted({"agreed": 75, "waiting": 15, "draft": 10})
    if stage != "draft":
        version = propose_version(actor, plan=plan)
        parties = (person, writer) if stage == "agreed" else (writer,)
        for party in parties:
            record_agreement(
                actor,
                version=version,
                party=party,
                how=Agreement.How.PAPER,
                agreed_on=world.between(started, world.today),
            )
    return plan


def _goal(world: World, plan: Plan, operator: User, area: Area, offered: list[CatalogueAction]) -> None:
    actor = world.actor(operator)
    by = world.today + timedelta(days=world.chance.randint(20, 240))
    status = world.weighted({Goal.Status.OPEN: 65, Goal.Status.REACHED: 25, Goal.Status.PARTLY: 10})
    goal = world.make(
        actor, Goal(plan=plan, area=area, words=_GOALS[area], by=by, status=status), "goal.added"
    )
    for number in range(world.chance.randint(1, 3)):
        chosen = world.pick(offered) if offered and number < len(offered) else None
        done = world.likely(0.5)
        due = world.between(plan.started_on, by)
        row = PlanAction(
            goal=goal,
            catalogue=chosen,
            text="" if chosen else world.pick(_FREE),
            who_kind=world.weighted(
                {PlanAction.WhoKind.PERSON: 40, PlanAction.WhoKind.OPERATOR: 35, PlanAction.WhoKind.TUTOR: 15, PlanAction.WhoKind.SERVICE: 10}
            ),
            due=due,
            status=PlanAction.Status.DONE if done else PlanAction.Status.TODO,
            ended_on=min(due, world.today) if done else None,
        )  # fmt: skip
        world.make(actor, row, "action.added")


def add_proposals(world: World, plan: Plan, answering: User) -> None:
    """What the parties with an account added: one was answered, one waits for the operator."""
    actors = {party.kind: world.actor(party.user) for party in plan.parties.all() if party.user}
    asked = make_proposal(
        actors[PartyKind.TUTOR], plan=plan, kind="remark", words="Il sabato mattina posso accompagnarla io."
    )
    answer_proposal(
        world.actor(answering), proposal=asked, taken=True, answer="Grazie: ne parliamo alla verifica."
    )
    make_proposal(
        actors[PartyKind.PERSON],
        plan=plan,
        kind="goal",
        area=Area.HOUSING,
        words="Vorrei una casa vicino alla scuola dei miei figli.",
    )


def add_tutor(world: World, team: Team, operator: User, name: str) -> Tutor:
    """A tutor somewhere on the way: available, interviewed, trained."""
    available = world.days_ago(420, 40)
    interviewed = available + timedelta(days=world.chance.randint(5, 25)) if world.likely(0.9) else None
    trained = (
        interviewed + timedelta(days=world.chance.randint(10, 40))
        if interviewed and world.likely(0.9)
        else None
    )
    tutor = Tutor(
        organisation=team.organisation,
        project=team.project,
        territory=world.pick(team.territories) if team.territories else None,
        kind=_kind(name),
        name=name,
        languages=["ita", *world.some(("eng", "fra", "ara", "spa"), 2)],
        municipality=world.pick(team.towns) if team.towns else None,
        gender=world.pick((Gender.FEMALE, Gender.MALE))
        if _kind(name) == TutorKind.CITIZEN
        else Gender.UNKNOWN,
        times=sorted(world.some(TIMES, 6), key=TIMES.index),
        offers=[offer.key for offer in tutor_offers(team.project) if world.likely(0.5)],
        interests=sorted(world.some(list(Interest), 4)),
        capacity=world.chance.randint(1, 2) if _kind(name) == TutorKind.CITIZEN else 3,
        available_on=available,
        interviewed_on=min(interviewed, world.today) if interviewed else None,
        trained_on=min(trained, world.today) if trained else None,
    )
    tutor = world.make(world.actor(operator), tutor, "tutor.added")
    add_steps(world, tutor, operator)
    return tutor


def _kind(name: str) -> TutorKind:
    words = {
        "Famiglia": TutorKind.FAMILY, "Gruppo scout": TutorKind.SCOUTS, "Polisportiva": TutorKind.SPORTS_CLUB,
        "Circolo": TutorKind.CLUB, "Parrocchia": TutorKind.PARISH, "Associazione": TutorKind.ASSOCIATION,
        "Cooperativa": TutorKind.COOPERATIVE, "Amici": TutorKind.FRIENDS,
    }  # fmt: skip
    return next((kind for word, kind in words.items() if name.startswith(word)), TutorKind.CITIZEN)


def add_tutoring(world: World, case: Case, tutor: Tutor, operator: User, *, silent: int = 0) -> Tutoring:
    """A tie with its weekly calls and monthly meetings, some of them missed; none in the last `silent` days."""
    actor = world.actor(operator)
    first = max(case.opened_on, tutor.trained_on or case.opened_on) + timedelta(days=14)
    start = min(world.today - timedelta(days=3), first)
    start = max(start, case.opened_on)
    tutoring = Tutoring(case=case, tutor=tutor, introduced_on=start, started_on=start)
    tutoring = world.make(actor, tutoring, "tutoring.started")
    last = world.today
    if world.likely(0.15) and (world.today - start).days > 90:
        last = world.between(start + timedelta(days=60), world.today)
        trail.change(actor, tutoring, "tutoring.ended", ended_on=last, end=world.pick(list(TutoringEnd)[:3]))
    last = min(last, max(start, world.today - timedelta(days=silent)))
    _contacts(world, tutoring, operator, start, last, faithful=world.chance.uniform(0.5, 0.95))
    return tutoring


def _contacts(
    world: World, tutoring: Tutoring, operator: User, start: date, last: date, *, faithful: float
) -> None:
    week = start
    while week <= last:
        meeting = world.likely(0.27)
        if world.likely(faithful):
            begun = world.weighted({BegunBy.TUTOR: 50, BegunBy.PERSON: 40, BegunBy.BOTH: 10})
            row = Contact(
                tutoring=tutoring,
                kind=ContactKind.MEETING
                if meeting
                else world.pick((ContactKind.TELEPHONE, ContactKind.MESSAGE)),
                on=min(last, week + timedelta(days=world.chance.randint(0, 6))),
                begun_by=begun,
                noted_by=Side.TUTOR if begun == BegunBy.TUTOR else Side.PERSON,
                state=ContactState.CONFIRMED,
            )
            world.make(world.actor(operator), row, "contact.logged")
        week += timedelta(days=7)
