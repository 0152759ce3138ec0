"""Forms of the agreement of the two, and of their way in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.accounts.forms import PhoneForm
from accanto.core.forms import ActorForm, DateField
from accanto.tutoring.cadence import rules_of
from accanto.tutoring.models import Tutoring, TutorMember
from accanto.tutoring.offers import person_offers, tutor_offers
from accanto.tutoring.operations.agreement import newest_agreement
from accanto.tutoring.pact.content import Content
from accanto.tutoring.pact.words import (
    AGREE_FIRST,
    CODE_HELP,
    CODE_LABEL,
    I_AGREE,
    INVITE_EMAIL,
    INVITE_EMAIL_HELP,
    INVITE_LANGUAGE,
    MEMBER_LABEL,
    NAME_HELP,
    NAME_LABEL,
    PRESENT_HELP,
    PRESENT_LABEL,
    WRITE_NAME,
    rule_words,
)

_TEXT = {"rows": 3, "dir": "auto"}
#: A first look at the agreement after half a year, unless someone says otherwise.
_REVIEW = timedelta(days=182)


class PartyInviteForm(ActorForm):
    """In which language, and where to send the link as well."""

    language = forms.ChoiceField(label=INVITE_LANGUAGE, choices=settings.LANGUAGES)
    email = forms.EmailField(
        label=INVITE_EMAIL,
        required=False,
        max_length=254,
        help_text=INVITE_EMAIL_HELP,
    )


class MemberInviteForm(PartyInviteForm):
    """Someone of the group who is in it now."""

    member = forms.ModelChoiceField(
        label=MEMBER_LABEL, queryset=TutorMember.objects.all(), widget=forms.RadioSelect
    )
    field_order = ("member", "language", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Tutoring)
        field: Any = self.fields["member"]
        field.empty_label = None
        field.queryset = self.row.tutor.members.filter(left_on=None)
        field.label_from_instance = lambda member: member.name


class EntryForm(PhoneForm):
    """The code that was told, and whose phone it is."""

    code = forms.CharField(
        label=CODE_LABEL,
        help_text=CODE_HELP,
        max_length=40,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr", "class": "short"}
        ),
    )
    field_order = ("code", "phone")


class AgreementForm(ActorForm):
    """What each offers, how often, how long, how it ends."""

    tutor_chosen = forms.MultipleChoiceField(
        label=_("what the tutor offers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    tutor_words = forms.CharField(
        label=_("in the tutor's own words"), required=False, widget=forms.Textarea(attrs=_TEXT)
    )
    person_chosen = forms.MultipleChoiceField(
        label=_("what the person offers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    person_words = forms.CharField(
        label=_("in the person's own words"), required=False, widget=forms.Textarea(attrs=_TEXT)
    )
    until = DateField(
        label=_("until"), required=False, help_text=_("Leave it empty if it goes on with no end.")
    )
    review_on = DateField(label=_("look at it again on"), required=False)
    ending = forms.CharField(
        label=_("how it ends, if there is more to say"),
        required=False,
        widget=forms.Textarea(attrs=_TEXT),
        help_text=_("That each may stop at any time, and need not say why, is written already."),
    )
    base = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.row, Tutoring)
        project = self.row.case.project
        fields: dict[str, Any] = self.fields
        newest = newest_agreement(self.row)
        content: Content = newest.content if newest else {}
        fields["tutor_chosen"].choices = [(offer.key, offer.text) for offer in tutor_offers(project)]
        fields["person_chosen"].choices = [(offer.key, offer.text) for offer in person_offers(project)]
        self.rules = rules_of(project.definition)
        for number, rule in enumerate(self.rules):
            least = int(rule["at_least"])
            fields[f"rule_{number}"] = forms.IntegerField(
                label=rule_words({**rule, "at_least": 1}),
                min_value=least,
                max_value=31,
                initial=least,
                help_text=_("How many times. Fewer than the project asks is not possible."),
            )
        self.initial = {**self._first(content, newest.digest if newest else ""), **self.initial}
        names = ["tutor_chosen", "tutor_words", "person_chosen", "person_words"]
        self.order_fields([*names, *(f"rule_{number}" for number in range(len(self.rules)))])

    def _first(self, content: Content, base: str) -> dict[str, Any]:
        """What stands there now; the tutor's own offers where nothing does."""
        assert isinstance(self.row, Tutoring)
        if not content:
            return {
                "tutor_chosen": self.row.tutor.offers,
                "review_on": timezone.localdate() + _REVIEW,
                "base": "",
            }
        counts = {(rule["contact"], rule["every"]): rule["at_least"] for rule in content["cadence"]}
        rules = {
            f"rule_{number}": counts.get((rule["contact"], rule["every"]), rule["at_least"])
            for number, rule in enumerate(self.rules)
        }
        return {
            "tutor_chosen": [offer["key"] for offer in content["tutor"]["offers"]],
            "tutor_words": content["tutor"]["words"],
            "person_chosen": [offer["key"] for offer in content["person"]["offers"]],
            "person_words": content["person"]["words"],
            "until": content["until"],
            "review_on": content["review_on"],
            "ending": content["ending"],
            "base": base,
            **rules,
        }

    def values(self) -> dict[str, Any]:
        """As `write_agreement` takes them."""
        values = super().values()
        values["cadence"] = [
            {"contact": rule["contact"], "every": rule["every"], "at_least": values.pop(f"rule_{number}")}
            for number, rule in enumerate(self.rules)
        ]
        return values


class SignForm(ActorForm):
    """A name and a yes, to the text that stands above."""

    name = forms.CharField(
        label=NAME_LABEL,
        help_text=NAME_HELP,
        max_length=160,
        error_messages={"required": WRITE_NAME},
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    agreed = forms.BooleanField(label=I_AGREE, error_messages={"required": AGREE_FIRST})
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class SignHereForm(SignForm):
    present = forms.CharField(
        label=PRESENT_LABEL,
        max_length=300,
        help_text=PRESENT_HELP,
    )
    field_order = ("name", "present", "agreed")


class SignedPaperForm(ActorForm):
    signed_on = DateField(label=_("signed on"), initial=timezone.localdate)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
