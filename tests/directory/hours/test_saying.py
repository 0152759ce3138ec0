"""Opening hours in words, in five languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from accanto.directory.hours import in_words
from accanto.directory.models import Schedule
from tests.directory.hours.test_opening import rule

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([rule("MO,TH")], ["lunedì e giovedì, 9–12"]),
        ([rule("MO"), rule("TH")], ["lunedì e giovedì, 9–12"]),
        ([rule("MO,TU,WE,TH,FR", "08:30", "13:00")], ["da lunedì a venerdì, 8:30–13"]),
        ([rule("MO"), rule("MO", "15:00", "18:00")], ["lunedì, 9–12 e 15–18"]),
        ([rule("MO,TU,WE,TH,FR,SA,SU")], ["ogni giorno, 9–12"]),
        ([rule("1MO", freq="MONTHLY")], ["primo lunedì del mese, 9–12"]),
        ([rule("SA", "00:00", "00:00")], ["sabato, giorno e notte"]),
        ([rule("MO", by_appointment=True)], ["lunedì, 9–12, su appuntamento"]),
        ([Schedule(by_appointment=True)], ["su appuntamento"]),
        ([Schedule(description="orari sulla porta")], ["orari sulla porta"]),
        ([rule("MO", until=date(2026, 11, 24))], []),
        ([rule("MO", until=date(2026, 12, 31))], ["lunedì, 9–12, fino al 31 dicembre 2026"]),
        ([rule("MO", holidays="open")], ["lunedì, 9–12, anche nei giorni di festa"]),
        ([rule("MO", interval=2, dtstart=TODAY)], ["lunedì, ogni 2 settimane, 9–12"]),
    ],
)
def test_in_italian(rows: list[Any], wanted: list[str]) -> None:
    assert in_words(rows, "it", TODAY) == wanted


def test_in_the_other_languages() -> None:
    said = {
        language: in_words([rule("MO,TU,WE,TH,FR")], language, TODAY)[0]
        for language in ("en", "fr", "ro", "ar")
    }
    assert said["en"] == "Monday to Friday, 9–12"
    assert said["fr"] == "de lundi à vendredi, 9 h–12 h"
    assert said["ro"] == "de luni până vineri, 9–12"
    assert "الاثنين" in said["ar"] and "الجمعة" in said["ar"] and "9–12" in said["ar"]


def test_times_and_commas_are_the_readers_own() -> None:
    row = rule("MO", "08:30", "13:00", by_appointment=True)
    assert in_words([row], "fr", TODAY) == ["lundi, 8 h 30–13 h, sur rendez-vous"]
    arabic = in_words([row], "ar", TODAY)[0]
    assert "," not in arabic and arabic.count("،") == 2
