"""Where offers go, and what becomes of those that rest: to projects with tutors alone, called, handed on, unmerged."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accanto.config.jobs import forget_offers
from accanto.core import trail
from accanto.core.actor import NotAllowed
from accanto.network.definitions import load
from accanto.network.definitions.load import builtin_files
from accanto.network.models import Partnership, Project
from accanto.tutoring.models import HandedOn, Tutor, TutorApplication
from accanto.tutoring.modules import modules_of
from accanto.tutoring.operations.application import accept_application, confirm_application
from accanto.tutoring.operations.handing import hand_on
from accanto.tutoring.operations.likeness import likely_same
from accanto.tutoring.operations.merging import UNDO_FOR, merge_application, unmerge_application
from accanto.tutoring.operations.tutoring import add_tutor
from accanto.tutoring.places import tutored_by, tutoring_projects
from tests.cast import SYSTEM, TODAY, Cast
from tests.tutoring.test_application import ago, offer

pytestmark = pytest.mark.django_db


def test_only_projects_with_tutors_of_the_territory_take_offers(cast: Cast) -> None:
    projects = {}
    for file in builtin_files():
        row = Project(key=file.stem, short=file.stem, definition=load(file).as_json(), definition_digest="x")
        projects[file.stem] = trail.create(SYSTEM, row, "project.loaded")
    looking = {project.key for project in tutoring_projects(SYSTEM)}
    assert looking & set(projects) == {"ancora"}
    assert [each.key for each in modules_of(projects["ancora"])] == ["immigration", "intercultural"]
    said = {key: str(tutored_by(project)) for key, project in projects.items()}
    assert said == {
        "ancora": "territory", "inside-aut": "project", "rifugiato-cittadino": "nobody",
        "sportello-migrante": "operator",
    }  # fmt: skip
    for key, words in (
        ("sportello-migrante", "l’operatore che segue la persona"),
        ("inside-aut", "del progetto"),
    ):
        page = cast.client(None).get(reverse("portal:project_detail", args=[projects[key].pk]))
        assert words in page.content.decode().casefold().replace("'", "’")
    begin = cast.client(None).get(reverse("portal:offer") + f"?project={projects['inside-aut'].pk}")
    assert reverse("portal:offer_step", args=[1]) + "?project" not in begin.content.decode()
    here = {"organisation": cast.org_a, "name": "Ada", "available_on": TODAY()}
    with pytest.raises(ValidationError):
        add_tutor(SYSTEM, project=_partnered(cast, projects["sportello-migrante"]), **here)
    assert add_tutor(SYSTEM, project=_partnered(cast, projects["inside-aut"]), **here)


def _partnered(cast: Cast, project: Project) -> Project:
    row = Partnership(project=project, organisation=cast.org_a, role="partner")
    trail.create(SYSTEM, row, "partnership.added")
    return project


def test_an_offer_that_nobody_confirmed_is_called_about_or_forgotten(cast: Cast) -> None:
    day = timedelta(days=1)
    phone, fresh, mute = (
        offer(cast, state="unconfirmed", name=name, phone=number, email=f"{name}@example.org")
        for name, number in (("ada", "0131 000001"), ("bea", "0131 000002"), ("cia", ""))
    )
    ago(phone, created_at=4 * day)
    ago(fresh, created_at=2 * day)
    ago(mute, created_at=31 * day)
    assert ": 1 to call" in forget_offers.call("2026-11-25").replace("2026-11-25", "")
    rows = {row.pk: row.state for row in TutorApplication.objects.visible_to(SYSTEM)}
    assert rows == {phone.pk: "to_call", fresh.pk: "unconfirmed"}
    page = cast.client(cast.berta).get(phone.get_absolute_url()).content.decode()
    assert "0131 000001" in page
    phone.refresh_from_db()
    confirm_application(phone)  # the link, opened late
    assert phone.state == "waiting" and phone.confirmed_at
    call = offer(cast, state="to_call", email="", phone="0131 000003")
    accept_application(cast.actor(cast.berta), application=confirm_application(call))


def test_handed_on_the_giver_keeps_only_that_they_did(cast: Cast) -> None:
    row, twin = offer(cast, name="Nome Segreto"), offer(cast, name="Nome Segreto", phone="0131 000009")
    merge_application(cast.actor(cast.berta), application=twin, into=row)
    client, url = cast.client(cast.berta), reverse("tutoring:application_hand", args=[row.pk])
    assert client.post(url, {"to": cast.org_b.pk, "why": " "}).status_code == 422
    assert client.post(url, {"to": cast.org_a.pk, "agreed": "on"}).status_code == 422
    assert client.post(url, {"to": cast.org_b.pk, "why": "Abita accanto a loro"}).status_code == 302
    (sent,) = mail.outbox
    assert (
        cast.org_b.name in str(sent.body) and cast.org_a.name in str(sent.body) and "/ar" not in sent.subject
    )
    for each in (row, twin):
        assert client.get(each.get_absolute_url()).status_code == 404
    listed = client.get(reverse("tutoring:application_list")).content.decode()
    assert row.code in listed and "Abita accanto a loro" in listed and "Segreto" not in listed
    theirs = cast.client(cast.dora)
    page = theirs.get(row.get_absolute_url()).content.decode()
    assert "Nome Segreto" in page and cast.org_a.name in page and "Abita accanto a loro" in page
    assert row.code not in theirs.get(reverse("tutoring:application_list")).content.decode().split("<h2>")[-1]
    assert likely_same(cast.actor(cast.berta), offer(cast, name="Nome Segreto")) == []
    row.refresh_from_db()
    with pytest.raises(NotAllowed):
        hand_on(cast.actor(cast.berta), application=row, to=cast.org_a, agreed=True)
    assert accept_application(cast.actor(cast.dora), application=row).organisation == cast.org_b
    left = HandedOn.objects.visible_to(SYSTEM).get()
    trail.change(SYSTEM, left, "test.made", on=TODAY() - timedelta(days=91))
    forget_offers.call("2026-11-25")
    assert not HandedOn.objects.visible_to(SYSTEM).exists()


def test_a_merge_is_undone_but_for_what_was_corrected_since(cast: Cast) -> None:
    actor = cast.actor(cast.berta)
    earlier, later = offer(cast), offer(cast, phone="0131 000000", times=["sun_morning"], size=3)
    before = dict(earlier.answers)
    merge_application(actor, application=later, into=earlier)
    client, url = cast.client(cast.berta), reverse("tutoring:application_unmerge", args=[later.pk])
    assert url in client.get(later.get_absolute_url()).content.decode()
    assert client.post(url).status_code == 302
    earlier.refresh_from_db()
    later.refresh_from_db()
    assert earlier.answers == before and (later.state, later.merged_into, later.decided_at) == (
        "waiting",
        None,
        None,
    )
    assert [each.row for each in likely_same(actor, later)] == [earlier]
    with pytest.raises(ValidationError):
        unmerge_application(actor, application=later)
    tutor = add_tutor(
        actor, organisation=cast.org_a, project=cast.project, name="Muhammad Amin", available_on=TODAY()
    )
    merge_application(actor, application=later, into=tutor)
    trail.change(SYSTEM, tutor, "tutor.changed", phone="0131 999999")
    unmerge_application(actor, application=later)
    tutor = Tutor.objects.visible_to(SYSTEM).get(pk=tutor.pk)
    assert (tutor.phone, tutor.email, tutor.times, later.tutor) == ("0131 999999", "", [], None)


def test_a_merge_stays_where_the_other_was_answered_or_after_the_period(cast: Cast) -> None:
    actor = cast.actor(cast.berta)
    earlier, later = offer(cast), offer(cast)
    merge_application(actor, application=later, into=earlier)
    accept_application(actor, application=earlier)
    later.refresh_from_db()
    with pytest.raises(ValidationError, match=r"."):
        unmerge_application(actor, application=later)
    with pytest.raises(NotAllowed):
        unmerge_application(cast.actor(cast.dora), application=later)
    third, fourth = offer(cast), offer(cast)
    merge_application(actor, application=fourth, into=third)
    ago(fourth, decided_at=UNDO_FOR + timedelta(minutes=1))
    fourth.refresh_from_db()
    assert fourth.decided_at and fourth.decided_at < timezone.now() - UNDO_FOR
    page = cast.client(cast.berta).get(fourth.get_absolute_url()).content.decode()
    assert reverse("tutoring:application_unmerge", args=[fourth.pk]) not in page
