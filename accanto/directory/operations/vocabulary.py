"""The vocabularies that we ship: rows with fixed identifiers, made when they are first needed."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils import translation

from accanto.core import trail
from accanto.core.actor import SystemActor
from accanto.core.words import Area
from accanto.directory.models import Taxonomy, TaxonomyTerm
from accanto.directory.models.taxonomy import AREAS

_SYSTEM = SystemActor("vocabulary")


def areas_taxonomy() -> Taxonomy:
    """The taxonomy whose top terms are the areas of need."""
    key = uuid5(NAMESPACE_URL, f"accanto:taxonomy:{AREAS}")
    found: Taxonomy | None = Taxonomy.objects.visible_to(_SYSTEM).filter(pk=key).first()
    if found is not None:
        return found
    row = Taxonomy(pk=key, key=AREAS, name="Aree", description="Aree di bisogno dei percorsi di integrazione")
    return trail.create(_SYSTEM, row, "vocabulary.loaded")


def area_terms() -> dict[str, TaxonomyTerm]:
    """The top term of each area, by the area's value."""
    terms = {
        term.code: term
        for term in TaxonomyTerm.objects.visible_to(_SYSTEM).filter(
            taxonomy_row__key=AREAS, parent=None, code__in=Area.values
        )
    }
    for area in Area:
        if area.value not in terms:
            terms[area.value] = _add_area(area)
    return terms


def _add_area(area: Area) -> TaxonomyTerm:
    names = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            names[language] = str(area.label)
    row = TaxonomyTerm(
        pk=uuid5(NAMESPACE_URL, f"accanto:term:{AREAS}:{area.value}"),
        taxonomy_row=areas_taxonomy(),
        code=area.value,
        name=names["it"],
        description=names["it"],
        language="it",
        names=names,
    )
    return trail.create(_SYSTEM, row, "vocabulary.loaded")
