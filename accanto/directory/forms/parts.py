"""Forms of the parts of a service: one a section of its page."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, DateField
from accanto.core.reference import languages
from accanto.core.words import Area
from accanto.directory import vocabulary
from accanto.directory.forms.rows import RowsForm
from accanto.directory.forms.service import language_choices
from accanto.directory.models import Attribute, Contact, CostOption, Language, Phone, RequiredDocument, Url
from accanto.directory.models.taxonomy import AREAS, DOCUMENTS, FOR_WHOM
from accanto.directory.texts import root_of

_ROWS = {"rows": 2}


def words_of(taxonomy: str, parent: str | None = None) -> list[tuple[str, str]]:
    """Choices from a shipped vocabulary, in the reader's language."""
    return vocabulary.choices(taxonomy, get_language() or "it", parent)


class WordsField(forms.MultipleChoiceField):
    """Words of a shipped vocabulary, ticked; each form has them in its reader's language."""

    def __init__(self, *, taxonomy: str, parent: str | None = None, **kwargs: Any) -> None:
        self.taxonomy, self.parent = taxonomy, parent
        super().__init__(widget=forms.CheckboxSelectMultiple, required=False, **kwargs)

    def __deepcopy__(self, memo: Any) -> WordsField:
        copied: WordsField = super().__deepcopy__(memo)
        copied.choices = words_of(self.taxonomy, self.parent)
        return copied


def line(label: Any, size: int = 300, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=size, **more)


def text(label: Any, size: int = 5_000, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=size, widget=forms.Textarea(attrs=_ROWS), **more
    )


class _Parts(RowsForm):
    """Rows that stand right below a service, an organization or a place."""

    part: ClassVar[type[Any]]

    def rows_of(self, row: Any) -> list[dict[str, Any]]:
        held = self.part.objects.visible_to(self.actor).filter(**{root_of(row): row})
        return [{"id": one.pk, **{name: getattr(one, name) for name in self.row_fields}} for one in held]


class PricesForm(_Parts):
    part = CostOption
    row_title = _("Price")
    add_label = _("Add a price")
    row_fields: ClassVar = {
        "option": line(_("for whom, or for what")),
        "amount": forms.DecimalField(
            label=_("amount in euro"), required=False, min_value=Decimal(0), max_digits=12, decimal_places=2,
            help_text=_("0 means that it is free."),
        ),
        "amount_description": line(_("in words")),
        "valid_from": DateField(label=_("from"), required=False),
        "valid_to": DateField(label=_("until"), required=False),
    }  # fmt: skip


class PhonesForm(_Parts):
    part = Phone
    row_title = _("Telephone")
    add_label = _("Add a telephone")
    row_fields: ClassVar = {
        "number": forms.RegexField(
            r"^[+0-9 ()./-]{2,60}$", label=_("number"), max_length=60, strip=True,
            error_messages={"invalid": _("A number has digits, spaces and + alone.")},
        ),
        "type": forms.ChoiceField(
            label=_("kind"), required=False,
            choices=[("voice", _("Calls")), ("cell", _("Mobile")), ("text", _("Messages")), ("fax", _("Fax"))],
        ),
        "description": line(_("when, or what for")),
    }  # fmt: skip

    def clean_row(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "type": row["type"] or "voice"}


class ContactsForm(_Parts):
    part = Contact
    row_title = _("Contact")
    add_label = _("Add a contact")
    row_fields: ClassVar = {
        "department": line(_("office")),
        "title": line(_("role"), help_text=_("A role rather than a person: people change.")),
        "name": line(_("name")),
        "email": forms.EmailField(label=_("e-mail address"), required=False, max_length=254),
    }


class WebsitesForm(_Parts):
    part = Url
    row_title = _("Website")
    add_label = _("Add a website")
    row_fields: ClassVar = {
        "label": line(_("what one finds there")),
        "url": forms.URLField(label=_("address"), max_length=500, assume_scheme="https"),
    }


class DocumentsForm(RowsForm):
    """Papers of the vocabulary are ticked, others written."""

    row_title = _("Another document")
    add_label = _("Add a document")
    before = ("usual",)
    row_fields: ClassVar = {"document": line(_("document"))}
    usual = WordsField(label=_("documents to bring"), taxonomy=DOCUMENTS)

    def _held(self, row: Any) -> tuple[list[str], list[str]]:
        """Codes of the vocabulary, and other documents."""
        known = {term.names["it"]: term.code for term in vocabulary.terms_of(DOCUMENTS)}
        held = RequiredDocument.objects.visible_to(self.actor).filter(service=row).order_by("id")
        names = list(held.values_list("document", flat=True))
        return [known[name] for name in names if name in known], [name for name in names if name not in known]

    def initial_of(self, row: Any) -> dict[str, Any]:
        return {"usual": self._held(row)[0]}

    def rows_of(self, row: Any) -> list[dict[str, Any]]:
        return [{"document": name} for name in self._held(row)[1]]

    def values(self) -> dict[str, Any]:
        names = [vocabulary.terms()[DOCUMENTS, code].names["it"] for code in self.cleaned_data["usual"]]
        return {"rows": [{"document": name} for name in names] + self.rows}


class LanguagesForm(ActorForm):
    edits_row = True
    languages = forms.MultipleChoiceField(
        label=_("languages spoken"), required=False, choices=language_choices,
        widget=forms.SelectMultiple(attrs={"size": 12}),
    )  # fmt: skip
    interpretation_services = text(
        _("interpreters"), help_text=_("By telephone, on certain days, on request.")
    )

    def initial_of(self, row: Any) -> dict[str, Any]:
        spoken = Language.objects.visible_to(self.actor).filter(service=row)
        return {**super().initial_of(row), "languages": list(spoken.values_list("code", flat=True))}

    def clean_languages(self) -> list[str]:
        """Codes that we do not list (of an import) are not in the choices, and stay."""
        listed = dict(languages("it"))
        kept = [code for code in self.initial.get("languages", []) if code not in listed]
        return [*self.cleaned_data["languages"], *kept]


class TermsForm(ActorForm):
    """What it helps with, and for whom."""

    edits_row = True
    eligibility_description = text(_("for whom, in words"))
    minimum_age = forms.IntegerField(label=_("from the age of"), required=False, min_value=0, max_value=120)
    maximum_age = forms.IntegerField(label=_("up to the age of"), required=False, min_value=0, max_value=120)
    for_whom = WordsField(label=_("for whom"), taxonomy=FOR_WHOM)
    areas = forms.MultipleChoiceField(
        label=_("areas"), choices=Area.choices, widget=forms.CheckboxSelectMultiple
    )

    fieldsets: ClassVar = [
        (_("For whom"), ["for_whom", "minimum_age", "maximum_age", "eligibility_description"]),
        (_("What it helps with"), ["areas"]),
        (_("More precisely"), [f"finer-{area}" for area in Area]),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.initial.get("codes", [])
        for area in Area:
            field = copy.deepcopy(WordsField(label=area.label, taxonomy=AREAS, parent=area.value))
            field.initial = [code for code in held if code.startswith(f"{area}.")]
            self.fields[f"finer-{area}"] = field

    def initial_of(self, row: Any) -> dict[str, Any]:
        said = Attribute.objects.visible_to(self.actor).filter(
            service=row, link_entity="service", taxonomy_term__taxonomy_row__key__in=[AREAS, FOR_WHOM]
        )
        codes = list(said.values_list("taxonomy_term__code", flat=True))
        return {
            **super().initial_of(row),
            "codes": codes,
            "areas": [code for code in codes if code in Area.values],
            "for_whom": [code for code in codes if (FOR_WHOM, code) in vocabulary.terms()],
        }

    def values(self) -> dict[str, Any]:
        """`areas` are codes of areas and of what refines them."""
        found = super().values()
        finer = [code for area in Area for code in found.pop(f"finer-{area}")]
        return {**found, "areas": [*found["areas"], *finer]}
