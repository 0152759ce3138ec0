"""`accanto worker`: runs queued jobs and enqueues those whose hour has come."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import time
from types import FrameType


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="run what is due, then stop")


def run(options: argparse.Namespace) -> int:
    from accanto.cli.setup import prepare

    prepare()
    from django.core.management import call_command

    from accanto.config.jobs import enqueue_due

    if options.once:
        enqueue_due()
        call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
        return 0
    command = [sys.executable, "-m", "accanto", "django", "db_worker", "--interval", "2", "--verbosity", "0"]
    signal.signal(signal.SIGTERM, _stop)
    child: subprocess.Popen[bytes] | None = None
    try:
        child = subprocess.Popen(command)  # noqa: S603  our own command line
        while child.poll() is None:
            enqueue_due()
            time.sleep(60)
    except KeyboardInterrupt:
        pass
    finally:
        if child is not None:
            child.terminate()
            child.wait(timeout=10)
    return 0


def _stop(number: int, frame: FrameType | None) -> None:
    """Leave by way of stopping the child. `accanto serve` says it twice: the second must not end the waiting for it."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(0)
