"""Forms of documents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.cases.models import Document, DocumentKind
from accanto.core.forms import ActorForm, DateField

_ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"
_most = lazy(
    lambda: (
        gettext("Photos (JPEG, PNG, WebP) or PDF; several at once. Each at most %(most)d MB.")
        % {"most": settings.ACCANTO_DOCUMENT_MB}
    ),
    str,
)


class ManyFiles(forms.ClearableFileInput):
    """On a telephone it offers the camera too."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Its files are looked at by the operation, each by itself: one that is not taken spoils no other."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> None:
        """Nothing is asked here."""


class _Described(ActorForm):
    kind = forms.ChoiceField(label=_("what it is"), choices=DocumentKind.choices, widget=forms.RadioSelect)
    expires_on = DateField(
        label=_("valid until"),
        required=False,
        help_text=_("Who follows the case is reminded 90, 60 and 30 days before."),
    )
    note = forms.CharField(
        label=_("note"), required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
    )
    for_person = forms.BooleanField(
        label=_("the person sees it on their own page"),
        required=False,
        help_text=_(
            "Only where it is theirs: what says something of others stays with you. They see no note."
        ),
    )


class DocumentAddForm(_Described):
    """Files, and what they are. `kept` names those that are kept already, when the form comes back."""

    field_order = ("file", "kind", "expires_on", "note", "for_person")
    file = ManyFilesField(
        label=_("files"),
        required=False,
        help_text=_most(),
        widget=ManyFiles(attrs={"multiple": True, "accept": _ACCEPT}),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)

    def sent(self) -> list[Any]:
        return list(self.files.getlist("file")) if hasattr(self.files, "getlist") else []

    def kept_ids(self) -> list[UUID]:
        """Of documents that were kept at an earlier try; what is no identifier is not asked about."""
        found = []
        for word in str(self.data.get("kept", "")).split(","):
            try:
                found.append(UUID(word))
            except ValueError:
                continue
        return found

    def remember(self, ids: list[UUID]) -> None:
        data: Any = self.data
        data = data.copy()
        data["kept"] = ",".join(map(str, ids))
        self.data = data

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "expires_on", "note", "for_person")}


class DocumentEditForm(_Described):
    edits_row = True

    def initial_of(self, row: Any) -> dict[str, Any]:
        assert isinstance(row, Document)
        return super().initial_of(row)


class DocumentRemoveForm(ActorForm):
    reason = forms.CharField(label=_("reason"), max_length=300)
