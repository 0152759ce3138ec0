"""Invented offers to stand beside someone, as the public form brings them: one in each state, one of them
someone who offered themselves before in other letters."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accanto.core.scoping import unrecorded
from accanto.demo.world import Team, World
from accanto.network.models import TerritoryMunicipality
from accanto.tutoring.models import TutorApplication
from accanto.tutoring.operations.application import (
    FORM,
    accept_application,
    call_unconfirmed,
    decline_application,
    withdraw_application,
)
from accanto.tutoring.operations.likeness import note_keys, note_missing_keys
from accanto.tutoring.operations.merging import merge_application
from accanto.tutoring.words import NOTICE_VERSION

_EVENINGS = ["mon_evening", "wed_evening", "sat_afternoon"]
#: (kind, language, state, days ago, what is said)
_OFFERS: tuple[tuple[str, str, str, int, dict[str, Any]], ...] = (
    ("parish", "it", "waiting", 12, {
        "name": "Parrocchia di San Benedetto", "contact_person": "Don Sergio Adorni", "size": 14, "capacity": 2,
        "members": ["Lucia", "Piero", "Maria Grazia"], "email": "sanbenedetto@example.org",
        "offers": ["invitations", "italian_conversation"], "times": ["sun_morning", *_EVENINGS],
        "motivation": "Abbiamo una sala, una cucina e tante persone che vogliono conoscere chi arriva."}),
    ("citizen", "ar", "waiting", 3, {
        "name": "سميرة منصوري", "gender": "female", "email": "samira@example.org", "languages": ["ara", "ita", "fra"],
        "wishes": ["female"], "motivation": "وصلت إلى هنا قبل عشر سنوات، وكان هناك من وقف إلى جانبي.",
        "offers": ["papers", "places_and_stories"], "interests": ["cooking", "walks"]}),
    ("citizen", "fr", "waiting", 1, {
        "name": "Samira Mansouri", "gender": "female", "email": "s.mansouri@example.org",
        "languages": ["fra", "ita"], "times": _EVENINGS, "motivation": "J’ai du temps le soir."}),
    ("citizen", "it", "to_call", 5, {
        "name": "Ennio Barbieri", "gender": "male", "phone": "0521 000000", "offers": ["driving_licence"],
        "motivation": "Ho fatto l’istruttore di guida per trent’anni.", "radius_km": 10}),
    ("scouts", "it", "unconfirmed", 2, {
        "name": "Gruppo scout Parma 99", "contact_person": "Irene Melli", "email": "scout@example.org"}),
    ("family", "it", "unconfirmed", 6, {
        "name": "Famiglia Azzali", "contact_person": "Paola Azzali", "email": "azzali@example.org",
        "phone": "0521 000001", "offers": ["invitations"], "motivation": "A tavola c'è sempre un posto in più."}),
    ("citizen", "it", "merged", 4, {
        "name": "Ennio Barbieri", "gender": "male", "email": "ennio@example.org", "offers": ["italian_conversation"]}),
    ("friends", "it", "accepted", 20, {
        "name": "Amici del mercoledì", "contact_person": "Rosa Tedeschi", "members": ["Rosa", "Ivana", "Gino"],
        "size": 5, "email": "mercoledi@example.org", "offers": ["convivial_moments"], "capacity": 1}),
    ("citizen", "ro", "declined", 30, {"name": "Doina Munteanu", "email": "doina@example.org", "gender": "female"}),
    ("citizen", "it", "withdrawn", 15, {"name": "Aldo Ghirardi", "email": "aldo@example.org", "gender": "male"}),
)  # fmt: skip


def add_offers(world: World, team: Team) -> None:
    """Offers to the organisation of a team; hashes of all tutors, so that who offers twice is seen."""
    actor = world.actor(team.operators[0])
    before: dict[str, TutorApplication] = {}
    for kind, language, state, days, said in _OFFERS:
        row = _add(world, team, kind, language, said)
        note_keys(row)
        then = timezone.now() - timedelta(days=days)
        with unrecorded("the days of invented offers"):
            rows = TutorApplication.objects.visible_to(FORM).filter(pk=row.pk)
            rows.update(created_at=then, consented_at=then, confirmed_at=then)
            if state in ("unconfirmed", "to_call"):
                rows.update(state=state, confirmed_at=None)
        row.refresh_from_db()
        if state == "accepted":
            accept_application(actor, application=row)
        elif state == "declined":
            decline_application(actor, application=row)
        elif state == "withdrawn":
            withdraw_application(row)
        elif state == "merged":
            merge_application(actor, application=row, into=before[said["name"]])
        before[said["name"]] = row
    call_unconfirmed()
    note_missing_keys()


def _add(world: World, team: Team, kind: str, language: str, said: dict[str, Any]) -> TutorApplication:
    link = (
        TerritoryMunicipality.objects.filter(territory__in=team.territories, municipality__name="Parma")
        .select_related("territory", "municipality")
        .first()
    )
    assert link is not None
    row = TutorApplication(
        organisation=team.organisation, project=team.project, territory=link.territory,
        municipality=link.municipality, kind=kind, language=language, state="waiting",
        answers={"languages": ["ita"], "capacity": 1, **said},
        notice_version=NOTICE_VERSION, consented_at=timezone.now(), confirmed_at=timezone.now(),
    )  # fmt: skip
    return world.make(FORM, row, "application.sent")
