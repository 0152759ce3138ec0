"""Someone the project meets. Carries no name."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.ids import readable_code
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.words import AgeBand, Gender, LanguageLevel
from accanto.people.scopes import person_scope


class Person(Record):
    """A pseudonymous code and the facts that figures need. Names live in Identity alone."""

    scope: ClassVar[RowScope | None] = person_scope
    trail_kind: ClassVar[str] = "person"

    code = models.CharField(
        _("code"), max_length=12, unique=True, default=partial(readable_code, "P"), editable=False
    )
    year_of_birth = models.PositiveSmallIntegerField(
        _("year of birth"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
    )
    age_band = models.CharField(
        _("age, if the year is not known"), max_length=10, choices=AgeBand.choices, default=AgeBand.UNKNOWN
    )
    gender = models.CharField(_("gender"), max_length=12, choices=Gender.choices, default=Gender.UNKNOWN)
    nationality = models.CharField(_("nationality"), max_length=3, blank=True)  # ISO 3166-1, XK, XXA, XXX
    language = models.CharField(_("preferred language"), max_length=3, blank=True)  # ISO 639-3
    municipality = models.ForeignKey(
        "network.Municipality",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lives in"),
    )
    in_italy_since = models.PositiveSmallIntegerField(
        _("in Italy since (year)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="person"
    )
    #: The day on which nothing but coded facts was left of them.
    erased_on = models.DateField(_("erased on"), null=True, blank=True, editable=False)
    #: Its index is the list's, below.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="absorbed", db_index=False
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ("-id",)  # newest first: identifiers are ordered by time
        indexes = [models.Index(fields=["merged_into", "-id"])]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("people:person_detail", args=[self.pk])

    def age_on(self, day: date) -> int | None:
        """Age in the year of a day: the year of birth alone is kept, so it may be one too many."""
        return day.year - self.year_of_birth if self.year_of_birth else None

    @property
    def is_minor(self) -> bool:
        age = self.age_on(timezone.localdate())
        return age < 18 if age is not None else self.age_band == AgeBand.MINOR


class Involvement(Record):
    """That an organisation knows a person in a project: the ground on which its users see them.

    Made by the operations that meet or follow someone. `follower` is the user who follows the
    person there, and may open the identity without being asked why.
    """

    scope_parent: ClassVar[str | None] = "person"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="involvements")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("network.Project", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(
        "network.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    follower = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation", "project"], name="involvement_once")
        ]
        indexes = [
            models.Index(fields=["organisation", "project", "person"]),
            models.Index(fields=["project", "person"]),
            models.Index(fields=["follower", "person"]),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"


class LanguageSkill(Record):
    """A language that a person speaks, and how well (CEFR)."""

    scope_parent: ClassVar[str | None] = "person"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(_("language"), max_length=3)  # ISO 639-3
    level = models.CharField(
        _("level"), max_length=10, choices=LanguageLevel.choices, default=LanguageLevel.UNKNOWN
    )
    is_first = models.BooleanField(_("first language"), default=False)

    class Meta:
        ordering = ("-is_first", "language")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "language"],
                name="language_once",
                violation_error_message=_("This language is already listed."),
            )
        ]

    def __str__(self) -> str:
        return self.language
