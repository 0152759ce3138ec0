"""Mail of sign-in: sent by jobs, so that no answer tells who has an account and no job lets anyone in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accanto.accounts.models import Invitation
from accanto.accounts.operations.invitation import withdraw_invitation
from accanto.config.jobs import forget_old_jobs
from accanto.core.checks import url_patterns
from tests.cast import SYSTEM, Cast

KNOWN, UNKNOWN = "carlos@example.org", "nobody@example.org"
NEW = "un'altra frase mia"


@pytest.fixture(autouse=True)
def _queue() -> Iterator[None]:
    """Jobs wait in the table, as in an installation, until `_work`."""
    cache.clear()
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}):
        yield


def _ask(email: str) -> tuple[Any, list[str]]:
    """The answer to asking for a new password, and the queries that it took, without their values."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = Client().post(reverse("account_reset_password"), {"email": email})
    return answer, [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in asked.captured_queries]


def _waiting() -> list[DBTaskResult]:
    return list(DBTaskResult.objects.ready().order_by("enqueued_at"))


def _work() -> None:
    for job in _waiting():
        job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
        job.status, job.finished_at = "SUCCESSFUL", timezone.now()
        job.save()


def _link(text: str) -> str:
    found = re.search(r"http://testserver(/\S+)", text)
    assert found is not None, text
    return found.group(1)


def test_known_and_unknown_are_the_same_work_and_no_mail(cast: Cast) -> None:
    known, its_queries = _ask(KNOWN)
    unknown, other_queries = _ask(UNKNOWN)
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert its_queries == other_queries
    assert not any("accounts_user" in query or "account_emailaddress" in query for query in its_queries)
    assert mail.outbox == []
    assert len(_waiting()) == 2


def test_the_job_mails_a_link_that_works_to_the_known_alone(cast: Cast) -> None:
    _ask(KNOWN.upper())
    _ask(UNKNOWN)
    _work()
    assert [sent.to for sent in mail.outbox] == [[KNOWN]]
    client = Client()
    page = client.get(_link(mail.outbox[0].body), follow=True)
    action = page.redirect_chain[-1][0]
    client.post(action, {"password1": NEW, "password2": NEW})
    cast.carlos.refresh_from_db()
    assert cast.carlos.check_password(NEW)


@pytest.mark.parametrize(
    ("language", "subject"), [("it", "Una nuova password"), ("fr", "mot de passe"), ("ro", "parolă")]
)
def test_it_speaks_the_users_language(cast: Cast, language: str, subject: str) -> None:
    cast.carlos.language = language
    cast.carlos.save()
    _ask(KNOWN)
    _work()
    assert subject in mail.outbox[0].subject


#: What a page of sign-in could be sent; and values of the addresses that have parameters.
_SENT = {
    "email": KNOWN,
    "login": KNOWN,
    "action_add": "",
    "password1": NEW,
    "password2": NEW,
    "code": "000000",
}
_PARTS = {"key": "a-b", "uidb36": "1", "pk": 1}


def _of_allauth() -> list[str]:
    """The addresses of its pages."""
    return [
        reverse(str(each.name), kwargs={name: _PARTS[name] for name in re.findall(r"<(?:\w+:)?(\w+)>", path)})
        for path, each in url_patterns()
        if each.callback.__module__.startswith("allauth.")
    ]


@pytest.mark.parametrize("who", ["elia", None])
def test_no_page_of_sign_in_mails_while_someone_waits(cast: Cast, who: str | None) -> None:
    """Of all that allauth offers: another page, of a newer version, is asked as well."""
    urls = _of_allauth()
    assert len(urls) > 20
    for url in urls:
        client = cast.client(cast.users[who] if who else None)
        client.get(url)
        assert client.post(url, _SENT).status_code < 500, url
        assert mail.outbox == [], url


@pytest.mark.parametrize("name", ["account_email_verification_sent", "account_confirm_login_code"])
def test_pages_that_would_mail_are_closed(cast: Cast, name: str) -> None:
    for user in (None, cast.elia):
        assert cast.client(user).get(reverse(name)).status_code == 404
        assert cast.client(user).post(reverse(name), {"code": "1"}).status_code == 405
    key = EmailConfirmationHMAC(EmailAddress.objects.create(user=cast.elia, email="altra@example.org")).key
    url = reverse("account_confirm_email", args=[key])
    assert (cast.client(cast.elia).get(url).status_code, cast.client(None).post(url).status_code) == (
        404,
        405,
    )
    assert not EmailAddress.objects.filter(email="altra@example.org", verified=True).exists()


def test_who_may_not_sign_in_gets_no_mail(cast: Cast) -> None:
    cast.carlos.is_active = False
    cast.carlos.save()
    _ask(KNOWN)
    _work()
    assert mail.outbox == []


def _invite(cast: Cast) -> Invitation:
    asked = {
        "name": "Nina Prova", "email": "nina@example.org", "language": "it", "role": "outreach",
        "organisation": cast.org_a.pk, "project": cast.project.pk,
    }  # fmt: skip
    assert cast.client(cast.mario).post(reverse("accounts:user_invite"), asked).status_code == 302
    return Invitation.objects.visible_to(SYSTEM).get(email="nina@example.org")


def test_an_invitation_goes_out_by_a_job_that_makes_its_link(cast: Cast) -> None:
    invitation = _invite(cast)
    assert mail.outbox == []
    (job,) = _waiting()
    assert job.args_kwargs["args"] == [str(invitation.pk), "http://testserver" + reverse("accounts:invitation_accept", args=["SECRET"])]  # fmt: skip
    _work()
    assert Client().get(_link(mail.outbox[0].body)).status_code == 200


def test_an_invitation_withdrawn_meanwhile_is_not_sent(cast: Cast) -> None:
    withdraw_invitation(SYSTEM, invitation=_invite(cast))
    _work()
    assert mail.outbox == []


def test_a_mail_server_that_refuses_leaves_the_invitation_as_it_was(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation = _invite(cast)

    def refuse(*_args: Any, **_more: Any) -> None:
        raise OSError("no")

    with monkeypatch.context() as patch:
        patch.setattr("accanto.accounts.operations.invitation.send_mail", refuse)
        with pytest.raises(OSError, match="no"):
            _work()
    before = invitation.secret_hash
    invitation.refresh_from_db()
    assert invitation.secret_hash == before
    _work()
    assert Client().get(_link(mail.outbox[0].body)).status_code == 200


def test_no_address_and_no_link_can_be_read_in_the_jobs(cast: Cast) -> None:
    _ask(KNOWN)
    _ask(UNKNOWN)
    _invite(cast)
    _work()
    links = [_link(sent.body) for sent in mail.outbox]
    assert len(links) == 2
    said = str(list(DBTaskResult.objects.values()))
    for secret in (KNOWN, UNKNOWN, *(part for link in links for part in link.split("/") if len(part) > 30)):
        assert secret not in said


def test_mail_jobs_are_forgotten_the_night_after(cast: Cast) -> None:
    for _each in range(3):
        _ask(KNOWN)
    sent, failed, long_ago = _waiting()
    now = timezone.now()
    for job, status, ended in ((sent, "SUCCESSFUL", now), (failed, "FAILED", now), (long_ago, "FAILED", now - timedelta(days=8))):  # fmt: skip
        job.status, job.finished_at = status, ended
        job.save()
    _ask(KNOWN)
    forget_old_jobs.call("2026-01-01")
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"FAILED", "READY"}
    assert DBTaskResult.objects.count() == 2
