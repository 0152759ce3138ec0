"""`accanto worker` and what it starts end together."""

from __future__ import annotations

import argparse
import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from accanto.cli import setup, worker
from accanto.config import jobs


@pytest.fixture
def own_signal() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("own_signal")
def test_told_to_stop_twice_it_still_waits_for_what_it_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """`accanto serve` passes the signal on, and says it again when the site is down."""
    done: list[str] = []

    class Child:
        def __init__(self, command: list[str]) -> None:
            done.append("started")

        def poll(self) -> None:
            return None

        def terminate(self) -> None:
            done.append("told")

        def wait(self, timeout: float) -> None:
            os.kill(os.getpid(), signal.SIGTERM)
            done.append("gone")

    def told_meanwhile(*_words: Any) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    monkeypatch.setattr(setup, "prepare", lambda: None)
    monkeypatch.setattr(jobs, "enqueue_due", told_meanwhile)
    monkeypatch.setattr(worker.subprocess, "Popen", Child)
    with pytest.raises(SystemExit):
        worker.run(argparse.Namespace(once=False))
    assert done == ["started", "told", "gone"]
