"""The relationship, while it lasts."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedTextField
from accanto.tutoring.models.tutor import Tutor, TutorMember
from accanto.tutoring.monitoring.words import Rhythm
from accanto.tutoring.scopes import tutoring_scope
from accanto.tutoring.words import BegunBy, ContactKind, ContactState, Side, TutoringEnd


class Tutoring(Record):
    """A tutor beside a person. Both see it; neither is the other's user."""

    scope: ClassVar[RowScope | None] = tutoring_scope
    trail_kind: ClassVar[str] = "tutoring"

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="tutorings")
    tutor = models.ForeignKey(
        Tutor, on_delete=models.PROTECT, related_name="tutorings", verbose_name=_("tutor")
    )
    introduced_on = models.DateField(_("introduced on"))
    started_on = models.DateField(_("started on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end = models.CharField(_("how it ended"), max_length=12, choices=TutoringEnd.choices, blank=True)
    what_remains = SealedTextField(_("what remains"), blank=True, default="")
    exception = SealedTextField(_("why without interview or training"), blank=True, default="")
    #: How the tie stands by its cadence and how many days it is behind: derived from contacts, pauses and the
    #: calendar by operations/rhythm.py, so that a list of ten thousand ties is sorted by an index.
    rhythm = models.PositiveSmallIntegerField(
        _("how it stands"), choices=Rhythm.choices, default=Rhythm.ON_TRACK, editable=False
    )
    behind = models.PositiveSmallIntegerField(_("days behind"), default=0, editable=False)
    #: The two had found each other before anyone asked: the board never takes them apart.
    made_elsewhere = models.BooleanField(_("a pair already made elsewhere"), default=False)
    #: The tutoring of the same person that this one took over from, when the tutor changed.
    follows = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("takes over from"),
    )

    class Meta:
        verbose_name = _("tutoring")
        verbose_name_plural = _("tutorings")
        ordering = ("-started_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="tutoring_ends_after_start",
                violation_error_message=_("The tutoring started after this day."),
            ),
            models.UniqueConstraint(
                fields=["case", "tutor"],
                condition=Q(ended_on__isnull=True),
                name="tutoring_once",
                violation_error_message=_("This tutor already stands beside this person."),
            ),
        ]
        indexes = [
            models.Index(fields=["ended_on", "-started_on", "-id"]),
            models.Index(fields=["-rhythm", "-behind", "-started_on", "-id"], name="tutoring_by_rhythm"),
            # The list begins with open ties alone: ten thousand are not sorted for its first page.
            models.Index(
                fields=["ended_on", "-rhythm", "-behind", "-started_on", "-id"], name="open_by_rhythm"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.code} · {self.tutor.code}"

    def get_absolute_url(self) -> str:
        return reverse("tutoring:tutoring_detail", args=[self.pk])


class TutoringMember(Record):
    """Who of a group stands beside the person, from a day to a day."""

    scope_parent: ClassVar[str | None] = "tutoring"
    trail_kind: ClassVar[str] = "tutoring_member"

    tutoring = models.ForeignKey(Tutoring, on_delete=models.CASCADE, related_name="beside")
    member = models.ForeignKey(
        TutorMember, on_delete=models.PROTECT, related_name="beside", verbose_name=_("member of the group")
    )
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("member beside the person")
        verbose_name_plural = _("members beside the person")
        ordering = ("-from_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="beside_ends_after_start",
                violation_error_message=_("The end comes before the beginning."),
            ),
            models.UniqueConstraint(
                fields=["tutoring"],
                condition=Q(until_on__isnull=True),
                name="one_of_the_group_beside",
                violation_error_message=_("Someone of the group stands beside this person already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.from_on)


class TutoringPause(Record):
    """A time in which nothing is asked of the two. Nobody need say why."""

    scope_parent: ClassVar[str | None] = "tutoring"
    trail_kind: ClassVar[str] = "tutoring_pause"

    tutoring = models.ForeignKey(Tutoring, on_delete=models.CASCADE, related_name="pauses")
    starts_on = models.DateField(_("from"))
    #: The first day on which the two are in touch again; not known: until someone says so.
    ends_on = models.DateField(_("until"), null=True, blank=True)
    #: Of a tutor who was suspended: ends when the suspension is lifted.
    by_suspension = models.BooleanField(_("because of a suspension"), default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ("-starts_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="pause_ends_after_start",
                violation_error_message=_("The pause ends before it begins."),
            )
        ]

    def __str__(self) -> str:
        return str(self.starts_on)


class Contact(Record):
    """A call, a message or a meeting of the two; logged by either side or by the operator."""

    class By(models.TextChoices):
        TUTOR = "tutor", Side.TUTOR.label
        PERSON = "person", Side.PERSON.label
        ORGANISATION = "organisation", _("The organisation")

    scope_parent: ClassVar[str | None] = "tutoring"
    trail_kind: ClassVar[str] = "contact"

    tutoring = models.ForeignKey(Tutoring, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(_("how"), max_length=10, choices=ContactKind.choices)
    on = models.DateField(_("on"))
    begun_by = models.CharField(
        _("who began it"), max_length=8, choices=BegunBy.choices, default=BegunBy.UNKNOWN
    )
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    #: Which of the two noted it, or the organisation; "" where nobody knows any more.
    noted_by = models.CharField(_("noted by"), max_length=12, choices=By.choices, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ContactState.choices, default=ContactState.NOTED
    )
    #: Perhaps the same contact, noted by the other side: until the two say so, it counts once.
    twin = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="twins",
        verbose_name=_("perhaps the same as"),
    )
    members = models.JSONField(_("who of the group was there"), default=list, blank=True)  # TutorMember ids
    note = SealedTextField(_("note"), blank=True, default="")

    class Meta:
        ordering = ("-on", "-id")
        indexes = [models.Index(fields=["tutoring", "-on"])]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def counts(self) -> bool:
        """Whether it is one of the contacts that are counted."""
        return self.state != ContactState.WITHDRAWN and self.twin_id is None


def that_counts(prefix: str = "") -> Q:
    """Contacts that count: not taken back, and each once where both noted it."""
    standing = [state for state in ContactState if state != ContactState.WITHDRAWN]
    return Q(**{f"{prefix}state__in": standing, f"{prefix}twin": None})
