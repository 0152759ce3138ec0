"""ESCO's files brought into the tables: piece by piece, so that one that broke off is simply begun again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.db import transaction

from accanto.core import trail
from accanto.core.actor import Actor
from accanto.network.municipalities import plain
from accanto.skills.esco_file import Concept, NotEsco, Wrong, language_of, rows
from accanto.skills.models import EscoConcept, EscoText

#: Rows written in one transaction.
_PIECE = 500
#: Wrong rows that are told one by one.
TOLD = 20
_TEXT = ("label", "others", "folded")


@dataclass
class Loaded:
    """What a file brought. `wrong` are the first rows that were refused, `refused` counts all of them."""

    language: str
    rows: int = 0
    new: int = 0
    changed: int = 0
    retired: int = 0
    refused: int = 0
    wrong: list[Wrong] = field(default_factory=list)


def load_esco(
    actor: Actor, *, path: Path, language: str = "", say: Callable[[int], None] = lambda done: None
) -> Loaded:
    """Load one file; a second time changes nothing. Raises NotEsco for what is no file of ESCO's.

    Concepts that the file has no more are retired, never removed: assessments point to them. Not so where rows were
    refused: a broken row must not retire its concept.
    """
    actor.require("projects.load")
    done = Loaded(language or language_of(path))
    kinds: set[str] = set()
    seen: set[str] = set()
    for piece in _pieces(_told(rows(path), done)):
        _write(piece, done)
        kinds |= {concept.kind for concept in piece}
        seen |= {concept.uri for concept in piece}
        say(done.rows)
    if not seen:
        raise NotEsco(f"{path.name}: no row that can be taken" + "".join(f"\n{each}" for each in done.wrong))
    if not done.refused:
        done.retired = _retire(kinds, seen)
    if done.new or done.changed or done.retired:
        details = {"rows": done.rows, "new": done.new, "changed": done.changed, "retired": done.retired}
        trail.note(
            actor, "esco.loaded", trail.Subject(kind="esco", object_id=path.name[:100]), details=details
        )
    return done


def _told(found: Iterable[Concept | Wrong], done: Loaded) -> Iterator[Concept]:
    for each in found:
        if isinstance(each, Wrong):
            done.refused += 1
            if len(done.wrong) < TOLD:
                done.wrong.append(each)
        else:
            yield each


def _pieces(concepts: Iterator[Concept]) -> Iterator[list[Concept]]:
    """So many at a time; a concept that comes twice counts as it comes last."""
    while piece := list(islice(concepts, _PIECE)):
        yield list({concept.uri: concept for concept in piece}.values())


@transaction.atomic
def _write(piece: list[Concept], done: Loaded) -> None:
    uris = [concept.uri for concept in piece]
    known = {row.uri: row for row in EscoConcept.objects.filter(uri__in=uris)}
    new = [_row(concept) for concept in piece if concept.uri not in known]
    EscoConcept.objects.bulk_create(new)
    changed = [known[concept.uri] for concept in piece if _takes(known.get(concept.uri), concept)]
    EscoConcept.objects.bulk_update(changed, ["kind", "isco", "retired"])
    known.update({row.uri: row for row in new})
    texts = {
        row.concept_id: row for row in EscoText.objects.filter(concept__uri__in=uris, language=done.language)
    }
    fresh, other = [], []
    for concept in piece:
        row = known[concept.uri]
        text = texts.get(row.pk)
        said = _said(concept)
        if text is None:
            fresh.append(EscoText(concept=row, language=done.language, **said))
        elif any(getattr(text, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(text, name, value)
            other.append(text)
    EscoText.objects.bulk_create(fresh)
    EscoText.objects.bulk_update(other, _TEXT)
    done.rows += len(piece)
    done.new += len(fresh)
    done.changed += len({row.pk for row in changed} | {text.concept_id for text in other})


def _row(concept: Concept) -> EscoConcept:
    return EscoConcept(uri=concept.uri, kind=concept.kind, isco=concept.isco, retired=concept.retired)


def _takes(row: EscoConcept | None, concept: Concept) -> bool:
    """Bring a known concept to what the file says; whether that changed anything."""
    if row is None or (row.kind, row.isco, row.retired) == (concept.kind, concept.isco, concept.retired):
        return False
    row.kind, row.isco, row.retired = concept.kind, concept.isco, concept.retired
    return True


def _said(concept: Concept) -> dict[str, str]:
    lines = [concept.label, *concept.others.splitlines()]
    return {
        "label": concept.label,
        "others": concept.others,
        "folded": "\n".join(dict.fromkeys(map(plain, lines))),
    }


def _retire(kinds: set[str], seen: set[str]) -> int:
    """Concepts of these kinds that the newest file has no more."""
    held = EscoConcept.objects.filter(kind__in=kinds, retired=False).values_list("uri", flat=True)
    gone = [uri for uri in held.iterator() if uri not in seen]
    for start in range(0, len(gone), _PIECE):
        EscoConcept.objects.filter(uri__in=gone[start : start + _PIECE]).update(retired=True)
    return len(gone)
