"""The vocabularies that we ship: rows with fixed identifiers, loaded by `accanto migrate`.

A term that is wanted before it was loaded is made then, so that nothing depends on the order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accanto.core import trail
from accanto.core.actor import Actor, SystemActor
from accanto.core.words import Area
from accanto.directory import vocabulary
from accanto.directory.models import Taxonomy, TaxonomyTerm, Unit
from accanto.directory.models.taxonomy import AREAS
from accanto.directory.vocabulary import UNITS, Term

_SYSTEM = SystemActor("vocabulary")
_ACTION = "vocabulary.loaded"
#: Scheme of our units (HSDS `unit.scheme`).
SCHEME = "accanto"


@transaction.atomic
def load_vocabularies(actor: Actor) -> int:
    """Bring the tables to the shipped list; a second run writes nothing. Returns how many terms it lists."""
    actor.require("services.edit")
    for key in vocabulary.taxonomies():
        taxonomy_row(key)
    for row, term in _held_or_made(vocabulary.terms().values()):
        wanted: dict[str, Any] = {"name": term.names["it"], "names": term.names}
        trail.change(actor, row, _ACTION, **wanted)
    return len(vocabulary.terms())


def taxonomy_row(key: str) -> Taxonomy:
    """The row of a shipped taxonomy."""
    pk = _identifier("taxonomy", key)
    found: Taxonomy | None = Taxonomy.objects.visible_to(_SYSTEM).filter(pk=pk).first()
    return found or trail.create(_SYSTEM, Taxonomy(pk=pk, key=key, **vocabulary.taxonomies()[key]), _ACTION)


def terms_by_code(taxonomy: str, codes: Iterable[str]) -> dict[str, TaxonomyTerm]:
    """Terms of a shipped taxonomy by code. Raises ValidationError for a code that it does not have."""
    wanted = dict.fromkeys(codes)
    unknown = [code for code in wanted if (taxonomy, code) not in vocabulary.terms()]
    if unknown:
        raise ValidationError(_('"%(code)s" is not one of the choices.') % {"code": unknown[0]})
    return {
        term.code: row for row, term in _held_or_made(vocabulary.terms()[taxonomy, code] for code in wanted)
    }


def area_terms() -> dict[str, TaxonomyTerm]:
    """The top term of each area, by the area's value."""
    return terms_by_code(AREAS, Area.values)


def unit_row(code: str) -> Unit:
    """What places are counted in. Raises ValidationError for a unit that is not listed."""
    if (UNITS, code) not in vocabulary.terms():
        raise ValidationError(_('"%(code)s" is not one of the choices.') % {"code": code})
    ((row, _term),) = _held_or_made([vocabulary.terms()[UNITS, code]])
    found: Unit = row
    return found


def _held_or_made(terms: Iterable[Term]) -> list[tuple[Any, Term]]:
    """Each term with its row; those that are not there yet are made, parents first."""
    ordered = sorted(terms, key=lambda term: bool(term.parent))
    keys = {_identifier("term", term.taxonomy, term.code): term for term in ordered}
    held: dict[UUID, Any] = {}
    words = [pk for pk, term in keys.items() if term.taxonomy != UNITS]
    if words:
        rows = TaxonomyTerm.objects.visible_to(_SYSTEM).filter(pk__in=words)
        held |= {row.pk: row for row in rows.select_related("parent")}
    if len(words) < len(keys):
        held |= {row.pk: row for row in Unit.objects.visible_to(_SYSTEM).filter(pk__in=list(keys))}
    return [(held.get(pk) or _make(pk, term), term) for pk, term in keys.items()]


def _make(pk: UUID, term: Term) -> Any:
    name = term.names["it"]
    if term.taxonomy == UNITS:
        return trail.create(
            _SYSTEM,
            Unit(pk=pk, scheme=SCHEME, identifier=term.code, name=name, names=term.names),
            _ACTION,
        )
    parent = terms_by_code(term.taxonomy, [term.parent])[term.parent] if term.parent else None
    row = TaxonomyTerm(
        pk=pk,
        taxonomy_row=taxonomy_row(term.taxonomy),
        code=term.code,
        name=name,
        description=name,
        parent=parent,
        language="it",
        names=term.names,
    )
    return trail.create(_SYSTEM, row, _ACTION)


def _identifier(*parts: str) -> UUID:
    return uuid5(NAMESPACE_URL, ":".join(("accanto", *parts)))
