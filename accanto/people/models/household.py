"""People who live as one, minors among them."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.ids import readable_code
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.people.models.person import Person
from accanto.people.scopes import household_scope


class Relation(models.TextChoices):
    """What someone is in the household, seen from the person of reference."""

    REFERENCE = "reference", _("Person of reference")
    PARTNER = "partner", _("Husband, wife or partner")
    CHILD = "child", _("Son or daughter")
    PARENT = "parent", _("Father or mother")
    SIBLING = "sibling", _("Brother or sister")
    GUARDED = "guarded", _("Minor under guardianship")
    RELATIVE = "relative", _("Other relative")
    OTHER = "other", _("Lives with them")


class Household(Record):
    """A household, known by its code."""

    scope: ClassVar[RowScope | None] = household_scope
    trail_kind: ClassVar[str] = "household"

    code = models.CharField(
        _("code"), max_length=12, unique=True, default=partial(readable_code, "H"), editable=False
    )
    organisation = models.ForeignKey("network.Organisation", on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("network.Project", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(
        "network.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("household")

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("people:household_detail", args=[self.pk])


class HouseholdMember(Record):
    """A person in a household, from a day to a day."""

    scope_parent: ClassVar[str | None] = "household"

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="households")
    relation = models.CharField(_("relation"), max_length=12, choices=Relation.choices)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ("created_at",)
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(until__isnull=True),
                name="one_household_at_a_time",
                violation_error_message=_("This person already lives in a household."),
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(until__isnull=True, relation=Relation.REFERENCE),
                name="one_person_of_reference",
                violation_error_message=_("This household already has a person of reference."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="household_left_after_joining",
                violation_error_message=_("They came to live here after this day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_relation_display()}"
