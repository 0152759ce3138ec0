"""That a person is to be forgotten (GDPR, article 17): asked by one, done by another after a time."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.people.models.person import Person
from accanto.people.scopes import erasure_scope


class Erasure(Record):
    """One organisation's part of what is held on a person. The last one to forget takes the name along."""

    scope: ClassVar[RowScope | None] = erasure_scope
    trail_kind: ClassVar[str] = "erasure"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="erasures")
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    #: One of the projects in which the organisation knows the person: whose reach it is in.
    project = models.ForeignKey("network.Project", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(
        "network.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_person = models.BooleanField(_("the person asked for it"), default=True)
    because = SealedTextField(_("why"), blank=True, default="")
    copy_given = models.BooleanField(_("the person has a copy of their data, or wants none"), default=False)
    not_before = models.DateField(_("not before"))
    called_back_at = models.DateTimeField(_("called back"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: Whether the name went too: nobody else knew the person any more.
    whole = models.BooleanField(_("the name too"), default=False)

    class Meta:
        verbose_name = _("erasure")
        ordering = ("-created_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(called_back_at__isnull=True, done_at__isnull=True),
                name="erasure_asked_once",
                violation_error_message=_("It is asked already that this person be erased."),
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(called_back_at__isnull=True, done_by__isnull=False),
                name="erasure_done_or_called_back",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("people:erasure_detail", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.done_at is None and self.called_back_at is None

    def is_due(self, day: date) -> bool:
        return self.is_waiting and self.not_before <= day
