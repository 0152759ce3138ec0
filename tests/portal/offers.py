"""The availability form as a volunteer fills it in, step by step."""

from __future__ import annotations

import time
from typing import Any

from django.core import mail
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse

from accanto.core import trail
from accanto.tutoring.models import TutorApplication
from tests.cast import SYSTEM, Cast

WHO = {"kind": "citizen", "name": "Anna Ferri", "municipality": "Ottiglio"}
PARISH = {
    "kind": "parish", "name": "Parrocchia di San Germano", "contact_person": "Don Piero", "size": "12",
    "members": "Lucia\nمريم\n\n", "municipality": "ottiglio (al)",
}  # fmt: skip
WHAT = {"languages": ["ita", "fra"], "capacity": "1", "times": ["mon_evening"], "relational": ["invitations"]}
REACH = {
    "motivation": "Perché sì",
    "email": "anna@example.org",
    "phone": "",
    "adult": "on",
    "consent": "on",
}


def make_tutoring(cast: Cast, **definition: Any) -> None:
    """The cast's project tutors."""
    kinds = {"tutor_kinds": ["citizen", "parish", "friends"], **definition}
    trail.change(SYSTEM, cast.project, "project.changed", definition={"tutoring": kinds})


def step(number: int) -> str:
    return reverse("portal:offer_step", args=[number])


def stamp_of(ago: float) -> str:
    """The stamp of a page that was shown so many seconds ago."""
    return Signer(salt="portal.offer.shown").sign(str(int(time.time() - ago)))


def fill(client: Client, *, who: Any = WHO, what: Any = WHAT, reach: Any = REACH) -> Any:
    """All three steps; the answer to the last."""
    assert client.post(step(1), who).status_code == 302
    assert client.post(step(2), what).status_code == 302
    return client.post(step(3), {"shown": stamp_of(60), **reach})


def offers() -> list[TutorApplication]:
    return list(TutorApplication.objects.visible_to(SYSTEM).order_by("created_at"))


def links(number: int = -1) -> list[str]:
    """The paths of the links of a mail: confirm, withdraw."""
    return [
        "/" + line.split("/", 3)[3]
        for line in str(mail.outbox[number].body).splitlines()
        if line.startswith("http")
    ]
