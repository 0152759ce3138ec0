"""Services of the real territories: kinds of public offices as they exist, and invented others.

No telephone numbers: an invented one could be someone's.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from accanto.core import trail
from accanto.core.actor import SystemActor
from accanto.demo.world import World
from accanto.directory import week
from accanto.directory.models import Correction, Organization, Service, Translation, Visibility
from accanto.directory.operations import parts
from accanto.directory.operations.bringing import as_one
from accanto.directory.operations.keeping import give_feedback
from accanto.directory.operations.places import set_places
from accanto.directory.operations.service import add_service, change_service
from accanto.directory.operations.translation import set_translation
from accanto.directory.vocabulary import terms
from accanto.network.models import Municipality, Organisation

_FILE: Final = Path(__file__).parent / "data" / "services.toml"
_LANGUAGES: Final = ("it", "en", "fr", "ar", "ro")
#: How many of those who translate are done, by language; the rest is to be translated.
_TRANSLATED: Final = {"en": 0.9, "fr": 0.8, "ar": 0.85, "ro": 0.7}


@dataclass(frozen=True)
class Kind:
    """A kind of service, as the file says it; lists of texts are in the order of _LANGUAGES."""

    key: str
    name: list[str]
    does: list[str]
    provider: str
    areas: list[str]
    for_whom: list[str]
    street: str
    documents: list[str] = field(default_factory=list)
    hours: dict[str, str] = field(default_factory=dict)
    summer: dict[str, str] = field(default_factory=dict)
    closed_in_august: bool = False
    open_on_holidays: bool = False
    by_appointment: bool = False
    how: list[str] = field(default_factory=list)
    price: float | None = None
    price_words: list[str] = field(default_factory=list)
    access: list[str] = field(default_factory=list)
    ages: list[int] = field(default_factory=list)
    interpreters: str = ""
    unit: str = ""
    places: int = 0
    days: int = 0
    everywhere: float = 1.0
    city: bool = False
    operators_only: bool = False


@lru_cache(maxsize=1)
def kinds() -> tuple[tuple[Kind, ...], tuple[Kind, ...]]:
    """(services, opportunities) that the file lists."""
    with _FILE.open("rb") as file:
        data = tomllib.load(file)
    return tuple(Kind(**one) for one in data["kinds"]), tuple(Kind(**one) for one in data["opportunities"])


def add_services(world: World, towns: list[Municipality], cities: list[Municipality]) -> int:
    """Services of the small places and of the cities. Returns how many."""
    services, opportunities = kinds()
    made: list[Service] = []
    with as_one(world.system):  # the index and the published documents are made once, for all
        for town in towns:
            for kind in services:
                if town in cities and world.likely(0.75) if kind.city else world.likely(kind.everywhere):
                    made.append(_add(world, town, kind))
            for kind in opportunities if town in cities else ():
                if world.likely(0.5):
                    made.append(_add_opportunity(world, town, kind))
    _what_others_say(world, made)
    return len(made)


def _add(world: World, town: Municipality, of: Kind, **more: Any) -> Service:
    checked = world.days_ago(260) if world.likely(0.9) else world.days_ago(700, 190)
    more |= {"visibility": Visibility.OPERATORS} if of.operators_only else {}
    more |= zip(("minimum_age", "maximum_age"), of.ages, strict=False)
    service = add_service(
        world.system,
        name=f"{of.name[0]} · {town.name}",
        provider=_provider(world, of.provider.format(town=town.name)),
        areas=of.areas,
        description=of.does[0],
        application_process=of.how[0] if of.how else "",
        interpretation_services=of.interpreters,
        languages=["ita", *world.some(("eng", "fra", "ara", "ron", "spa"), 3)],
        status=Service.Status.ACTIVE if world.likely(0.96) else Service.Status.INACTIVE,
        checked_on=checked,
        **more,
    )
    _describe(world, service, town, of)
    if world.likely(0.5):
        _translate(world, service, town, of)
    return service


def _provider(world: World, name: str) -> Organization:
    """One row for each name: towns share a health authority."""
    if name not in world.providers:
        row = Organization(name=name, network_organisation=Organisation.objects.filter(name=name).first())
        world.providers[name] = world.make(world.system, row, "organization.added")
    return world.providers[name]


def _describe(world: World, service: Service, town: Municipality, kind: Kind) -> None:
    """Its parts, as editors enter them."""
    actor = world.system
    parts.set_terms(actor, service=service, taxonomy="for-whom", codes=kind.for_whom)
    place: dict[str, Any] = {"municipality": town, "address_1": kind.street, "access": kind.access}
    if kind.operators_only:
        place["visibility"] = Visibility.OPERATORS
    set_places(actor, service=service, rows=[place])
    parts.set_schedules(actor, service=service, rows=_hours(world.today, kind))
    if kind.price is not None or kind.price_words:
        amount = None if kind.price is None else Decimal(str(kind.price))
        words = kind.price_words[0] if kind.price_words else ""
        parts.set_prices(actor, service=service, rows=[{"amount": amount, "amount_description": words}])
    papers = [{"document": terms()["documents", code].names["it"]} for code in kind.documents]
    if papers:
        parts.set_documents(actor, service=service, rows=papers)
    if kind.unit:
        left = Decimal(world.chance.randint(0, kind.places))
        row = {"unit": kind.unit, "available": left, "maximum": Decimal(kind.places)}
        parts.set_capacities(actor, service=service, rows=[row])


def _hours(today: date, kind: Kind) -> list[dict[str, Any]]:
    """A season for the year and perhaps one for the summer; perhaps closed in August."""
    shared = {
        "by_appointment": kind.by_appointment,
        "holidays": "open" if kind.open_on_holidays else "closed",
    }

    def season(lines: dict[str, str], **more: Any) -> dict[str, Any]:
        return {**shared, **{day: week.parse_hours(text) for day, text in lines.items()}, **more}

    year = today.year + (today.month > 8)  # noqa: PLR2004  the next summer
    seasons = [season(kind.hours)]
    if kind.summer:
        june, september = date(year, 6, 10), date(year, 9, 10)
        seasons = [
            season(kind.hours, valid_from=date(year - 1, 9, 11), valid_to=june - timedelta(days=1)),
            season(kind.summer, group="estate", valid_from=june, valid_to=september),
        ]
    closed = {"valid_from": date(year, 8, 1), "valid_to": date(year, 8, 31), "notes": "ferie"}
    return week.season_rows(seasons) + (week.exception_rows([closed]) if kind.closed_in_august else [])


def _add_opportunity(world: World, town: Municipality, kind: Kind) -> Service:
    begins = world.today + timedelta(days=world.chance.randint(3, 40))
    return _add(
        world,
        town,
        kind,
        kind=Service.Kind.OPPORTUNITY,
        available_from=begins,
        available_until=begins + timedelta(days=kind.days),
    )


def _translate(world: World, service: Service, town: Municipality, kind: Kind) -> None:
    """Published, waiting, by machine, missing; some older than their source."""
    rows = []
    for language, share in _TRANSLATED.items():
        if not world.likely(share):
            continue
        place = _LANGUAGES.index(language)
        state = world.weighted(
            {Translation.State.PUBLISHED: 85, Translation.State.IN_REVIEW: 6, Translation.State.MACHINE: 5, Translation.State.DRAFT: 4}
        )  # fmt: skip
        said = {"name": f"{kind.name[place]} · {town.name}", "description": kind.does[place]}
        if kind.how:
            said["application_process"] = kind.how[place]
        rows += [
            {"field": name, "language": language, "text": text, "state": state} for name, text in said.items()
        ]
    if rows:
        set_translation(world.system, entry=service, rows=rows)
    if world.likely(0.06):
        change_service(
            world.system, service=service, description=f"{service.description} Si entra dal cortile."
        )


#: What the public says in the demo: (about, language, words).
_SAID: Final = (
    ("closed", "it", "Sono andata giovedì ed era chiuso, c'è un cartello."),
    ("hours", "fr", "Le soir, il n'y a personne."),
    ("moved", "ar", "انتقل المكتب إلى الشارع المجاور."),
    ("contact", "ro", "Adresa de e-mail nu funcționează."),
    ("other", "en", "Very kind people, but you need an appointment."),
)


def _what_others_say(world: World, services: list[Service]) -> None:
    """A few corrections of organizations and messages of the public, waiting for an editor."""
    public = [service for service in services if service.visibility == Visibility.PUBLIC]
    for service, (about, language, text) in zip(world.chance.sample(public, len(_SAID)), _SAID, strict=True):
        give_feedback(service=service, about=about, text=text, language=language)
    wanted: tuple[dict[str, str], ...] = (
        {"description": "Adesso aiutiamo anche con la domanda di cittadinanza.", "opening": "martedì 9-13, giovedì 14-17"},
        {"email": "sportello@example.org", "address": "Via Nuova 3, primo piano"},
        {"alert": "Chiuso dal 24 dicembre al 6 gennaio."},
    )  # fmt: skip
    organization = SystemActor("confirmation link")
    for service, values in zip(world.chance.sample(public, len(wanted)), wanted, strict=True):
        row = Correction(service=service, values=values, note="Grazie, a presto")
        trail.create(organization, row, "service.corrected")
