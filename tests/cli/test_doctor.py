"""The doctor tells that nobody does the jobs: mail stays unsent, and nothing else says so."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test.utils import override_settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accanto.accounts.models import User
from accanto.cli import doctor
from accanto.config.jobs import clean_sessions, enqueue_due
from tests.cast import Cast

Told = Callable[[], str]


@pytest.fixture
def told(cast: Cast, capsys: pytest.CaptureFixture[str]) -> Iterator[Told]:
    """What the doctor wants mended of the worker; jobs wait in the table, as in an installation."""

    def ask() -> str:
        doctor.run(Namespace())
        said = capsys.readouterr().out.splitlines()
        return "\n".join(line for line in said if line.startswith("MEND") and "worker" in line)

    with override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}):
        yield ask


def _ago(**length: int) -> None:
    """Every job that there is was queued so long ago."""
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(**length))


def test_a_job_that_nobody_takes_is_told(told: Told) -> None:
    clean_sessions.enqueue("2026-01-01")
    assert told() == ""
    _ago(minutes=11)
    assert "1 jobs waiting" in told()
    DBTaskResult.objects.update(status="SUCCESSFUL")
    assert told() == ""


def test_nights_without_a_worker_are_told(told: Told) -> None:
    enqueue_due()
    DBTaskResult.objects.update(status="SUCCESSFUL")
    _ago(hours=25)
    assert told() == ""
    _ago(hours=27)
    assert "no worker has run since" in told()


def test_a_site_in_use_has_a_worker(told: Told) -> None:
    User.objects.update(last_login=None)
    assert told() == "", "before its first start nothing is missing"
    User.objects.update(last_login=timezone.now() - timedelta(hours=1))
    assert "no worker has run yet" in told()
