"""Invented cases: needs, situations that move, referrals, plans that are agreed, closures."""

from __future__ import annotations

from datetime import date, timedelta

from accanto.accounts.models import User
from accanto.cases.autonomy import suggested
from accanto.cases.models import (
    Assessment,
    Case,
    CaseOutcome,
    DigitalLevel,
    HousingStatus,
    LabourStatus,
    Mobility,
    Need,
    Referral,
    ReferralOutcome,
    Situation,
    SituationMoment,
    SocialTies,
    Urgency,
)
from accanto.cases.words import SCALE
from accanto.core import trail
from accanto.core.words import Area, LanguageLevel
from accanto.demo.world import Team, World
from accanto.directory.search import for_need
from accanto.people.models import Person
from accanto.people.operations.person import involve

_WORDS = {
    Area.EMPLOYMENT: ("Vuole lavorare in cucina, ha fatto il cuoco.", "Cerca un lavoro con orari fissi."),
    Area.HOUSING: ("Deve lasciare il centro entro due mesi.", "Divide una stanza con tre persone."),
    Area.LANGUAGES: ("Capisce, ma fa fatica a parlare.", "Vuole arrivare al livello B1."),
    Area.EDUCATION: ("Vorrebbe la terza media.", "Ha un diploma da far riconoscere."),
    Area.HEALTH: ("Non ha il medico di base.", "Dorme male, parla di brutti sogni."),
    Area.LEGAL: ("Il permesso scade e non sa dove andare.", "Aspetta la risposta della questura."),
    Area.SOCIAL: ("Non conosce nessuno in paese.", "Vorrebbe giocare a calcio con qualcuno."),
    Area.MONEY: ("Non riesce ad aprire un conto.", "Non capisce la bolletta."),
    Area.MOBILITY: ("Il lavoro è lontano e non ci sono autobus la sera.", "Vuole la patente."),
    Area.FAMILY: ("Cerca un nido per la bambina.", "Il figlio ha bisogno di aiuto nei compiti."),
    Area.DIGITAL: ("Non sa usare la posta elettronica.", "Serve lo SPID per la domanda."),
}

#: How each coded fact tends to move while someone is followed: from the left to the right.
_LADDERS = {
    "labour": (LabourStatus.INACTIVE, LabourStatus.UNEMPLOYED, LabourStatus.IRREGULAR, LabourStatus.TRAINEE, LabourStatus.EMPLOYED),
    "housing": (HousingStatus.EMERGENCY, HousingStatus.WITH_OTHERS, HousingStatus.RECEPTION, HousingStatus.COHOUSING, HousingStatus.RENTED),
    "mobility": (Mobility.NONE, Mobility.WALKING, Mobility.TRANSPORT, Mobility.BICYCLE, Mobility.LICENCE),
    "italian": (LanguageLevel.ALFA, LanguageLevel.PRE_A1, LanguageLevel.A1, LanguageLevel.A2, LanguageLevel.B1, LanguageLevel.B2),
    "ties": (SocialTies.ALONE, SocialTies.OWN_COMMUNITY, SocialTies.SOME, SocialTies.FRIENDS, SocialTies.ACTIVE),
    "digital": (DigitalLevel.NONE, DigitalLevel.PHONE, DigitalLevel.HELPED, DigitalLevel.BASIC, DigitalLevel.CONFIDENT),
}  # fmt: skip


def add_case(world: World, team: Team, person: Person, operator: User, opened_on: date) -> Case:
    """A case as it stands some months after its opening."""
    actor = world.actor(operator)
    case = world.make(
        actor,
        Case(
            person=person,
            organisation=team.organisation,
            project=team.project,
            territory=world.pick(team.territories) if team.territories else None,
            operator=operator,
            opened_by=operator,
            opened_on=opened_on,
        ),
        "case.opened",
    )
    # As in the operation that opens a case: whoever follows it sees the name.
    involve(
        world.system, person=person, organisation=team.organisation, project=team.project, follower=operator
    )
    areas = world.chance.sample(list(Area), world.chance.randint(1, 4))
    for area in areas:
        _need(world, case, operator, area)
    _situations(world, case, operator)
    return case


def _need(world: World, case: Case, operator: User, area: Area) -> None:
    actor = world.actor(operator)
    need = Need(
        case=case,
        area=area,
        urgency=world.weighted({Urgency.NOW: 20, Urgency.SOON: 50, Urgency.LATER: 30}),
        voice=world.weighted({Need.Voice.SAID: 75, Need.Voice.NOTICED: 25}),
        words=world.pick(_WORDS[area]),
        status=world.weighted({Need.Status.OPEN: 60, Need.Status.MET: 35, Need.Status.DROPPED: 5}),
        noted_on=case.opened_on,
    )
    need = world.make(actor, need, "need.added")
    if world.likely(0.55):
        _referral(world, case, operator, need)


#: People are sent to one of the nearest services.
NEAR = 6


def _referral(world: World, case: Case, operator: User, need: Need) -> None:
    fitting = for_need(world.system, need.area, case.organisation.municipality, limit=NEAR)
    if not fitting:
        return
    made_on = world.between(case.opened_on, world.today)
    waiting = made_on > world.today - timedelta(days=30) and world.likely(0.7)
    outcome = ReferralOutcome.WAITING if waiting else world.weighted(
        {ReferralOutcome.SERVED: 60, ReferralOutcome.PARTLY: 15, ReferralOutcome.REFUSED: 8, ReferralOutcome.NOT_GONE: 12, ReferralOutcome.WAITING: 5}
    )  # fmt: skip
    answered = None if outcome == ReferralOutcome.WAITING else world.between(made_on, world.today)
    referral = Referral(
        case=case,
        need=need,
        service=world.pick(fitting),
        made_on=made_on,
        outcome=outcome,
        outcome_on=answered,
    )
    world.make(world.actor(operator), referral, "referral.made")


def _situations(world: World, case: Case, operator: User) -> None:
    steps = {name: world.chance.randint(0, len(ladder) - 3) for name, ladder in _LADDERS.items()}
    _situation(world, case, operator, SituationMoment.INTAKE, case.opened_on, steps)
    review = case.opened_on + timedelta(days=world.chance.randint(80, 150))
    if review < world.today and world.likely(0.7):
        _climb(world, steps)
        _situation(world, case, operator, SituationMoment.REVIEW, review, steps)


def _climb(world: World, steps: dict[str, int]) -> None:
    for name, ladder in _LADDERS.items():
        if world.likely(0.45):
            steps[name] = min(len(ladder) - 1, steps[name] + world.chance.randint(1, 2))


def _situation(
    world: World, case: Case, operator: User, moment: SituationMoment, on: date, steps: dict[str, int]
) -> None:
    codes = {name: _LADDERS[name][step] for name, step in steps.items() if world.likely(0.93)}
    situation = Situation(case=case, moment=moment, on=on, **codes)
    world.make(world.actor(operator), situation, "situation.recorded")
    _scale(world, case, operator, situation)


def _scale(world: World, case: Case, operator: User, situation: Situation) -> None:
    """The scale of autonomy of the same day: where the situation says something it says the same."""
    if not world.likely(0.8):
        return
    ahead = {"intake": 0, "review": 1}.get(situation.moment, 2)
    marks = {area.key: min(5, world.chance.randint(1, 3) + ahead) for area in SCALE if world.likely(0.9)}
    marks |= suggested([situation])
    row = Assessment(case=case, moment=situation.moment, on=situation.on, assessor=operator, **marks)
    world.make(world.actor(operator), row, "assessment.recorded")


def close_case(world: World, case: Case, operator: User) -> None:
    """Some cases end: with a last picture and an outcome."""
    day = world.between(case.opened_on + timedelta(days=60), world.today)
    steps = {
        name: world.chance.randint(len(ladder) - 3, len(ladder) - 1) for name, ladder in _LADDERS.items()
    }
    _situation(world, case, operator, SituationMoment.EXIT, day, steps)
    outcome = world.weighted(
        {CaseOutcome.AUTONOMY: 45, CaseOutcome.PARTLY: 30, CaseOutcome.MOVED: 12, CaseOutcome.LOST: 8, CaseOutcome.WITHDREW: 5}
    )  # fmt: skip
    trail.change(world.actor(operator), case, "case.closed", closed_on=day, outcome=outcome)
