"""Forms about users, roles and one's own account."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accanto.accounts.jobs import reset_soon
from accanto.accounts.operations.membership import givable_roles
from accanto.accounts.operations.token import LONGEST_DAYS, may_give
from accanto.accounts.roles import PROJECT_ROLES, Role
from accanto.accounts.words import ASK_LABEL, LANGUAGE_LABEL, MINE, SHARED, WHOSE_PHONE
from accanto.core.forms import ActorForm, FilterForm
from accanto.network.models import Organisation, Project, Territory

_STAFF = [(code, name) for code, name in settings.LANGUAGES if code in settings.STAFF_LANGUAGES]


class RolePlaceForm(ActorForm):
    """A role and where it holds."""

    role = forms.ChoiceField(label=_("role"))
    organisation = forms.ModelChoiceField(label=_("organisation"), queryset=Organisation.objects.all())
    project = forms.ModelChoiceField(
        label=_("project"),
        queryset=Project.objects.all(),
        required=False,
        help_text=_("Leave empty for all projects of the organisation."),
    )
    territory = forms.ModelChoiceField(
        label=_("territory"),
        queryset=Territory.objects.all(),
        required=False,
        help_text=_("Leave empty for all territories."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [("", _("Choose…")), *((role.value, role.label) for role in givable_roles(self.actor))]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        if not any(role in givable_roles(self.actor) for role in (Role.ADMINISTRATOR,)):
            mine = self.actor.organisations("users.change_roles")  # type: ignore[attr-defined]
            self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=mine)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("role") in PROJECT_ROLES and not values.get("project") and "project" not in self.errors:
            self.add_error("project", _("This role is held within a project: choose which."))
        return values


class InviteForm(RolePlaceForm):
    """Whom to invite, and to what."""

    name = forms.CharField(label=_("name"), max_length=120)
    email = forms.EmailField(label=_("e-mail address"))
    language = forms.ChoiceField(label=_("language"), choices=_STAFF, initial="it")
    field_order = ("name", "email", "language", "role", "organisation", "project", "territory")


class AcceptForm(ActorForm):
    """The invited choose their name and password."""

    name = forms.CharField(
        label=_("your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
        help_text=_(
            "At least 12 characters. A short sentence that only you would say is easy to keep in mind."
        ),
    )


class ResetForm(ResetPasswordForm):
    """allauth's form for a new password. It neither asks whether there is an account nor sends a mail."""

    def clean_email(self) -> str:
        return str(get_adapter().clean_email(self.cleaned_data["email"].lower()))

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        address: str = self.cleaned_data["email"]
        reset_soon(address, site=f"{request.scheme}://{request.get_host()}")
        return address


class EndRoleForm(ActorForm):
    """Why a role ends."""

    reason = forms.CharField(label=_("reason"), max_length=300, required=False)


class CloseForm(ActorForm):
    """Why an account is closed, or opened again: whoever reads the trail later asks."""

    reason = forms.CharField(label=_("reason"), max_length=300)


class ProfileForm(ActorForm):
    """One's own name and language."""

    name = forms.CharField(label=_("name"), max_length=120)
    language = forms.ChoiceField(label=LANGUAGE_LABEL, choices=settings.LANGUAGES)


class TokenForm(ActorForm):
    """A token for the API: what it is for, what it may do, how long."""

    name = forms.CharField(label=_("what it is for"), max_length=80)
    capabilities = forms.MultipleChoiceField(label=_("what it may do"), widget=forms.CheckboxSelectMultiple)
    days = forms.IntegerField(label=_("days until it ends"), min_value=1, max_value=LONGEST_DAYS, initial=90)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(name, TOKEN_WORDS[name]) for name in may_give(self.actor)]
        self.fields["capabilities"].choices = choices  # type: ignore[attr-defined]


#: What a capability means to who gives it to a token.
TOKEN_WORDS = {"services.edit": _("add, change and delete services of the directory")}


class UserFilterForm(FilterForm):
    """Filters of the list of users."""

    role = forms.ChoiceField(label=_("role"), required=False, choices=[("", _("All roles")), *Role.choices])
    organisation = forms.ModelChoiceField(
        label=_("organisation"),
        required=False,
        queryset=Organisation.objects.all(),
        empty_label=_("All organisations"),
    )


class LinkAskForm(ActorForm):
    """Where to send the link."""

    email = forms.EmailField(
        label=ASK_LABEL,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )


class PhoneForm(ActorForm):
    """Whether this phone may stay signed in. Nothing is chosen for them: a wrong guess would leave a door open."""

    phone = forms.ChoiceField(
        label=WHOSE_PHONE, choices=[("mine", MINE), ("shared", SHARED)], widget=forms.RadioSelect
    )


class SavedFilterForm(ActorForm):
    """The name of a filter that one keeps."""

    name = forms.CharField(
        label=_("name"), max_length=60, help_text=_("A few words, for example: urgent, Italian to begin.")
    )
