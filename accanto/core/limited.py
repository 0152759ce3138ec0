"""Reads what someone sent in a process of its own, which may use so much and no more.

The script that reads imports nothing of ours, so that it starts quickly; it is given no environment, so that
it holds nothing worth stealing. What it makes comes back on its standard output.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_CHILD = Path(__file__).with_name("limited_child.py")


class TookTooLong(Exception):
    """The reading was stopped."""


def run_limited(
    script: Path, *arguments: str, content: bytes, seconds: int = 60, memory: int = 1 << 30
) -> subprocess.CompletedProcess[bytes]:
    """What a script makes of a content: its exit code and what it printed. Raises TookTooLong.

    It may use so many bytes of memory, half so many seconds of work, and write no file.
    """
    command = [sys.executable, "-I", str(_CHILD), str(memory), str(max(1, seconds // 2)), str(script)]
    try:
        return subprocess.run(  # noqa: S603  our own script
            [*command, *arguments],
            input=content,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={"LANG": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as error:
        raise TookTooLong from error
