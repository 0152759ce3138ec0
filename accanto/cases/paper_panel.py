"""The project's papers and letters on a case's page."""

from __future__ import annotations

from collections.abc import Iterator

from accanto.cases.letters import letters_of
from accanto.cases.models import Case
from accanto.cases.paper_list import paper_lines
from accanto.core.actor import Actor
from accanto.core.panels import Panel


def panels(actor: Actor, case: Case) -> Iterator[Panel]:
    """What is still to be given or asked; nothing for a project without papers and letters."""
    lines, letters = paper_lines(case), letters_of(case)
    if lines or letters:
        left = [line for line in lines if line.row is None]
        context = {
            "left": left,
            "done": len(lines) - len(left),
            "count": len(lines),
            "letters": letters.values(),
        }
        yield Panel("cases/_papers_panel.html", context, order=62)
