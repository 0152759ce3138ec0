"""The form by which services are found: the same for the staff and for the public."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from accanto.core.forms import FilterForm
from accanto.core.words import Area
from accanto.directory import words
from accanto.directory.models import TaxonomyTerm
from accanto.directory.models.taxonomy import FOR_WHOM
from accanto.directory.search import Question
from accanto.directory.search import words as said
from accanto.directory.search.question import LONGEST_TEXT
from accanto.directory.spoken import spoken_choices
from accanto.network.forms.organisation import MunicipalityField

_DISTANCES = (5, 10, 20, 40)


def _distances() -> Iterable[tuple[Any, Any]]:
    return [("", said.ONLY_THERE), *((km, str(said.WITHIN_KM) % {"km": km}) for km in _DISTANCES)]


class SearchForm(FilterForm):
    """What is looked for. A filter that cannot be read is said so at its field, and narrows nothing."""

    word = forms.CharField(
        label=words.SEARCH,
        required=False,
        max_length=10_000,
        widget=forms.SearchInput(attrs={"autocomplete": "off"}),
    )
    area = forms.ChoiceField(label=words.AREA, required=False, choices=[("", words.ALL), *Area.choices])
    municipality = MunicipalityField(label=words.MUNICIPALITY, required=False, help_text="")
    within_km = forms.TypedChoiceField(
        label=said.WITHIN, required=False, choices=_distances, coerce=int, empty_value=None
    )
    open_when = forms.ChoiceField(
        label=said.OPEN, required=False, choices=lambda: [("", said.AT_ANY_TIME), *said.OPEN_WHEN.items()]
    )
    language = forms.ChoiceField(label=words.LANGUAGE_SPOKEN, required=False)
    for_whom = forms.ChoiceField(label=said.WHOM, required=False)
    kind = forms.ChoiceField(label=said.KIND, required=False, choices=[("", words.ALL), *said.KINDS.items()])
    free = forms.BooleanField(label=said.COSTS_NOTHING, required=False)
    no_documents = forms.BooleanField(label=said.NEEDS_NO_DOCUMENTS, required=False)
    accessible = forms.BooleanField(label=said.IS_ACCESSIBLE, required=False)
    places_left = forms.BooleanField(label=said.HAS_PLACES, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        terms = TaxonomyTerm.objects.visible_to(self.actor).filter(taxonomy_row__key=FOR_WHOM)
        language = get_language() or "it"
        named = sorted(((term.code, term.name_in(language)) for term in terms), key=lambda pair: pair[1])
        fields: Any = self.fields
        fields["for_whom"].choices = [("", words.ALL), *named]
        spoken = spoken_choices(self.actor, str(self.data.get("language", "")))
        fields["language"].choices = [("", words.ALL), *spoken]

    #: Filters that stand beside the words; the others unfold.
    beside = ("area", "municipality", "within_km")

    def beside_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.beside]

    def further_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in ("word", *self.beside)]

    def has_further(self) -> bool:
        """Whether one of those that unfold is chosen, or could not be read."""
        names = {field.name for field in self.further_fields()}
        return any(name in names and value for name, value in {**self.chosen(), **self.errors}.items())

    def clean_word(self) -> str:
        text: str = self.cleaned_data["word"]
        if len(text) > LONGEST_TEXT:
            raise ValidationError(said.TOO_LONG, params={"limit": LONGEST_TEXT}, code="too_long")
        return text

    def question(self, *, also_closed: bool = False) -> Question:
        """What was understood of it."""
        chosen = self.chosen()
        text = chosen.pop("word", "")
        if "municipality" not in chosen:
            chosen.pop("within_km", None)
        return Question(text=text, also_closed=also_closed, **{k: v for k, v in chosen.items() if v})
