"""A dated, coded picture of a person: at intake, at a review, on leaving."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.cases.models.answered import Answered
from accanto.cases.models.case import Case
from accanto.core.models import Record
from accanto.core.words import LanguageLevel


class SituationMoment(models.TextChoices):
    INTAKE = "intake", _("At the beginning")
    REVIEW = "review", _("At a review")
    EXIT = "exit", _("On leaving")
    AFTER = "after", _("Some time after leaving")


class LabourStatus(models.TextChoices):
    """ILO labour force status (19th ICLS, 2013), with the forms that projects ask apart."""

    EMPLOYED = "employed", _("In work")
    IRREGULAR = "irregular", _("In work without a contract")
    TRAINEE = "trainee", _("In a traineeship or work grant")
    UNEMPLOYED = "unemployed", _("Without work, looking for it")
    INACTIVE = "inactive", _("Not looking for work")
    STUDENT = "student", _("Studying")
    NOT_APPLICABLE = "na", _("Does not apply (child, pensioner)")
    UNKNOWN = "unknown", _("Not recorded")


class HousingStatus(models.TextChoices):
    """ETHOS Light (FEANTSA), categories 1 to 6, and housing that is none of them."""

    STREET = "street", _("On the street")
    EMERGENCY = "emergency", _("Emergency shelter")
    HOMELESS_HOSTEL = "hostel", _("Accommodation for people without a home")
    INSTITUTION = "institution", _("Institution, with nowhere to go after")
    NON_CONVENTIONAL = "non_conventional", _("Non-conventional dwelling")
    WITH_OTHERS = "with_others", _("With friends or relatives, for want of a home")
    RECEPTION = "reception", _("Reception system")
    COHOUSING = "cohousing", _("Co-housing")
    HOSTED = "hosted", _("Hosted by a family")
    RENTED = "rented", _("Rented home of their own")
    OWNED = "owned", _("Owned home")
    UNKNOWN = "unknown", _("Not recorded")


class Mobility(models.TextChoices):
    NONE = "none", _("Does not get about alone")
    WALKING = "walking", _("On foot, on known ways")
    TRANSPORT = "transport", _("Public transport")
    BICYCLE = "bicycle", _("Bicycle or scooter")
    LICENCE = "licence", _("Driving licence")
    UNKNOWN = "unknown", _("Not recorded")


class SocialTies(models.TextChoices):
    """After "bonds, bridges, links" (Home Office, Indicators of Integration, 2019)."""

    ALONE = "alone", _("Nobody to rely on")
    OWN_COMMUNITY = "own_community", _("People of the same origin")
    SOME = "some", _("Some acquaintances in the place")
    FRIENDS = "friends", _("Friends in the place")
    ACTIVE = "active", _("Takes part in groups and clubs")
    UNKNOWN = "unknown", _("Not recorded")


class DigitalLevel(models.TextChoices):
    """After DigComp 2.2, in four plain steps."""

    NONE = "none", _("Uses no device")
    PHONE = "phone", _("Uses a phone for calls and messages")
    HELPED = "helped", _("Uses online services with help")
    BASIC = "basic", _("Basic computing skills, alone")
    CONFIDENT = "confident", _("Handles any online matter")
    UNKNOWN = "unknown", _("Not recorded")


class Situation(Answered, Record):
    """The situation on a day. "Not recorded" is never counted as anything else."""

    scope_parent: ClassVar[str | None] = "case"
    trail_kind: ClassVar[str] = "situation"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="situations")
    moment = models.CharField(_("when"), max_length=8, choices=SituationMoment.choices)
    on = models.DateField(_("on"))
    labour = models.CharField(
        _("work"), max_length=12, choices=LabourStatus.choices, default=LabourStatus.UNKNOWN
    )
    housing = models.CharField(
        _("home"), max_length=20, choices=HousingStatus.choices, default=HousingStatus.UNKNOWN
    )
    mobility = models.CharField(
        _("getting around"), max_length=12, choices=Mobility.choices, default=Mobility.UNKNOWN
    )
    italian = models.CharField(
        _("Italian"), max_length=10, choices=LanguageLevel.choices, default=LanguageLevel.UNKNOWN
    )
    ties = models.CharField(
        _("social ties"), max_length=15, choices=SocialTies.choices, default=SocialTies.UNKNOWN
    )
    digital = models.CharField(
        _("digital skills"), max_length=10, choices=DigitalLevel.choices, default=DigitalLevel.UNKNOWN
    )

    class Meta:
        verbose_name = _("situation")
        ordering = ("on", "created_at")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "moment"],
                condition=models.Q(moment__in=["intake", "exit"]),
                name="one_intake_one_exit",
                violation_error_message=_("This picture is already recorded: change it, or add a review."),
            )
        ]

    def __str__(self) -> str:
        return self.get_moment_display()

    def get_absolute_url(self) -> str:
        return self.case.get_absolute_url()
