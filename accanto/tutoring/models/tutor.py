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
from accanto.tutoring.scopes import tutor_scope


class TutorKind(models.TextChoices):
    CITIZEN = "citizen", _("Single citizen")
    FRIENDS = "friends", _("Group of friends")
    FAMILY = "family", _("Family")
    ASSOCIATION = "association", _("Association")
    COOPERATIVE = "cooperative", _("Social cooperative")
    CLUB = "club", _("Club")
    SPORTS_CLUB = "sports_club", _("Sports club")
    PARISH = "parish", _("Parish")
    SCOUTS = "scouts", _("Scout group")


class Tutor(Record):
    """A tutor of the territory. Interview and training are dated: before them nobody is introduced."""

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
    languages = models.JSONField(_("languages"), default=list, blank=True)  # ISO 639-3 codes
    capacity = models.PositiveSmallIntegerField(
        _("how many they can stand beside"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    available_on = models.DateField(_("available since"))
    interviewed_on = models.DateField(_("interviewed on"), null=True, blank=True)
    trained_on = models.DateField(_("trained on"), null=True, blank=True)
    paused = models.BooleanField(_("paused"), default=False)
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
