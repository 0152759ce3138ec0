"""Invented persons: facts, identity, languages, protection, notices, households."""

from __future__ import annotations

from accanto.accounts.models import User
from accanto.core.words import AgeBand, Gender, LanguageLevel
from accanto.demo.names import ORIGINS, Origin
from accanto.demo.world import Team, World
from accanto.people.models import (
    Channel,
    Consent,
    ConsentPurpose,
    Household,
    HouseholdMember,
    Involvement,
    LanguageSkill,
    NoticeGiven,
    PermitState,
    Person,
    Protection,
    ProtectionKind,
    Relation,
)
from accanto.people.operations.identity import add_identity

_LEVELS = {
    LanguageLevel.ALFA: 8, LanguageLevel.PRE_A1: 18, LanguageLevel.A1: 26, LanguageLevel.A2: 26,
    LanguageLevel.B1: 15, LanguageLevel.B2: 7,
}  # fmt: skip
_PROTECTION = {
    ProtectionKind.REFUGEE: 25, ProtectionKind.SUBSIDIARY: 25, ProtectionKind.SPECIAL: 20,
    ProtectionKind.ASYLUM_SEEKER: 12, ProtectionKind.TEMPORARY: 8, ProtectionKind.FAMILY: 5, ProtectionKind.WORK: 5,
}  # fmt: skip


def add_person(
    world: World, team: Team, follower: User, *, named: bool = True, minor: bool = False
) -> Person:
    """One person known to a team, with what an operator would have noted by now."""
    origin = world.chance.choices(ORIGINS, [each.weight for each in ORIGINS])[0]
    actor = world.actor(follower)
    gender = world.weighted({Gender.FEMALE: 42, Gender.MALE: 55, Gender.OTHER: 1, Gender.UNDISCLOSED: 2})
    person = world.make(
        actor,
        Person(
            gender=gender,
            year_of_birth=_year(world, minor) if world.likely(0.9) else None,
            age_band=AgeBand.MINOR if minor else AgeBand.ADULT,
            nationality=origin.country,
            language=origin.languages[0],
            municipality=world.pick(team.towns) if team.towns else None,
            in_italy_since=world.today.year - world.chance.randint(1, 8),
        ),
        "person.added",
    )
    world.make(
        actor,
        Involvement(
            person=person,
            organisation=team.organisation,
            project=team.project,
            territory=world.pick(team.territories) if team.territories else None,
            follower=follower,
        ),
        "person.involved",
    )
    if named:
        _name(world, actor, person, origin)
    _languages(world, actor, person, origin)
    _papers(world, actor, person, origin)
    return person


def _year(world: World, minor: bool) -> int:
    age = world.chance.randint(3, 17) if minor else int(world.chance.triangular(18, 66, 27))
    return world.today.year - age


def _name(world: World, actor: object, person: Person, origin: Origin) -> None:
    given = world.pick(origin.women if person.gender == Gender.FEMALE else origin.men)
    add_identity(
        actor,  # type: ignore[arg-type]
        person=person,
        given_name=given,
        family_name=world.pick(origin.families),
        email=f"{person.code.lower()}@example.org" if world.likely(0.3) else "",
    )


def _languages(world: World, actor: object, person: Person, origin: Origin) -> None:
    skills = {origin.languages[0]: (LanguageLevel.C2, True), "ita": (world.weighted(_LEVELS), False)}
    for language in origin.languages[1:]:
        if world.likely(0.7):
            skills[language] = (world.pick((LanguageLevel.B1, LanguageLevel.B2)), False)
    for language, (level, first) in skills.items():
        row = LanguageSkill(person=person, language=language, level=level, is_first=first)
        world.make(actor, row, "language.added")  # type: ignore[arg-type]


def _papers(world: World, actor: object, person: Person, origin: Origin) -> None:
    if world.likely(0.55):
        expiry = world.between(world.today, world.today.replace(year=world.today.year + 4))
        state = world.weighted({PermitState.VALID: 70, PermitState.RENEWAL: 25, PermitState.APPEAL: 5})
        row = Protection(
            person=person,
            kind=world.weighted(_PROTECTION).value,
            state=state.value,
            expires_on=expiry.isoformat(),
            noted_on=world.days_ago(300),
        )
        world.make(actor, row, "protection.noted")  # type: ignore[arg-type]
    if world.likely(0.85):
        notice = NoticeGiven(
            person=person,
            version="2026-01",
            language=world.pick(origin.languages),
            channel=world.pick((Channel.PAPER, Channel.SPOKEN, Channel.INTERPRETED)),
            understood=world.likely(0.9),
            given_on=world.days_ago(320),
        )
        world.make(actor, notice, "notice.given")  # type: ignore[arg-type]
    if world.likely(0.5):
        consent = Consent(
            person=person,
            purpose=ConsentPurpose.TUTORING,
            given_on=world.days_ago(250),
            channel=Channel.PAPER,
        )
        world.make(actor, consent, "consent.given")  # type: ignore[arg-type]


def add_household(world: World, team: Team, reference: Person, follower: User) -> Household:
    """A family around a person: perhaps a partner, and one to three minors."""
    actor = world.actor(follower)
    household = world.make(
        actor,
        Household(
            organisation=team.organisation,
            project=team.project,
            territory=world.pick(team.territories) if team.territories else None,
        ),
        "household.added",
    )
    members = [(reference, Relation.REFERENCE)]
    if world.likely(0.6):
        members.append((add_person(world, team, follower), Relation.PARTNER))
    for _child in range(world.chance.randint(1, 3)):
        members.append(
            (add_person(world, team, follower, minor=True, named=world.likely(0.7)), Relation.CHILD)
        )
    for person, relation in members:
        row = HouseholdMember(
            household=household, person=person, relation=relation, since=world.days_ago(900, 100)
        )
        world.make(actor, row, "household.member_added")
    return household
