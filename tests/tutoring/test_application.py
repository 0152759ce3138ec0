"""Offers as the staff answers them: accepted, declined kindly, the same person twice; and forgotten by night."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accanto.cli.keys import _retire, _rotate
from accanto.config.jobs import forget_offers
from accanto.core import trail
from accanto.core.actor import NotAllowed
from accanto.core.keys import KeyringError, keyring
from accanto.core.scoping import unrecorded
from accanto.tutoring.models import Tutor, TutorApplication, TutorKey
from accanto.tutoring.operations.application import accept_application
from accanto.tutoring.operations.likeness import likely_same, note_keys
from accanto.tutoring.operations.merging import merge_application
from accanto.tutoring.operations.tutoring import add_tutor, change_tutor
from tests.cast import SYSTEM, TODAY, Cast

pytestmark = pytest.mark.django_db
ANSWERS = {
    "name": "Mohamed Amine", "email": "amine@example.org", "phone": "", "languages": ["ara"], "capacity": 2,
    "times": ["mon_evening"], "motivation": "Ci sono passato", "radius_km": 0, "gender": "male",
}  # fmt: skip


def offer(cast: Cast, *, state: str = "waiting", language: str = "ar", **answers: Any) -> TutorApplication:
    row = TutorApplication(
        organisation=cast.org_a, project=cast.project, territory=cast.territory, municipality=cast.municipality,
        kind="citizen", state=state, language=language, answers={**ANSWERS, **answers},
        notice_version="x", consented_at=timezone.now(),
    )  # fmt: skip
    made = trail.create(SYSTEM, row, "test.made")
    note_keys(made)
    return made


def ago(row: TutorApplication, **columns: timedelta) -> None:
    with unrecorded("test"):
        then = {name: timezone.now() - by for name, by in columns.items()}
        TutorApplication.objects.unscoped("test").filter(pk=row.pk).update(**then)


def test_accepted_it_is_a_tutor_since_the_day_of_the_offer(cast: Cast) -> None:
    row = offer(cast, members=["Lucia", "Piero"])
    ago(row, created_at=timedelta(days=3))
    client, url = cast.client(cast.berta), reverse("tutoring:application_accept", args=[row.pk])
    assert client.post(url).status_code == 302
    row = TutorApplication.objects.visible_to(SYSTEM).get()
    tutor = Tutor.objects.visible_to(SYSTEM).get()
    assert (row.state, row.tutor, row.decided_by) == ("accepted", tutor, cast.berta)
    assert (tutor.name, tutor.languages, tutor.capacity, tutor.radius_km) == ("Mohamed Amine", ["ara"], 2, 0)
    assert tutor.available_on == TODAY() - timedelta(days=3) and tutor.territory == cast.territory
    assert [member.name for member in tutor.members.all()] == ["Lucia", "Piero"]
    assert len(mail.outbox) == 1 and "صباح" in str(mail.outbox[0].body)
    client.post(url)
    assert Tutor.objects.visible_to(SYSTEM).count() == 1, "a second tap changes nothing"
    with pytest.raises(ValidationError):
        accept_application(cast.actor(cast.mario), application=row)


def test_declined_kindly_in_their_language(cast: Cast) -> None:
    row = offer(cast, language="fr")
    url = reverse("tutoring:application_decline", args=[row.pk])
    assert cast.client(cast.berta).post(url, {"reply": "À bientôt, Berta"}).status_code == 302
    (sent,) = mail.outbox
    assert (
        "Bonjour" in str(sent.body)
        and "À bientôt, Berta" in str(sent.body)
        and sent.to == ["amine@example.org"]
    )
    assert TutorKey.objects.unscoped("test").count() == 0


def test_what_is_not_confirmed_or_not_theirs_is_out_of_sight(cast: Cast) -> None:
    hidden = offer(cast, state="unconfirmed")
    client = cast.client(cast.berta)
    assert hidden.code not in client.get(reverse("tutoring:application_list") + "?state=all").content.decode()
    for name in ("accept", "decline", "merge"):
        assert client.post(reverse(f"tutoring:application_{name}", args=[hidden.pk])).status_code == 404
    with pytest.raises(NotAllowed):
        accept_application(cast.actor(cast.dora), application=offer(cast))


@pytest.mark.parametrize(
    ("name", "email"),
    [("محمد أمين", ""), ("Amine Muhammad", "x@example.org"), ("Un altro", "AMINE@example.org")],
)
def test_the_same_person_twice_is_shown_with_reasons(cast: Cast, name: str, email: str) -> None:
    earlier, later = (
        offer(cast),
        offer(cast, name=name, email=email, phone="0131 000000", times=["sun_morning"]),
    )
    offer(cast, name="Giulia Bo", email="giulia@example.org")
    (same,) = likely_same(cast.actor(cast.berta), later)
    assert same.row == earlier and same.evidence.reasons
    client = cast.client(cast.berta)
    assert earlier.code in client.get(later.get_absolute_url()).content.decode()
    url = reverse("tutoring:application_merge", args=[later.pk])
    assert client.post(url, {"into": "tutor:00000000-0000-0000-0000-000000000000"}).status_code == 422
    assert client.post(url, {"into": same.key}).url == earlier.get_absolute_url()
    earlier.refresh_from_db()
    later.refresh_from_db()
    assert (later.state, later.merged_into) == ("merged", earlier)
    assert (earlier.name, earlier.answers["phone"]) == ("Mohamed Amine", "0131 000000")
    assert earlier.answers["times"] == ["mon_evening", "sun_morning"]


def test_a_tutor_who_offers_themselves_again(cast: Cast) -> None:
    place = {"organisation": cast.org_a, "project": cast.project}
    tutor = add_tutor(cast.actor(cast.berta), name="Muhammad Amin", available_on=TODAY(), **place)
    row = offer(cast)
    (same,) = likely_same(cast.actor(cast.berta), row)
    assert same.row == tutor and likely_same(cast.actor(cast.dora), row) == []
    assert merge_application(cast.actor(cast.berta), application=row, into=same.row) == tutor
    tutor.refresh_from_db()
    assert (tutor.name, tutor.email, tutor.capacity) == ("Muhammad Amin", "amine@example.org", 1)
    change_tutor(cast.actor(cast.berta), tutor=tutor, name="Giovanni Rossi", email="", phone="")
    assert likely_same(cast.actor(cast.berta), offer(cast)) == []


def test_the_night_forgets(cast: Cast) -> None:
    day, rows = timedelta(days=1), {}
    for state, created, decided in (
        ("unconfirmed", 31, None), ("unconfirmed", 29, None), ("waiting", 400, None), ("declined", 200, 91),
        ("declined", 200, 89), ("withdrawn", 100, 91), ("merged", 100, 91), ("accepted", 100, 91),
    ):  # fmt: skip
        row = offer(cast, state=state)
        ago(row, created_at=created * day, **({"decided_at": decided * day} if decided else {}))
        rows[state, created, decided] = row.pk
    forget_offers.call("2026-11-25")
    left = {row.pk: row for row in TutorApplication.objects.visible_to(SYSTEM)}
    kept = [key for key, pk in rows.items() if pk in left]
    assert kept == [
        ("unconfirmed", 29, None),
        ("waiting", 400, None),
        ("declined", 200, 89),
        ("accepted", 100, 91),
    ]
    assert left[rows["accepted", 100, 91]].answers == {} and left[rows["waiting", 400, None]].answers


def test_hashes_come_under_a_new_key_and_are_found_meanwhile(cast: Cast) -> None:
    offer(cast)
    before = keyring().ring("index").current
    _rotate("index", resume=False)
    assert {key.key_id for key in TutorKey.objects.unscoped("test")} == {keyring().ring("index").current}
    assert len(likely_same(cast.actor(cast.berta), offer(cast, email=""))) == 1
    _retire("index", before)
    keyring().add("index")
    with pytest.raises(KeyringError):
        _retire("index", TutorKey.objects.unscoped("test").first().key_id)
    _rotate("index", resume=True)
