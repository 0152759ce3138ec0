"""Forms about who lives with whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm, DateField
from accanto.core.words import Gender
from accanto.people.models import Household, HouseholdMember, Person, Relation

#: What someone who joins is: the person of reference is there already.
_JOINING = [choice for choice in Relation.choices if choice[0] != Relation.REFERENCE]


class HouseholdMemberForm(ActorForm):
    """Someone who lives with the person; a known person by code, or a new one."""

    relation = forms.ChoiceField(label=_("relation"), choices=_JOINING)
    since = DateField(label=_("lives there since"), initial=timezone.localdate)
    code = forms.CharField(
        label=_("code of a person already known"),
        max_length=12,
        required=False,
        help_text=_("For example P-7K3M2Q. Leave empty for someone new."),
    )
    given_name = forms.CharField(label=_("given name"), max_length=120, required=False)
    family_name = forms.CharField(label=_("family name"), max_length=120, required=False)
    gender = forms.ChoiceField(label=_("gender"), choices=Gender.choices, initial=Gender.UNKNOWN)
    year_of_birth = forms.IntegerField(
        label=_("year of birth"), required=False, min_value=1900, max_value=2100
    )

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip().upper()
        if code and not Person.objects.visible_to(self.actor).filter(code=code, merged_into=None).exists():
            raise ValidationError(_("There is no person with this code among yours."))
        return code


class MemberForm(ActorForm):
    """What someone is in the household, and since when."""

    edits_row = True
    relation = forms.ChoiceField(label=_("relation"), choices=Relation.choices)
    since = DateField(label=_("lives there since"))


class LeaveForm(ActorForm):
    """From which day, and where to if it is a household that we know."""

    until = DateField(label=_("until"), initial=timezone.localdate)
    to = forms.CharField(
        label=_("code of the household they move to"),
        max_length=12,
        required=False,
        help_text=_("For example H-7K3M2Q. Leave empty if they only leave."),
    )
    relation = forms.ChoiceField(
        label=_("what they are there"), choices=_JOINING, initial=Relation.OTHER, required=False
    )

    def clean_to(self) -> Household | None:
        return household_by_code(self.actor, self.cleaned_data["to"])


class SplitForm(ActorForm):
    leaving = forms.ModelMultipleChoiceField(
        label=_("who leaves"),
        queryset=HouseholdMember.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The first of them becomes the person of reference of the new household."),
    )
    on = DateField(label=_("from"), initial=timezone.localdate)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        persons = Person.objects.visible_to(self.actor, "people.edit")
        members = HouseholdMember.objects.visible_to(self.actor).filter(household=self.row, until=None)
        self.fields["leaving"].queryset = members.filter(person__in=persons).select_related("person")  # type: ignore[attr-defined]
        self.fields["leaving"].label_from_instance = _known_as  # type: ignore[attr-defined]


class JoinForm(ActorForm):
    other = forms.CharField(label=_("code of the other household"), max_length=12)
    on = DateField(label=_("from"), initial=timezone.localdate)

    def clean_other(self) -> Household | None:
        return household_by_code(self.actor, self.cleaned_data["other"])


def household_by_code(actor: Any, code: str) -> Household | None:
    """The household of a code, among the actor's. Raises ValidationError for one that is not there."""
    code = code.strip().upper()
    if not code:
        return None
    found: Household | None = Household.objects.visible_to(actor).filter(code=code).first()
    if found is None:
        raise ValidationError(_("There is no household with this code among yours."))
    return found


def _known_as(member: HouseholdMember) -> str:
    return f"{member.person.code} · {member.get_relation_display()}"
