"""Who stands in law for a minor, or for an adult who may not decide alone."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.sealed import SealedTextField
from accanto.people.models.person import Person


class GuardianKind(models.TextChoices):
    """Italian law: Civil Code, articles 343, 320, 404; Law 184/1983; for minors alone, Law 47/2017, article 11."""

    VOLUNTEER = "volunteer", _("Volunteer guardian of a minor alone (Law 47/2017)")
    LEGAL = "legal", _("Legal guardian")
    PROVISIONAL = "provisional", _("Provisional guardian (the mayor, the reception centre)")
    CURATOR = "curator", _("Curator")
    FOSTER = "foster", _("Foster family or person")
    SUPPORT = "support", _("Support administrator of an adult")


#: Those whose yes a plan of the person needs: who fosters a child does not stand for it in law.
STAND_IN_LAW = frozenset({GuardianKind.VOLUNTEER, GuardianKind.LEGAL, GuardianKind.PROVISIONAL})


class Guardianship(Record):
    """Who it is, by which decree, from when to when. Name, contact and decree are sealed."""

    scope_parent: ClassVar[str | None] = "person"
    trail_kind: ClassVar[str] = "guardianship"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="guardianships")
    kind = models.CharField(_("kind"), max_length=12, choices=GuardianKind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account of the guardian"),
    )
    name = SealedTextField(_("name"), blank=True, default="")
    contact = SealedTextField(_("telephone or e-mail"), blank=True, default="")
    decree = SealedTextField(_("number of the decree"), blank=True, default="")
    decree_on = SealedTextField(_("day of the decree"), blank=True, default="")  # ISO date
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ("-since", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="guardianship_ends_after_beginning",
                violation_error_message=_("It began after this day."),
            )
        ]
        indexes = [models.Index(fields=["until"])]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("people:guardian_list", args=[self.person_id])

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or self.until >= day)

    @property
    def decree_day(self) -> date | None:
        return date.fromisoformat(self.decree_on) if self.decree_on else None
