"""The availability form in three short steps: who and where, what and when, why and how to be reached."""

from __future__ import annotations

import re
import time
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.reference import language_name, languages
from accanto.core.words import Gender
from accanto.network.forms.organisation import MunicipalityField, municipality_named
from accanto.network.models import Municipality
from accanto.network.municipalities import search
from accanto.people.names import normalise_phone
from accanto.portal.published import PORTAL
from accanto.tutoring import words
from accanto.tutoring.offers import tutor_offers
from accanto.tutoring.places import Place, kinds_of, places_for, tutoring_projects
from accanto.tutoring.words import PARTS, TutorKind, day_words, interest_choices, part_words, time_choices

#: Languages that stand there to be ticked; every other is in the list below them.
COMMON = ("ita", "eng", "fra", "ara", "ron", "spa", "ukr", "sqi", "ben", "urd", "por", "zho")
#: First names of a group that are taken; a larger group says how many it is.
MOST_MEMBERS = 40
#: Longest text in one's own words: a printed page.
LONGEST = 3_000
#: Whoever sends the last step sooner than this after it was shown is likely a machine.
MIN_SECONDS = 3
_DAY = 86_400
_STAMP = "portal.offer.shown"
_DIGITS = range(6, 16)


def _text(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=widget, **more)


def _name(label: Any, **more: Any) -> forms.CharField:
    attrs = {"dir": "auto", **more.pop("attrs", {})}
    return forms.CharField(label=label, max_length=160, widget=forms.TextInput(attrs=attrs), **more)


def _kinds() -> list[tuple[str, str]]:
    """Whoever one of the running projects looks for; everyone where none runs."""
    welcome = {kind for project in tutoring_projects(PORTAL) for kind in kinds_of(project)}
    return [(str(kind), str(kind.label)) for kind in TutorKind if kind in welcome or not welcome]


class WhoForm(ActorForm):
    """Who offers themselves, and where. `place` is where the offer goes, once the form is valid."""

    step: ClassVar[str] = "1"
    place: Place | None = None

    kind = forms.ChoiceField(label=_("who are you?"), choices=_kinds, widget=forms.RadioSelect)
    name = _name(_("your name, or the name of the group"), attrs={"autocomplete": "name"})
    contact_person = _name(
        _("who of the group we can talk to"),
        error_messages={"required": _("Write the name of one person of the group.")},
    )
    size = forms.IntegerField(
        label=_("how many you are in the group"), required=False, min_value=2, max_value=500
    )
    members = forms.CharField(
        label=_("first names of those who want to take part"),
        required=False,
        max_length=2_000,
        help_text=_("One on each line."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    gender = forms.ChoiceField(
        label=_("you are"),
        required=False,
        widget=forms.RadioSelect,
        choices=[(value, label) for value, label in Gender.choices if value != Gender.UNKNOWN],
    )
    municipality = MunicipalityField(
        label=_("your town"),
        help_text=_("Where you live, or where the group meets."),
        widget=forms.TextInput(
            attrs={"list": "offer-towns", "autocomplete": "address-level2", "dir": "auto"}
        ),
    )
    project = forms.ChoiceField(label=_("project"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = self._places()
        field: Any = self.fields["project"]
        field.choices = [(place.key, _said(place)) for place in self.places]
        if not self.asks_project:
            field.widget = forms.HiddenInput()
        alone = (
            [TutorKind.CITIZEN, ""] if self.is_bound else [TutorKind.CITIZEN]
        )  # who said nothing is no group
        self.fields["contact_person"].required = self.data.get("kind", "") not in alone

    @property
    def asks_project(self) -> bool:
        """Whether the town alone does not say it: several projects work there, or none does."""
        return bool(self.places) and (len(self.places) > 1 or self.places[0].territory is None)

    def _places(self) -> list[Place]:
        said = self.data.get("municipality") if self.is_bound else self.initial.get("municipality")
        try:
            return places_for(PORTAL, municipality_named(str(said).strip()[:100])) if said else []
        except ValidationError:
            return []

    def clean_municipality(self) -> Municipality:
        town: Municipality = self.cleaned_data["municipality"]
        if not self.places:
            raise ValidationError(
                _(
                    "We are sorry: no project near %(town)s is looking for people now. What you wrote stays "
                    "here for some hours, in case you want to write another town."
                ),
                params={"town": town.name},
                code="nowhere",
            )
        return town

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.places and "municipality" in values:
            self.place = self._chosen(values.get("project", ""))
        if values.get("kind"):
            self._check_kind(values)
        return values

    def _chosen(self, key: str) -> Place | None:
        found = next((place for place in self.places if place.key == key), None)
        if found is None and not self.asks_project:
            return self.places[0]
        if found is None and "project" not in self.errors:
            near = self.places[0].territory is None
            said = _(
                "No project works in this town yet. These work in your region: may one of them have your offer?"
            )
            self.add_error("project", said if near else _("More than one project works here: choose one."))
        return found

    def _check_kind(self, values: dict[str, Any]) -> None:
        kind = TutorKind(values["kind"])
        welcome = kinds_of(self.place.project) if self.place else [kind]
        if kind not in welcome:
            names = ", ".join(str(each.label) for each in welcome)
            self.add_error("kind", gettext("This project looks for: %(kinds)s.") % {"kinds": names})

    def clean_members(self) -> list[str]:
        names = [line.strip() for line in self.cleaned_data["members"].splitlines() if line.strip()]
        if len(names) > MOST_MEMBERS or any(len(name) > 160 for name in names):  # noqa: PLR2004  a name's length
            text = ngettext(
                "At most %(count)s name, each short.", "At most %(count)s names, each short.", MOST_MEMBERS
            )
            raise ValidationError(text % {"count": MOST_MEMBERS})
        return names

    def add_error(self, field: str | None, error: Any) -> None:
        """A town that is not there: with those that are called nearly so. A project that is not there: none."""
        if field == "municipality" and getattr(error, "code", "") == "unknown":
            near = search(str(self.data.get("municipality", ""))[:100], limit=4)
            if near:
                names = ", ".join(str(town) for town in near)
                error = ValidationError(
                    gettext("There is no such town. Do you mean: %(names)s?") % {"names": names}
                )
        if field == "project" and getattr(error, "code", "") == "invalid_choice":
            self.cleaned_data["project"] = ""
            return
        super().add_error(field, error)

    def answers(self) -> dict[str, Any]:
        """What is kept: of a single citizen nothing of a group, of a group no gender."""
        values, kept = self.cleaned_data, {"name": self.cleaned_data["name"]}
        if not TutorKind(values["kind"]).is_group:
            return {**kept, "gender": values["gender"] or Gender.UNKNOWN.value}
        return {**kept, **{name: values[name] for name in ("contact_person", "size", "members")}}


def _said(place: Place) -> str:
    told = place.project.title_text
    name = place.project.short if told == place.project.short else f"{place.project.short} – {told}"
    return f"{name} ({place.organisation})"


def _language_choices() -> list[tuple[str, str]]:
    locale = get_language() or "it"
    return [(code, language_name(code, locale)) for code in COMMON]


def _other_languages() -> list[tuple[str, str]]:
    return [("", "—"), *(pair for pair in languages(get_language() or "it") if pair[0] not in COMMON)]


def _wishes() -> list[tuple[str, str]]:
    return [(Gender.FEMALE.value, gettext("A woman")), (Gender.MALE.value, gettext("A man"))]


def _distances() -> list[tuple[str, str]]:
    kilometres = [(str(km), gettext("up to %(km)s km") % {"km": km}) for km in (5, 10, 20, 50)]
    return [("", gettext("We will see")), ("0", gettext("Only in my town")), *kilometres]


def _ticks(label: Any, choices: Any, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **more
    )


class WhatForm(ActorForm):
    """What someone can offer, when, with whom. Of a project, `row`."""

    step: ClassVar[str] = "2"

    languages = _ticks(
        _("languages you speak"),
        _language_choices,
        error_messages={"required": _("Choose at least one language.")},
    )
    other_language = forms.ChoiceField(label=_("another language"), required=False, choices=_other_languages)
    times = _ticks(_("when you are free, more or less"), time_choices)
    relational = _ticks(_("being together"), ())
    practical = _ticks(_("a hand with something"), ())
    offer_words = _text(_("something else, in your words"), 2)
    interests = _ticks(_("what you like"), interest_choices)
    radius_km = forms.ChoiceField(label=_("how far you can go"), required=False, choices=_distances)
    capacity = forms.IntegerField(label=_("beside how many people"), min_value=1, max_value=20, initial=1)
    wishes = _ticks(
        _("who you would like to stand beside"), _wishes, help_text=_("No tick: it is the same to you.")
    )
    limits = _text(_("something we should know"), 2, help_text=_("For example: no car, a dog at home."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offers: Any = tutor_offers(self.row) if self.row is not None else []  # type: ignore[arg-type]
        for kind in ("relational", "practical"):
            field: Any = self.fields[kind]
            field.choices = [
                (offer.key, offer.text) for offer in offers if (offer.kind or "practical") == kind
            ]
        if not self.is_bound:
            self.initial.setdefault("languages", ["ita"])
        self.fields["languages"].required = not self.data.get("other_language")

    def days(self) -> list[dict[str, Any]]:
        """The week as a table: each day with a box for each part of it."""
        chosen, said = set(self["times"].value() or []), dict(time_choices())
        return [
            {"name": name, "cells": [_cell(f"{day}_{part}", said, chosen) for part in PARTS]}
            for day, name in day_words().items()
        ]

    def parts(self) -> list[str]:
        return list(part_words().values())

    def answers(self) -> dict[str, Any]:
        values = self.cleaned_data
        spoken = [*values["languages"], *filter(None, [values["other_language"]])]
        names = ("times", "offer_words", "interests", "capacity", "wishes", "limits")
        return {
            "languages": list(dict.fromkeys(spoken)),
            "offers": [*values["relational"], *values["practical"]],
            "radius_km": int(values["radius_km"]) if values["radius_km"] else None,
            **{name: values[name] for name in names},
        }


def _cell(time_of_week: str, said: dict[str, str], chosen: set[str]) -> dict[str, Any]:
    return {"value": time_of_week, "label": said[time_of_week], "on": time_of_week in chosen}


def stamp() -> str:
    """Signed: when a page was shown."""
    return signing.Signer(salt=_STAMP).sign(str(int(time.time())))


def age_of(shown: str) -> float | None:
    """Seconds since the page of a stamp was shown; None where it is forged or a day old."""
    try:
        age = time.time() - int(signing.Signer(salt=_STAMP).unsign(shown))
    except (signing.BadSignature, ValueError):
        return None
    return age if age < _DAY else None


class ReachForm(ActorForm):
    """Why, and how to be reached; of age, the notice read, agreed. `website` is seen by nobody: only a
    machine fills it in. `shown` is when the page was shown, signed."""

    step: ClassVar[str] = "3"

    motivation = _text(_("why you would like to"), 4, help_text=_("Two lines are enough."))
    email = forms.EmailField(
        label=_("e-mail address"), required=False, max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("telephone"), required=False, max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"}),
    )  # fmt: skip
    adult = forms.BooleanField(
        label=_("I am 18 or older (of a group: who takes part is, or a grown-up is with them)"),
        error_messages={"required": _("Only people of 18 or older can offer themselves.")},
    )
    consent = forms.BooleanField(
        label=_("I have read how my data are used, and I agree"),
        error_messages={"required": _("Without this we may not keep what you wrote.")},
    )
    website = forms.CharField(
        label=_("leave this empty"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )  # fmt: skip
    shown = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean_phone(self) -> str:
        text: str = self.cleaned_data["phone"]
        if text and (len(normalise_phone(text)) not in _DIGITS or re.search(r"[^\d\s+()./-]", text)):
            raise ValidationError(_("This is no telephone number: write it with figures alone."))
        return text

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        errors = self.errors.keys() & {"email", "phone"}
        if not errors and not values.get("email") and not values.get("phone"):
            self.add_error("email", words.CONTACT_NEEDED)
        return values

    def hasty(self) -> bool:
        """Whether the page was sent sooner than a person can; so is one whose stamp is forged or a day old."""
        age = age_of(self.data.get("shown", ""))
        return age is None or age < MIN_SECONDS

    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("motivation", "email", "phone")}


STEPS: dict[str, type[ActorForm]] = {form.step: form for form in (WhoForm, WhatForm, ReachForm)}
