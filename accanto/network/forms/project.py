"""Forms of projects: a definition to load, the coordination group."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import NotAllowed
from accanto.core.forms import ActorForm, DateField
from accanto.network.definitions import MAX_BYTES, DefinitionErrors, Problem, ProjectDefinition, load
from accanto.network.definitions.change import Difference
from accanto.network.models import Organisation
from accanto.network.operations.version import what_changes


class DefinitionForm(ActorForm):
    """A definition as a file or as text. What was read is shown again, so that it can be mended in place."""

    file = forms.FileField(label=_("definition file"), required=False, help_text=_("A .toml file."))
    text = forms.CharField(
        label=_("or its text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20, "spellcheck": "false", "class": "code"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.problems: tuple[Problem, ...] = ()
        self.definition: ProjectDefinition | None = None
        self.changes: list[Difference] = []

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        upload = cleaned.get("file")
        if upload is not None and upload.size > MAX_BYTES:
            raise ValidationError({"file": _("This file is too large for a definition.")})
        content = upload.read() if upload is not None else (cleaned.get("text") or "").encode("utf-8")
        if not content.strip():
            raise ValidationError(_("Choose a file or paste its text."))
        if upload is not None:  # shown again below, to be mended without choosing the file a second time
            shown: Any = self.data.copy()  # type: ignore[attr-defined]
            self.data = shown
            shown["text"] = content.decode("utf-8", "replace").replace("\x00", "")
        try:
            self.definition = load(content)
            self.changes = what_changes(self.actor, self.definition)
        except DefinitionErrors as error:
            self.problems = error.problems
            raise ValidationError(
                _("The definition has problems: they are listed, each with its place.")
            ) from error
        except NotAllowed as error:
            raise ValidationError(
                _("This is the definition of a project that you do not coordinate.")
            ) from error
        return cleaned


class MemberForm(ActorForm):
    organisation = forms.ModelChoiceField(label=_("organisation"), queryset=Organisation.objects.none())
    who = forms.CharField(
        label=_("represented by"),
        max_length=120,
        help_text=_("An office, not a name: coordinator, head of the desk, councillor."),
    )

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(partnerships__project=row).order_by("name")


class MeetingForm(ActorForm):
    held_on = DateField(label=_("held on"), initial=timezone.localdate)
    decisions = forms.CharField(
        label=_("decisions"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "What was decided, and who does it by when. No names of persons whom the project follows."
        ),
    )


class ConstituteForm(ActorForm):
    constituted_on = DateField(label=_("constituted on"), initial=timezone.localdate)
