"""Where people are, and the days an operator went there."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.words import PlaceKind
from accanto.outreach.scopes import outreach_scope, place_scope


class Place(Record):
    """A place where an organisation's operators meet people."""

    scope: ClassVar[RowScope | None] = place_scope
    trail_kind: ClassVar[str] = "place"

    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("network.Project", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(
        "network.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=PlaceKind.choices)
    name = models.CharField(_("name"), max_length=160)
    municipality = models.ForeignKey(
        "network.Municipality", on_delete=models.PROTECT, related_name="+", verbose_name=_("municipality")
    )
    is_active = models.BooleanField(_("still visited"), default=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "project", "name", "municipality"],
                name="place_once",
                violation_error_message=_("This place is already listed."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("outreach:place_list")


class Visit(Record):
    """One operator, one place, one day."""

    scope: ClassVar[RowScope | None] = outreach_scope
    trail_kind: ClassVar[str] = "visit"

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="visits", verbose_name=_("place"))
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("network.Project", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(
        "network.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    operator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("on"))

    class Meta:
        verbose_name = _("visit")
        ordering = ("-on", "-id")
        constraints = [models.UniqueConstraint(fields=["place", "operator", "on"], name="visit_once_a_day")]

    def __str__(self) -> str:
        return f"{self.place} {self.on.isoformat()}"
