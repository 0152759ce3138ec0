"""A tutoring of Berta's with no accounts yet, its agreement, and a browser that comes in by link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from accanto.core import trail
from accanto.tutoring.models import Tutor, Tutoring, TutoringAgreement
from accanto.tutoring.operations.agreement import newest_agreement, put_agreement, write_agreement
from accanto.tutoring.operations.party import Told, invite_side
from accanto.tutoring.operations.tutoring import start_tutoring
from tests.cast import SYSTEM, TODAY, Cast


def make_tie(cast: Cast, language: str = "ara", **tutor: Any) -> Tutoring:
    row = Tutor(
        name="Anna Ferri", email="anna@example.org", available_on=TODAY(), interviewed_on=TODAY(),
        trained_on=TODAY(), offers=["italian_conversation"], organisation=cast.org_a, project=cast.project, **tutor,
    )  # fmt: skip
    made = trail.create(SYSTEM, row, "tutor.added")
    case = cast.case(cast.person(follower=cast.berta, language=language))
    actor = cast.actor(cast.berta)
    return start_tutoring(actor, case=case, tutor=made, introduced_on=TODAY(), both_said_yes=True)


def values(**more: Any) -> dict[str, Any]:
    return {
        "tutor_chosen": ["italian_conversation"],
        "tutor_words": "Il sabato al mercato",
        "person_chosen": ["news"],
        "person_words": "أعلّمك الطبخ",
        "cadence": [{"contact": "telephone", "at_least": 1, "every": "week"}],
        "until": None,
        "review_on": TODAY() + timedelta(days=180),
        "ending": "",
        **more,
    }


def write(cast: Cast, tie: Tutoring, **more: Any) -> TutoringAgreement:
    newest = newest_agreement(tie)
    base = newest.digest if newest else ""
    return write_agreement(cast.actor(cast.berta), tutoring=tie, base=base, **values(**more))


def put(cast: Cast, tie: Tutoring, **more: Any) -> TutoringAgreement:
    return put_agreement(cast.actor(cast.berta), agreement=write(cast, tie, **more))


def invite(cast: Cast, tie: Tutoring, side: str = "person", **more: Any) -> Told:
    return invite_side(cast.actor(cast.berta), tutoring=tie, side=side, **more)


def entry(told: Told) -> str:
    return reverse("tutoring:entry", args=[told.secret])


def come_in(told: Told, *, phone: str = "mine", language: str = "it", code: str = "") -> tuple[Client, Any]:
    """A browser in which the link was opened with the code, and the answer."""
    client = Client(
        headers={"accept-language": language, "user-agent": "Mozilla/5.0 (Linux; Android) Chrome"}
    )
    return client, client.post(entry(told), {"code": code or told.code, "phone": phone})
