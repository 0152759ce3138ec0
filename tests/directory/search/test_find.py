"""Finding services: by words in five languages, by filters, for whom they are meant, in order, with reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from accanto.core import trail
from accanto.core.actor import Nobody
from accanto.core.scoping import unrecorded
from accanto.directory.models import (
    Accessibility,
    EmptySearch,
    Location,
    RequiredDocument,
    Schedule,
    SearchEntry,
    SearchWord,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    SynonymGroup,
    Unit,
)
from accanto.directory.operations.refresh import refresh
from accanto.directory.search import Question, engine, find, index
from tests.cast import SYSTEM, Cast
from tests.directory.search.services import for_whom, part, put, service, town

pytestmark = pytest.mark.django_db
PUBLIC = Nobody()
ROME = ZoneInfo("Europe/Rome")


def names(question: Question | str, language: str = "it", actor: Any = PUBLIC, **more: Any) -> list[str]:
    asked = Question(text=question) if isinstance(question, str) else question
    found = replace(find(actor, asked, language), **more)
    return [row.name for row in found.page(QueryDict()).rows]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("avvocati", "it"), ("AVVOCATO", "it"), ("un avvocato per me", "it"), ("l'avvocato", "it"), ("avvoc", "it"),
        ("avvocto", "it"), ("legale", "it"), ("avvocato Ottiglio", "it"), ("lawyer", "it"), ("lawyers", "en"),
        ("avocat", "fr"), ("l’avocate", "fr"), ("avocatul", "ro"), ("محامي", "ar"), ("مُحَامُون", "ar"), ("المحامين", "ar"),
        ("محامي", "it"), ("avvocato محامي", "it"), ("ａｖｖｏｃａｔｉ", "it"),
        ("لمحامينا", "ar"), ("وللمحامين", "ar"), ("المحامبن", "ar"), ("للجميع", "ar"), ("جميع", "ar"),
    ],
)  # fmt: skip
def test_found_by_what_people_type(cast: Cast, text: str, language: str) -> None:
    service(cast, "Avvocati per tutti", {"ar": "محامون للجميع", "fr": "Avocats pour tous"}, areas=["legal"])
    service(cast, "Squadra di calcio", areas=["social"])
    assert names(text, language) == ["Avvocati per tutti"]


def test_a_word_of_another_language_is_not_taken_for_ones_own(cast: Cast) -> None:
    service(cast, "Biblioteca", {"ro": "Cărți pentru toți"}, areas=["social"])
    service(cast, "Aiuto", {"fr": "Aide pour les cartes"}, areas=["social"])
    assert names("carte", "ro") == ["Biblioteca"]


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "'\"*()^:-+",
        "NEAR(a b) AND OR NOT",
        "{title} : x",
        "a' | 'b':*",
        "\u202e\u0301",
        "!!" * 99,
        "🏠 🚪",
        "٣٤",
        "-",
        "%_",
        "casa " * 3000,
    ],
)
@pytest.mark.parametrize("language", ["it", "ar", "zz"])
def test_hostile_text_is_answered(cast: Cast, text: str, language: str) -> None:
    service(cast, "Sportello casa")
    assert isinstance(names(text, language), list)


def test_too_long_a_text_is_said_so_and_kept(cast: Cast) -> None:
    service(cast, "Sportello casa")
    page = cast.client(cast.berta).get(reverse("directory:service_list"), {"word": "casa " * 100})
    assert page.status_code == 200 and "word" in page.context["filter_form"].errors
    assert "200" in str(page.context["filter_form"].errors["word"])


def test_operators_only_is_neither_found_nor_counted_nor_suggested(cast: Cast) -> None:
    service(cast, "Casa rifugio Girasole", visibility="operators", areas=["housing"])
    service(cast, "Sportello casa")
    for text in ("girasole", "girasle", "rifugio"):
        found = find(PUBLIC, Question(text=text), "it")
        assert found.page(QueryDict()).count == 0 and found.suggestion == ""
    assert names("girasole", actor=cast.actor(cast.berta)) == ["Casa rifugio Girasole"]
    assert find(cast.actor(cast.berta), Question(text="girasle"), "it").suggestion == "girasole"
    assert names(Question(area="housing")) == ["Sportello casa"]
    assert names("casa") == ["Sportello casa"]


def test_a_hidden_place_is_no_way_to_a_public_service(cast: Cast) -> None:
    parma = town("034027", "Parma", "PR")
    shown = service(cast, "Centro donne", areas=["family"])
    hidden = put(Location(municipality=parma, visibility="operators", name="Villa Segreta"))
    part(shown, ServiceAtLocation(location=hidden))
    operator = cast.actor(cast.berta)
    assert names(Question(municipality=parma)) == [] == names("villa segreta")
    assert (
        names(Question(municipality=parma), actor=operator)
        == ["Centro donne"]
        == names("segreta", actor=operator)
    )
    for actor in (PUBLIC, operator):  # once, not as two
        found = find(actor, Question(text="donne"), "it").page(QueryDict())
        assert (found.count, len(found.rows)) == (1, 1)


def test_what_becomes_internal_or_ends_is_found_no_more(cast: Cast) -> None:
    one, two = service(cast, "Dormitorio Nord"), service(cast, "Dormitorio Sud")
    trail.change(SYSTEM, one, "test.changed", visibility="operators")
    trail.change(SYSTEM, two, "test.changed", status="defunct")
    refresh([one.pk, two.pk])
    assert names("dormitorio") == []
    assert names("dormitorio", actor=SYSTEM) == ["Dormitorio Nord"]
    trail.remove(SYSTEM, one, "test.removed")
    assert names("dormitorio", actor=SYSTEM) == [] and not SearchEntry.objects.visible_to(SYSTEM).exists()


def test_filters(cast: Cast) -> None:
    rich = service(cast, "Ricco", areas=["health"], languages=["ara"], cost="Gratis", kind="opportunity")
    poor = service(cast, "Povero", areas=["legal"], municipality=town("034027", "Parma", "PR"), cost="20 €")
    part(poor, RequiredDocument(document="Passaporto"))
    part(rich, ServiceCapacity(unit=put(Unit(name="posti")), available=Decimal(3), updated=timezone.now()))
    for_whom(rich, "women")
    place = ServiceAtLocation.objects.visible_to(SYSTEM).get(service=rich).location
    put(Accessibility(location=place, description="sedia a rotelle"))
    refresh([rich.pk])
    filters: dict[str, Any] = {
        "area": "health", "language": "ara", "free": True, "kind": "opportunity", "no_documents": True,
        "places_left": True, "for_whom": "women", "accessible": True, "municipality": cast.municipality,
    }  # fmt: skip
    for name, value in filters.items():
        assert names(Question(**{name: value})) == ["Ricco"], name
        assert names(Question(text="povero", **{name: value})) == [], name
    assert names(Question(**filters)) == ["Ricco"]
    assert set(names(Question())) == {"Ricco", "Povero"}


def test_closed_for_now_is_for_who_keeps_the_directory(cast: Cast) -> None:
    service(cast, "Chiuso", status="inactive")
    assert names("chiuso") == [] == names(Question())
    assert names(Question(text="chiuso", also_closed=True)) == ["Chiuso"] == names(Question(also_closed=True))


def test_open_now_and_on_saturday_morning(cast: Cast) -> None:
    office, night = service(cast, "Ufficio"), service(cast, "Notte")
    service(cast, "Senza orari")
    part(office, Schedule(freq="WEEKLY", byday="MO,SA", opens_at=time(9), closes_at=time(12)))
    part(
        night,
        Schedule(
            freq="WEEKLY", byday="MO,TU,WE,TH,FR,SA,SU", opens_at=time(20), closes_at=time(2), holidays="open"
        ),
    )
    index.renew(date(2026, 11, 23))  # a Monday
    now = Question(open_when="now")
    assert names(now, now=datetime(2026, 11, 23, 10, tzinfo=ROME)) == ["Ufficio"]
    assert names(now, now=datetime(2026, 11, 24, 1, tzinfo=ROME)) == ["Notte"]
    assert names(now, now=datetime(2026, 11, 23, 15, tzinfo=ROME)) == []
    assert names(Question(open_when="saturday_morning")) == ["Ufficio"]
    assert names(Question(open_when="saturday_evening")) == ["Notte"]
    assert names(Question(text="ufficio", open_when="sunday")) == []
    index.renew(date(2026, 12, 22))  # the Saturday to come is Saint Stephen's day
    assert names(Question(open_when="saturday_morning")) == []


def test_a_town_in_the_text_narrows_and_orders_by_distance(cast: Cast) -> None:
    parma, lecce = town("034027", "Parma", "PR"), town("075035", "Lecce", "LE")
    service(cast, "Italiano a Lecce", municipality=lecce, areas=["languages"])
    service(cast, "Italiano serale", municipality=parma, areas=["languages"])
    service(cast, "Italiano vicino", municipality=town("034041", "Traversetolo", "PR"), areas=["languages"])
    assert names("italiano Parma") == ["Italiano serale", "Italiano vicino"]
    assert names("italien à Parme", "fr")[0] == "Italiano serale"
    found = find(PUBLIC, Question(text="parma italiano"), "it").page(QueryDict()).rows
    assert "In Parma" in "|".join(found[0].reasons) or "A Parma" in "|".join(found[0].reasons)
    assert names(Question(text="italiano", municipality=lecce)) == ["Italiano a Lecce"]
    assert names(Question(municipality=parma, within_km=40)) == ["Italiano serale", "Italiano vicino"]
    assert len(names("italiano Ottiglio")) == 3  # none there: the other words alone


def test_order_fresh_before_stale_and_pages(cast: Cast) -> None:
    for number in range(7):
        service(
            cast,
            f"Doposcuola {number}",
            areas=["family"],
            checked_on=timezone.localdate() - timedelta(days=20 * number),
        )
    found = find(PUBLIC, Question(text="doposcuola"), "it")
    page = found.page(QueryDict(), size=3)
    assert [row.name for row in page.rows] == ["Doposcuola 0", "Doposcuola 1", "Doposcuola 2"]
    assert page.count == 7 and page.next_url and page.previous_url is None
    second = found.page(QueryDict(page.next_url[1:]), size=3)
    assert [row.name[-1] for row in second.rows] == ["3", "4", "5"] and second.previous_url
    assert [row.name[-1] for row in found.page(QueryDict("end=1"), size=3).rows] == ["6"]
    for odd in ("after=zz", "after=WzEwMDBd", "after=Wy0xXQ"):
        assert found.page(QueryDict(odd), size=3).rows[0].name == "Doposcuola 0"


def test_reasons_in_the_readers_language(cast: Cast) -> None:
    row = service(cast, "Consulenza legale", areas=["legal"], languages=["ara"], cost="Gratis")
    part(row, Schedule(freq="WEEKLY", byday="SA", opens_at=time(9), closes_at=time(12), holidays="open"))
    asked = Question(
        text="avvocato",
        language="ara",
        free=True,
        municipality=cast.municipality,
        open_when="saturday_morning",
    )
    reasons = {
        language: find(PUBLIC, asked, language).page(QueryDict()).rows[0].reasons
        for language in ("it", "en", "fr", "ar", "ro")
    }
    assert reasons["en"][:5] == [
        '"legale" is close to "avvocato"',
        "In Ottiglio",
        "Open on Saturday morning",
        "Speaks Arabic",
        "Free",
    ]
    assert "Parla arabo" in reasons["it"] and "Gratis" in reasons["it"]
    assert len({tuple(said) for said in reasons.values()}) == 5


def test_typing_errors_are_put_right_and_said(cast: Cast) -> None:
    service(cast, "Biblioteca civica", areas=["social"])
    found = find(PUBLIC, Question(text="bibblioteca"), "it")
    assert [row.name for row in found.page(QueryDict()).rows] == ["Biblioteca civica"]
    assert found.suggestion == "biblioteca"
    assert find(PUBLIC, Question(text="biblioteca"), "it").suggestion == ""
    assert find(PUBLIC, Question(text="xqzzvy"), "it").suggestion == ""


def test_what_is_being_typed_narrows_step_by_step(cast: Cast) -> None:
    service(cast, "Biblioteca civica", areas=["social"])
    service(cast, "Bici per tutti", areas=["mobility"])
    assert set(names("bi")) == {"Biblioteca civica", "Bici per tutti"}
    assert names("bib") == ["Biblioteca civica"] == names("biblioteca c") == names("biblioteca civ")
    assert len(names("b")) == 2 == len(names(""))


def test_synonyms_are_the_editors(cast: Cast) -> None:
    service(cast, "Ciclofficina", areas=["mobility"])
    assert names("monopattino") == []
    client = cast.client(cast.edda)
    given = {"key": "scooter", "language": "it", "words": "monopattino, Ciclofficina"}
    assert client.post(reverse("directory:synonyms_add"), given).status_code == 302
    assert names("monopattino") == ["Ciclofficina"]
    group = SynonymGroup.objects.get(key="scooter")
    assert (
        client.post(reverse("directory:synonyms_add"), given).status_code == 422
    )  # once a concept and language
    empty = client.post(reverse("directory:synonyms_edit", args=[group.pk]), {"words": " , ,"})
    assert empty.status_code == 422 and "words" in empty.context["form"].errors
    assert client.post(reverse("directory:synonyms_remove", args=[group.pk])).status_code == 302
    assert names("monopattino") == []
    for who in (cast.berta, cast.carlos):
        assert cast.client(who).get(reverse("directory:synonyms_list")).status_code == 403


def test_a_search_that_found_nothing_is_noted_without_who(cast: Cast) -> None:
    service(cast)
    public = cast.client(None)
    url = reverse("portal:service_list")
    for _each in range(2):
        public.get(url, {"word": "  Elicottero "})
    public.get(url, {"word": "casa"})
    public.get(url, {"word": "elico"}, headers={"hx-request": "true", "hx-trigger-name": "word"})
    noted = EmptySearch.objects.visible_to(SYSTEM).get()
    assert (noted.text, noted.language, noted.times) == ("elicottero", "it", 2)
    assert {field.name for field in EmptySearch._meta.get_fields()} == {
        "id",
        "text",
        "language",
        "times",
        "last_on",
    }
    page = cast.client(cast.edda).get(reverse("directory:empty_search_list"))
    assert "elicottero" in page.content.decode()
    assert cast.client(cast.berta).get(reverse("directory:empty_search_list")).status_code == 403
    assert index.forget_searches(timezone.localdate() + timedelta(days=90)) == 0
    assert index.forget_searches(timezone.localdate() + timedelta(days=91)) == 1


def test_the_index_can_be_thrown_away(cast: Cast) -> None:
    service(cast, "Sportello casa")
    service(cast, "Casa rifugio", visibility="operators")
    before = (names("casa"), names("casa", actor=SYSTEM))
    assert index.rebuild() == 2
    assert (names("casa"), names("casa", actor=SYSTEM)) == before


def test_as_one_types_the_list_alone_is_sent(cast: Cast) -> None:
    service(cast, "Sportello casa")
    part_of_page = cast.client(cast.berta).get(
        reverse("directory:service_list"),
        {"word": "sporte"},
        headers={"hx-request": "true", "hx-trigger-name": "word"},
    )
    text = part_of_page.content.decode()
    assert "Sportello casa" in text and "<html" not in text


def test_a_page_costs_the_same_for_one_row_and_for_many(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        service(cast, f"Servizio {number}", areas=["housing", "legal"])
    find(PUBLIC, Question(text="servizio"), "it").page(QueryDict())
    with django_assert_max_num_queries(19):
        find(PUBLIC, Question(text="servizio"), "it").page(QueryDict())


def test_the_tokens_narrow_and_the_scope_decides(cast: Cast) -> None:
    row = service(cast, "Casa rifugio", visibility="operators")
    entry = SearchEntry.objects.visible_to(SYSTEM).get(service=row)
    engine.write(connection, [engine.Tokens(entry.pk, ["itcas"], [], [], [])])
    assert names("casa") == [] and isinstance(row, Service)


def test_of_very_many_those_that_say_it_in_their_name_come_first(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More match than are ranked: the list says that it is not whole, and what is narrowed later is not lost."""
    monkeypatch.setattr(engine, "RANKED", 3)
    for number in range(6):
        service(cast, f"Aiuto {number}", description="Corsi di ricamo", municipality=cast.municipality)
    service(cast, "Ricamo per tutti")
    found = find(PUBLIC, Question(text="ricamo"), "it").page(QueryDict())
    assert found.rows[0].name == "Ricamo per tutti" and found.more and len(found.rows) == 3
    assert names("ricamo Ottiglio")[0] == "Ricamo per tutti"
    everyone = Question(text="ricamo", open_when="now")
    always = {
        "byday": "MO,TU,WE,TH,FR,SA,SU",
        "opens_at": time(0, 0),
        "closes_at": time(0, 0),
        "holidays": "open",
    }
    for row in list(Service.objects.visible_to(SYSTEM)):
        part(row, Schedule(freq="WEEKLY", **always))
    assert len(names(everyone)) == 7


def test_the_whole_index_anew_says_how_far_it_is_and_forgets_old_words(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_BATCH", 2)
    kept = [service(cast, f"Ricamo {word}") for word in ("primo", "secondo", "terzo")]
    hidden = service(cast, "Telaio", visibility="operators")
    before = {*SearchWord.objects.visible_to(SYSTEM).values_list("language", "word", "visibility")}
    with unrecorded("a word that no entry says"):
        SearchWord.objects.create(
            language="it", word="vecchio", token="itvecch", length=7, visibility="public"
        )
    said: list[tuple[int, int]] = []
    assert index.rebuild(lambda done, of: said.append((done, of))) == len(kept) + 1
    assert said == [(2, 4), (4, 4)]
    assert before == {*SearchWord.objects.visible_to(SYSTEM).values_list("language", "word", "visibility")}
    assert names("ricamo") and not names("telaio") and hidden.name in names("telaio", actor=SYSTEM)
