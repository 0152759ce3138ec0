"""A user's role in an organisation."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.roles import PROJECT_ROLES, Role
from accanto.accounts.scopes import user_scope
from accanto.core.models import Record
from accanto.core.scoping import RowScope


class Membership(Record):
    """One role of one user, in an organisation, perhaps within one project or one territory of it."""

    scope: ClassVar[RowScope | None] = user_scope

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        "network.Organisation",
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    project = models.ForeignKey(
        "network.Project",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("project"),
    )
    territory = models.ForeignKey(
        "network.Territory",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("territory"),
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("role of a user")
        verbose_name_plural = _("roles of users")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="membership_ends_after_start",
                violation_error_message=_("The end comes before the beginning."),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organisation", "project", "territory"],
                condition=Q(until__isnull=True),
                name="membership_once",
                violation_error_message=_("This user already has this role here."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "role"])]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("accounts:user_detail", args=[self.user_id])

    def clean(self) -> None:
        if self.role in PROJECT_ROLES and not self.project_id:
            raise ValidationError({"project": _("This role is held within a project: choose which.")})
