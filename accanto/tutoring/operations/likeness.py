"""Keyed hashes of offers and tutors, and who may be the same person; a person decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from accanto.core.actor import Actor
from accanto.core.keys import keyring
from accanto.core.scoping import unrecorded
from accanto.core.sealed import keyed_hash, keyed_hashes
from accanto.people.names import (
    POSSIBLE,
    Evidence,
    Facts,
    duplicate_score,
    normalise_email,
    normalise_phone,
    search_keys,
)
from accanto.tutoring.models import Tutor, TutorApplication, TutorKey
from accanto.tutoring.words import ApplicationState

#: Rows that are weighed against one offer.
NEAR = 30
#: Rows whose hashes one night writes anew.
BATCH = 500
_WHY = "hashes are derived from offers and tutors, whose changes are recorded"
_CONTACTS = {"same_phone", "same_email"}
#: Hashes of tutoring are of no use for finding persons who are followed, and the other way round.
_USE = "tutoring."


@dataclass(frozen=True)
class Same:
    """An offer or a tutor who may be the one of another offer, and why."""

    row: Any
    evidence: Evidence

    @property
    def is_tutor(self) -> bool:
        return isinstance(self.row, Tutor)

    @property
    def key(self) -> str:
        return f"{'tutor' if self.is_tutor else 'application'}:{self.row.pk}"


def likely_same(actor: Actor, application: TutorApplication) -> list[Same]:
    """Offers and tutors in the actor's sight who may be the same, likeliest first.

    A name that is the same or sounds so is enough, and so is the same telephone or e-mail address.
    """
    keys = TutorKey.objects.visible_to(actor, "tutors.edit").filter(application=application)
    digests = list(keys.values_list("digest", flat=True))
    if not digests:
        return []
    offers = TutorApplication.objects.visible_to(actor, "tutors.edit").filter(
        state__in=ApplicationState.waiting()
    )
    found = [
        *_near(offers.exclude(pk=application.pk), digests),
        *_near(Tutor.objects.visible_to(actor, "tutors.edit"), digests),
    ]
    mine = _facts(application)
    same = [Same(row, duplicate_score(mine, _facts(row))) for row in found]
    shown = [
        each for each in same if each.evidence.score >= POSSIBLE or _CONTACTS & set(each.evidence.reasons)
    ]
    return sorted(shown, key=lambda each: -each.evidence.score)


def _near(rows: Any, digests: list[bytes]) -> list[Any]:
    counted = rows.filter(keys__digest__in=digests).annotate(common=Count("keys"))
    return list(counted.select_related("municipality").order_by("-common", "-created_at")[:NEAR])


def _facts(row: TutorApplication | Tutor) -> Facts:
    said = row.answers if isinstance(row, TutorApplication) else _of_tutor(row)
    return Facts(
        name=said.get("name", ""),
        also_known_as=said.get("contact_person", ""),
        gender=said.get("gender", ""),
        phone=normalise_phone(said.get("phone", "")),
        email=normalise_email(said.get("email", "")),
    )


def _of_tutor(tutor: Tutor) -> dict[str, str]:
    return {name: getattr(tutor, name) for name in ("name", "contact_person", "phone", "email", "gender")}


@transaction.atomic
def note_keys(row: TutorApplication | Tutor) -> None:
    """Write the hashes of an offer or a tutor anew, under the current index key."""
    said = row.answers if isinstance(row, TutorApplication) else _of_tutor(row)
    owner = {"application" if isinstance(row, TutorApplication) else "tutor": row}
    key_id = keyring().ring("index").current
    kinds = {keyed_hash(key, use=_USE + kind): kind for kind, key in _keys_of(said)}
    with unrecorded(_WHY):
        TutorKey.objects.unscoped(_WHY).filter(**owner).delete()
        TutorKey.objects.bulk_create(
            [TutorKey(**owner, kind=kind, digest=digest, key_id=key_id) for digest, kind in kinds.items()]
        )


def _keys_of(said: dict[str, str]) -> Iterable[tuple[str, str]]:
    for name in (said.get("name", ""), said.get("contact_person", "")):
        for key in search_keys(name):
            yield TutorKey.Kind.NAME.value, key
    for kind, value in (
        (TutorKey.Kind.PHONE, normalise_phone(said.get("phone", ""))),
        (TutorKey.Kind.EMAIL, normalise_email(said.get("email", ""))),
    ):
        if value:
            yield kind.value, value


def of_address(email: str) -> Any:
    """Offers that were sent with an e-mail address, whoever sees them: for counting the mails to it."""
    digests = keyed_hashes(normalise_email(email), use=_USE + TutorKey.Kind.EMAIL.value)
    keys = TutorKey.objects.unscoped("how many mails went to one address").filter(digest__in=digests)
    rows = TutorApplication.objects.unscoped("how many mails went to one address")
    return rows.filter(pk__in=keys.values("application"))


def note_missing_keys() -> int:
    """Hashes of tutors and undecided offers that have none yet. Returns how many rows got theirs."""
    offers = TutorApplication.objects.unscoped(_WHY).filter(state__in=ApplicationState.undecided())
    keys = TutorKey.objects.unscoped(_WHY)
    rows = []
    for name, wanting in (("tutor", Tutor.objects.unscoped(_WHY)), ("application", offers)):
        without = wanting.filter(~Exists(keys.filter(**{name: OuterRef("pk")})))
        rows += without.order_by("-created_at", "-id")[:BATCH]
    for row in rows:
        note_keys(row)
    return len(rows)


def renew_keys() -> int:
    """Hashes under an older index key, written anew row by row, while the site works."""
    done = 0
    old = TutorKey.objects.unscoped(_WHY).exclude(key_id=keyring().ring("index").current)
    while behind := list(old.select_related("tutor", "application").order_by("pk")[:1]):
        note_keys(behind[0].tutor or behind[0].application)
        done += 1
    return done


def forget_keys(application: TutorApplication) -> None:
    """Of an offer that was decided on: nobody looks for it any more."""
    with unrecorded(_WHY):
        TutorKey.objects.unscoped(_WHY).filter(application=application).delete()


def keys_under(key_id: str) -> int:
    """How many hashes still need an index key."""
    return int(TutorKey.objects.unscoped(_WHY).filter(key_id=key_id).count())
