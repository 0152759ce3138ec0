"""What every step of an import has in common (core/stepwise.py), and what its sheet can be read with."""

from __future__ import annotations

from accanto.caseload.models import Caseload, CaseloadMemory, CaseloadRow
from accanto.caseload.reading.row import Reader
from accanto.caseload.reading.vocabulary import Vocabulary
from accanto.cases.operations.case import operators_of
from accanto.core import trail
from accanto.core.actor import Actor, NotAllowed
from accanto.core.screens import allowed_on
from accanto.core.stepwise import Stepwise
from accanto.network.models import Territory

State, Fate, Outcome, Choice = Caseload.State, CaseloadRow.Fate, CaseloadRow.Outcome, CaseloadRow.Choice
#: Looking through rows, and taking them in or back.
LOOKING = Stepwise(
    Caseload, CaseloadRow, ("fate", "reasons", "found", "first", "same_as", "choice", "outcome")
)
DOING = Stepwise(Caseload, CaseloadRow, (*LOOKING.kept, "undo"))


def require(actor: Actor, batch: Caseload) -> None:
    """Raise NotAllowed unless the actor may take in cases there."""
    if not allowed_on(actor, "caseload.import", batch):
        raise NotAllowed


def vocabulary_of(batch: Caseload) -> Vocabulary:
    """The words that a sheet of this organisation and project may use."""
    operators = operators_of(batch.organisation, batch.project).order_by("name")
    territories = Territory.objects.filter(projects__project=batch.project_id).order_by("name")
    return Vocabulary(operators, territories, batch.words)


def reader_of(batch: Caseload) -> Reader:
    return Reader(batch, vocabulary_of(batch))


def memory_of(actor: Actor, batch: Caseload) -> CaseloadMemory | None:
    rows = CaseloadMemory.objects.visible_to(actor).filter(organisation=batch.organisation_id)
    found: CaseloadMemory | None = rows.first()
    return found


def remember(
    actor: Actor,
    batch: Caseload,
    *,
    headings: dict[str, str] | None = None,
    words: dict[str, dict[str, str]] | None = None,
) -> None:
    """Keep what a person said of titles and words, for the organisation's next sheet."""
    memory = memory_of(actor, batch)
    if memory is None:
        memory = trail.create(actor, CaseloadMemory(organisation=batch.organisation), "caseload.meaning_kept")
    trail.lock(memory)
    known = {**memory.words}
    for name, said in (words or {}).items():
        known[name] = {**known.get(name, {}), **said}
    trail.change(
        actor, memory, "caseload.meaning_kept", headings={**memory.headings, **(headings or {})}, words=known
    )
