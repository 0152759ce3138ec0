"""`accanto serve`: the site and its worker, one command, until it is told to stop."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from types import FrameType


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-jobs", action="store_true", help="without the worker (it runs elsewhere)")


def run(options: argparse.Namespace) -> int:
    return serve(options.host, options.port, workers=options.workers, jobs=not options.no_jobs)


def serve(host: str, port: int, *, workers: int = 2, jobs: bool = True) -> int:
    """Start granian and the worker as children, and stop both when one stops or a signal comes."""
    os.umask(0o077)
    granian = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "4", "--backpressure", "64", "--no-ws",
        "--workers-kill-timeout", "5", "accanto.config.wsgi:application",
    ]  # fmt: skip
    children = [subprocess.Popen(granian)]  # noqa: S603  our own command line
    if jobs:
        children.append(subprocess.Popen([sys.executable, "-m", "accanto", "worker"]))  # noqa: S603
    _stop_children_on_signal(children)
    status = children[0].wait()
    for child in children[1:]:
        child.terminate()
        child.wait(timeout=10)
    return 0 if status in (0, -signal.SIGTERM, -signal.SIGINT) else status


def _stop_children_on_signal(children: list[subprocess.Popen[bytes]]) -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        for child in children:
            child.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
