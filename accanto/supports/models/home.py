"""Places to live, and who lives there from when to when."""

from __future__ import annotations

from functools import partial
from typing import ClassVar
from uuid import UUID

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.ids import readable_code
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.supports.models.budget import money
from accanto.supports.models.given import Given
from accanto.supports.scopes import home_scope, stay_scope

MOST_PLACES = 60


class HomeKind(models.TextChoices):
    """The housing solutions of the projects."""

    SHARED = "shared", _("Shared flat")
    HOSTING = "hosting", _("Hosting family")
    RENTED = "rented", _("Rented home")


class Home(Record):
    """A housing solution. It is known by its code; the address is sealed and shown on purpose alone.

    `guarded`: people at risk live there, so that the address is shown only to who follows one of them,
    and to the manager.
    """

    scope: ClassVar[RowScope | None] = home_scope
    trail_kind: ClassVar[str] = "home"

    code = models.CharField(
        _("code"), max_length=12, unique=True, default=partial(readable_code, "A"), editable=False
    )
    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    project = models.ForeignKey(
        "network.Project", on_delete=models.PROTECT, related_name="+", verbose_name=_("project")
    )
    kind = models.CharField(_("kind of home"), max_length=8, choices=HomeKind.choices)
    municipality = models.ForeignKey(
        "network.Municipality", on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    places = models.PositiveSmallIntegerField(
        _("places"), validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
    )
    rent = money(_("monthly rent in euro"), null=True, blank=True)
    address = SealedTextField(_("address"), blank=True, default="")
    notes = SealedTextField(_("what one should know"), blank=True, default="")
    guarded = models.BooleanField(_("people at risk live here: guard the address"), default=False)
    available_from = models.DateField(_("ours from"))
    available_until = models.DateField(_("ours until"), null=True, blank=True)

    class Meta:
        verbose_name = _("home")
        verbose_name_plural = _("homes")
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(available_until__isnull=True) | Q(available_until__gte=F("available_from")),
                name="home_ends_after_begin",
                violation_error_message=_("The home is given back before it is ours."),
            ),
            models.CheckConstraint(condition=Q(places__gte=1), name="home_has_a_place"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("supports:home_detail", args=[self.pk])


class StayEnding(models.TextChoices):
    """How living there ended."""

    OWN_HOME = "own_home", _("A home of their own")
    OTHER_HOME = "other_home", _("Another home of the project")
    WITH_OTHERS = "with_others", _("With family or friends")
    RECEPTION = "reception", _("Back to a reception centre")
    AWAY = "away", _("Moved away")
    BROKEN = "broken", _("It did not work out")
    OTHER = "other", _("Other")


class HomeStay(Given, Record):
    """A person of a case who lives in a home, with those who came along (`people` takes so many places)."""

    scope: ClassVar[RowScope | None] = stay_scope
    trail_kind: ClassVar[str] = "home_stay"

    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="stays", verbose_name=_("home"))
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="stays")
    people = models.PositiveSmallIntegerField(
        _("places taken"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
    )
    since = models.DateField(_("lives there since"))
    until = models.DateField(_("agreed until"), null=True, blank=True)
    ended_on = models.DateField(_("left on"), null=True, blank=True)
    ending = models.CharField(
        _("where the person went"), max_length=12, choices=StayEnding.choices, blank=True
    )
    note = SealedTextField(_("note"), blank=True, default="")

    class Meta:
        verbose_name = _("stay")
        verbose_name_plural = _("stays")
        ordering = ("-since", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1), name="stay_takes_a_place"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="stay_until_after_since",
                violation_error_message=_("The stay ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")),
                name="stay_ends_after_since",
                violation_error_message=_("The person came after this day."),
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_on__isnull=True),
                name="one_home_at_a_time",
                violation_error_message=_("This person lives in a home already: end that stay first."),
            ),
        ]
        indexes = [models.Index(fields=["home", "ended_on"]), models.Index(fields=["ended_on", "until"])]

    def __str__(self) -> str:
        return str(self.home)

    def get_absolute_url(self) -> str:
        """The case's page; the home's, once another organisation follows the case."""
        return self.case.get_absolute_url() if self.followed_here else self.home.get_absolute_url()

    @property
    def organisation_id(self) -> UUID:
        """Who gives the place: whose home it is, also after the case went on."""
        key: UUID = self.home.organisation_id
        return key
