"""How long a search takes as one types, over so many services written in bulk past the trail."""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Any

from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accanto.accounts.models import Membership, User
from accanto.accounts.roles import Role
from accanto.bench.directory_quality import SYSTEM, corpus, queries
from accanto.cli.directory import Progress
from accanto.cli.migrate import migrate
from accanto.core import trail
from accanto.core.actor import Nobody
from accanto.core.scoping import unrecorded
from accanto.directory.models import (
    Attribute,
    CostOption,
    Language,
    Location,
    Organization,
    Schedule,
    Service,
    ServiceAtLocation,
    Translation,
)
from accanto.directory.operations.vocabulary import area_terms
from accanto.directory.search import Question, find, index
from accanto.network.models import Municipality, Organisation

BATCH = 2_000
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA")
_SYLLABLES = ("ba", "ri", "no", "ka", "le", "mu", "sa", "to", "ne", "di", "fo", "ga", "vel", "mon", "tri")
_LANGUAGES = ("ita", "eng", "fra", "ara", "ron", "spa", "urd", "ben")
#: From so many services on, the making of the index says how far it is.
_LONG = 50_000
#: How often a page is asked for instead of the search alone: pages take longer.
_PAGES = 4


def measure_latency(size: int, requests: int) -> dict[str, Any]:
    migrate(verbosity=0)
    started = time.perf_counter()
    fill(size)
    filled = time.perf_counter()
    before = cpu_seconds()
    index.rebuild(_progress(size))
    spent = cpu_seconds() - before
    indexed = time.perf_counter()
    asked = typed(requests)
    for language, text in asked[:20]:
        _search(language, text)
    client = _editor()
    url = reverse("directory:service_list")

    def page(language: str, text: str) -> None:
        response = client.get(url, {"word": text}, headers={"accept-language": language})
        if response.status_code != 200:  # noqa: PLR2004
            raise RuntimeError(f"{url} answered {response.status_code}")

    return {
        "fill": filled - started,
        "index": indexed - filled,
        "index_cpu": spent,
        "mb": _megabytes(),
        "search": _times(_search, asked),
        "page": _times(page, asked[::_PAGES]),
    }


def typed(requests: int) -> list[tuple[str, str]]:
    """(language, what stands in the field so far): every beginning, from two letters on, of some queries; and
    some with a town after them."""
    chance = random.Random(3)
    chosen = chance.sample(queries(), min(requests, len(queries())))
    found = []
    for number, (language, _kind, text, _wanted) in enumerate(chosen):
        whole = f"{text} Parma" if number % _PAGES == 0 and "Parma" not in text else text
        found += [(language, whole[:end]) for end in range(2, len(whole) + 1)]
    return found


def _search(language: str, text: str) -> None:
    find(Nobody(), Question(text=text), language).page(QueryDict())


def _times(ask: Callable[[str, str], None], asked: list[tuple[str, str]]) -> dict[str, float]:
    both, served, wall = [], [], []
    for language, text in asked:
        own, server, started = time.process_time(), server_cpu(), time.perf_counter()
        ask(language, text)
        wall.append((time.perf_counter() - started) * 1000)
        served.append((server_cpu() - server) * 1000)
        both.append((time.process_time() - own) * 1000 + served[-1])
    return {
        "cpu50": statistics.median(both),
        "cpu95": statistics.quantiles(both, n=20)[-1],
        "server95": statistics.quantiles(served, n=20)[-1],
        "wall95": statistics.quantiles(wall, n=20)[-1],
        "n": len(asked),
    }


def cpu_seconds() -> float:
    return time.process_time() + server_cpu()


def server_cpu() -> float:
    """Seconds of CPU of PostgreSQL's process of this connection, where the server was started for this run."""
    if not os.environ.get("ACCANTO_BENCH_SERVER"):
        return 0.0
    connection.ensure_connection()
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(stat.read_text().split()[0]) / 1e9


def _progress(size: int) -> Callable[[int, int], None] | None:
    """Only where one has to wait."""
    return Progress() if size >= _LONG else None


def _editor() -> Client:
    """A browser in which an editor is signed in, that asks for the list under the field alone."""
    user = trail.create(SYSTEM, User(email="bench@example.org", name="Bench", password="!"), "user.joined")
    organisation = trail.create(SYSTEM, Organisation(key="bench", name="Bench"), "organisation.added")
    membership = Membership(user=user, role=Role.EDITOR, organisation=organisation, since=date(2020, 1, 1))
    trail.create(SYSTEM, membership, "role.given")
    client = Client(SERVER_NAME="localhost", headers={"hx-request": "true", "hx-trigger-name": "word"})
    client.force_login(user)
    session = client.session
    session["has_second_factor"] = True
    session.save()
    return client


def _megabytes() -> float:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return float(cursor.fetchone()[0]) / 1_000_000


# --- so many services -----------------------------------------------------------------------------


def fill(size: int) -> None:
    """Services of the corpus's kinds in random towns, each with a name of its own among its words."""
    chance = random.Random(size)
    towns = list(Municipality.objects.values_list("pk", "name"))
    kinds, terms = corpus(), area_terms()
    with unrecorded("rows of a benchmark are nobody's"):
        for start in range(0, size, BATCH):
            _batch(chance, min(BATCH, size - start), towns, kinds, terms)


def _batch(
    chance: random.Random, count: int, towns: list[Any], kinds: list[dict[str, Any]], terms: Any
) -> None:
    today = timezone.localdate()
    organizations = [Organization(name=f"Associazione {_name(chance)}") for _each in range(count // 10 + 1)]
    Organization.objects.bulk_create(organizations)
    made = [
        (kind, *_service(chance, kind, chance.choice(organizations), chance.choice(towns), today))
        for kind in chance.choices(kinds, k=count)
    ]
    services, places = (
        [service for _kind, service, _place in made],
        [place for _kind, _service, place in made],
    )
    Service.objects.bulk_create(services)
    Location.objects.bulk_create(places)
    ServiceAtLocation.objects.bulk_create(
        [ServiceAtLocation(service=service, location=place) for _kind, service, place in made]
    )
    Attribute.objects.bulk_create(
        [
            Attribute(link_id=service.pk, link_entity="service", service=service, taxonomy_term=terms[area])
            for kind, service, _place in made
            for area in kind["areas"]
        ]
    )
    Translation.objects.bulk_create(
        [row for kind, service, _place in made for row in _translations(chance, kind, service)]
    )
    Schedule.objects.bulk_create([row for service in services for row in _hours(chance, service)])
    Language.objects.bulk_create(
        [
            Language(service=service, code=code)
            for service in services
            for code in {"ita", chance.choice(_LANGUAGES)}
        ]
    )
    CostOption.objects.bulk_create(
        [CostOption(service=service, amount=chance.choice((0, 0, 20))) for service in services]
    )


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=3)).capitalize()


def _service(
    chance: random.Random,
    kind: dict[str, Any],
    organization: Organization,
    town: tuple[str, str],
    today: date,
) -> tuple[Service, Location]:
    checked = today - timedelta(days=chance.randint(0, 300))
    name, text = kind["it"]
    row = Service(
        organization=organization,
        name=f"{name} {_name(chance)}",
        description=f"{text} Presso {_name(chance)}, {town[1]}.",
        assured_date=checked,
        check_again_by=checked + timedelta(days=183),
        visibility="operators" if chance.random() < 0.02 else "public",  # noqa: PLR2004  a few
    )
    return row, Location(municipality_id=town[0])


def _translations(chance: random.Random, kind: dict[str, Any], service: Service) -> list[Translation]:
    """Each entry is translated into two languages of the four, where its kind is at all."""
    return [
        Translation(
            service=service, field=field, language=language, text=text, state="published", source_digest="-"
        )
        for language in chance.sample(("en", "fr", "ar", "ro"), 2)
        for field, text in zip(("name", "description"), kind.get(language, ()), strict=False)
    ]


def _hours(chance: random.Random, service: Service) -> list[Schedule]:
    days = ",".join(sorted(chance.sample(_DAYS, 2)))
    opens = chance.randint(8, 15)
    return [
        Schedule(
            service=service, freq="WEEKLY", byday=days, opens_at=clock(opens), closes_at=clock(opens + 3)
        )
    ]
