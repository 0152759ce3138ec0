"""`accanto directory rebuild`: what is derived from the directory (published documents, search) made anew.

`rebuild-search` makes the search index alone, for an installation whose texts are read by new rules.
"""

from __future__ import annotations

import argparse
import sys
import time

#: Seconds between two lines of progress where nobody sits before it.
_PAUSE = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["rebuild", "rebuild-search"])


def run(options: argparse.Namespace) -> int:
    from accanto.cli.setup import prepare

    prepare()
    from accanto.core.actor import SystemActor
    from accanto.directory.operations.rebuild import rebuild
    from accanto.directory.search import index

    say = Progress()
    if options.what == "rebuild-search":
        print(f"{index.rebuild(say)} entries of the search made anew")
        return 0
    count = rebuild(SystemActor("directory rebuild"), say)
    index.settle()
    print(f"{count} services made anew")
    return 0


class Progress:
    """Told how many of how many are done: one line that is written over, or a line now and then in a log."""

    def __init__(self) -> None:
        self.started = self.said = time.monotonic()
        self.over = sys.stderr.isatty()

    def __call__(self, done: int, of: int) -> None:
        now = time.monotonic()
        if done < of and now - self.said < (1 if self.over else _PAUSE):
            return
        self.said = now
        left = (now - self.started) / done * (of - done)
        text = f"{done:,} of {of:,} services, {left:,.0f} s left"
        end = "\n" if done >= of or not self.over else ""
        print(f"\r{text:60}" if self.over else text, end=end, file=sys.stderr, flush=True)
