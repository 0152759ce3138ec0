"""A person or a group who stands beside a refugee's path."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.ids import readable_code
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.core.words import Gender
from accanto.tutoring.scopes import tutor_scope
from accanto.tutoring.words import TutorKind


class TutorLeft(models.TextChoices):
    """Why someone is no tutor any more."""

    WITHDREW = "withdrew", _("They stepped back")
    NOT_SUITABLE = "not_suitable", _("Not suitable")
    NO_ANSWER = "no_answer", _("They no longer answer")
    SUSPENDED = "suspended", _("After a suspension")


class Tutor(Record):
    """A tutor of the territory. Interview and training are dated: before them nobody is introduced.

    `interviewed_on` and `trained_on` are set by the talk and the hours (operations/activation.py). `paused`:
    not to be asked now, whatever the reason (a pause, a suspension, a goodbye); `steps.py` says which.
    """

    scope: ClassVar[RowScope | None] = tutor_scope
    trail_kind: ClassVar[str] = "tutor"

    code = models.CharField(
        _("code"), max_length=12, unique=True, default=partial(readable_code, "T"), editable=False
    )
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("network.Project", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(
        "network.Territory",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=TutorKind.choices, default=TutorKind.CITIZEN)
    name = SealedTextField(_("name"), default="")
    contact_person = SealedTextField(_("contact person of the group"), blank=True, default="")
    phone = SealedTextField(_("telephone"), blank=True, default="")
    email = SealedTextField(_("e-mail address"), blank=True, default="")
    municipality = models.ForeignKey(
        "network.Municipality",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("municipality"),
    )
    #: Of a single citizen; a group has none.
    gender = models.CharField(_("gender"), max_length=12, choices=Gender.choices, default=Gender.UNKNOWN)
    languages = models.JSONField(_("languages"), default=list, blank=True)  # ISO 639-3 codes
    times = models.JSONField(_("free times"), default=list, blank=True)  # of words.TIMES
    offers = models.JSONField(_("what they offer"), default=list, blank=True)  # keys of the project's offers
    offer_words = SealedTextField(_("what they offer, in their words"), blank=True, default="")
    interests = models.JSONField(_("interests"), default=list, blank=True)  # of words.Interest
    #: Genders of the person they wish to stand beside; empty: anyone.
    wishes = models.JSONField(_("wishes to stand beside"), default=list, blank=True)
    limits = SealedTextField(_("limits"), blank=True, default="")
    motivation = SealedTextField(_("why they want to"), blank=True, default="")
    radius_km = models.PositiveSmallIntegerField(
        _("how far they go (km)"), null=True, blank=True, validators=[MaxValueValidator(300)]
    )
    capacity = models.PositiveSmallIntegerField(
        _("how many they can stand beside"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    available_on = models.DateField(_("available since"))
    interviewed_on = models.DateField(_("interviewed on"), null=True, blank=True)
    trained_on = models.DateField(_("trained on"), null=True, blank=True)
    #: Why a date stands otherwise than talks and hours say.
    correction = SealedTextField(_("why a date was corrected"), blank=True, default="")
    paused = models.BooleanField(_("paused"), default=False)
    #: The day on which a pause ends by itself; empty: until they say so.
    paused_until = models.DateField(_("back on"), null=True, blank=True)
    suspended_on = models.DateField(_("suspended on"), null=True, blank=True)
    suspension_why = SealedTextField(_("why suspended"), blank=True, default="")
    left_on = models.DateField(_("no tutor any more since"), null=True, blank=True)
    left_because = models.CharField(
        _("why no tutor any more"), max_length=12, choices=TutorLeft.choices, blank=True
    )
    #: What was said to them at the end, kindly.
    left_words = SealedTextField(_("words said at the end"), blank=True, default="")
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="tutor"
    )

    class Meta:
        verbose_name = _("tutor")
        verbose_name_plural = _("tutors")
        ordering = ("-available_on", "-id")
        indexes = [models.Index(fields=["organisation", "-available_on", "-id"])]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("tutoring:tutor_detail", args=[self.pk])


class TutorMember(Record):
    """Someone of a group that tutors."""

    scope_parent: ClassVar[str | None] = "tutor"
    trail_kind: ClassVar[str] = "tutor_member"

    tutor = models.ForeignKey(Tutor, on_delete=models.CASCADE, related_name="members")
    name = SealedTextField(_("name"), default="")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    joined_on = models.DateField(_("in the group since"))
    left_on = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        verbose_name = _("member of the group")
        verbose_name_plural = _("members of the group")
        ordering = ("left_on", "joined_on", "id")

    def __str__(self) -> str:
        return str(self.name)
