"""One person met, known by name or not."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.core.words import AgeBand, Area, Gender, words_of_day
from accanto.outreach.models.place import Visit
from accanto.outreach.scopes import outreach_scope


class Encounter(Record):
    """Someone met at a place: what they said or the operator sensed, and what was given.

    Nameless until they give a name: then `person` points at them, and earlier encounters that were
    the same person can be pointed there too, so that they still count as one.
    """

    class PointedBy(models.TextChoices):
        NOBODY = "nobody", _("Nobody: met directly")
        TEACHER = "teacher", _("Teacher")
        SCHOOL_STAFF = "school_staff", _("School staff")
        DOCTOR = "doctor", _("Doctor or nurse")
        CLERK = "clerk", _("Municipal clerk")
        LIBRARIAN = "librarian", _("Librarian")
        RELIGIOUS = "religious", _("Parish priest, imam or other minister")
        FRIEND = "friend", _("Friend or relative")
        OTHER = "other", _("Someone else")

    scope: ClassVar[RowScope | None] = outreach_scope
    trail_kind: ClassVar[str] = "encounter"

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="encounters")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("network.Project", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(
        "network.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    operator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("on"))
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="encounters"
    )
    case = models.ForeignKey(
        "cases.Case", on_delete=models.SET_NULL, null=True, blank=True, related_name="encounters"
    )
    gender = models.CharField(_("gender"), max_length=12, choices=Gender.choices, default=Gender.UNKNOWN)
    age_band = models.CharField(_("age"), max_length=10, choices=AgeBand.choices, default=AgeBand.UNKNOWN)
    nationality = models.CharField(_("nationality"), max_length=3, blank=True)
    language = models.CharField(_("language spoken"), max_length=3, blank=True)
    pointed_by = models.CharField(
        _("pointed out by"), max_length=12, choices=PointedBy.choices, default=PointedBy.NOBODY
    )
    how_many = models.PositiveSmallIntegerField(
        _("how many people"), default=1, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    words = SealedTextField(_("what was said or sensed"), blank=True, default="")
    next_step = SealedTextField(_("next step"), blank=True, default="")

    class Meta:
        verbose_name = _("encounter")
        verbose_name_plural = _("encounters")
        ordering = ("-on", "-id")
        indexes = [
            models.Index(fields=["organisation", "-on", "-id"]),
            models.Index(fields=["project", "organisation", "on"]),
            models.Index(fields=["person", "-on"]),
        ]

    def __str__(self) -> str:
        return words_of_day(self.on)

    def get_absolute_url(self) -> str:
        return reverse("outreach:encounter_detail", args=[self.pk])


class EncounterNeed(Record):
    """A need heard at an encounter."""

    class Voice(models.TextChoices):
        SAID = "said", _("The person said so")
        NOTICED = "noticed", _("The operator noticed it")

    scope_parent: ClassVar[str | None] = "encounter"

    encounter = models.ForeignKey(Encounter, on_delete=models.CASCADE, related_name="needs")
    area = models.CharField(_("area"), max_length=20, choices=Area.choices)
    voice = models.CharField(_("who says so"), max_length=8, choices=Voice.choices, default=Voice.SAID)

    class Meta:
        ordering = ("created_at",)
        constraints = [models.UniqueConstraint(fields=["encounter", "area"], name="need_once_in_encounter")]

    def __str__(self) -> str:
        return self.get_area_display()


class GivenKind(models.TextChoices):
    INFORMATION = "information", _("Information")
    LEAFLET = "leaflet", _("Leaflet")
    APPOINTMENT = "appointment", _("Appointment")
    ACCOMPANIMENT = "accompaniment", _("Accompaniment")
    INTERPRETING = "interpreting", _("Interpreting")
    OTHER = "other", _("Other")


class Given(Record):
    """What was given at an encounter: a word, a leaflet in a language, an appointment."""

    scope_parent: ClassVar[str | None] = "encounter"

    encounter = models.ForeignKey(Encounter, on_delete=models.CASCADE, related_name="given")
    kind = models.CharField(_("what"), max_length=15, choices=GivenKind.choices)
    language = models.CharField(_("language"), max_length=3, blank=True)
    copies = models.PositiveSmallIntegerField(_("copies"), default=1, validators=[MinValueValidator(1)])

    class Meta:
        ordering = ("created_at",)

    def __str__(self) -> str:
        return self.get_kind_display()
