"""A spreadsheet of an organisation's cases, and what became of each of its rows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.cases.models.case import CaseOutcome
from accanto.core.actor import Paths
from accanto.core.models import Record
from accanto.core.scoping import RowScope
from accanto.core.sealed import SealedJSONField, SealedTextField

#: What a sheet says of people is forgotten after so long, and an import is not taken back later than that.
KEPT_DAYS = 30


class Caseload(Record):
    """A file that someone sent. The file itself is not kept: its cells are, sealed, until `forget_on`.

    `mapping` has for each column the key of a field, or "". `headings` are the sheet's own. `words` are what a
    person decided of words that we do not know: {field: {word: code}}; `unknown` those still to be decided:
    {field: {word: how many rows}}.
    """

    class State(models.TextChoices):
        COLUMNS = "columns", _("Say what the columns are")
        CHECKING = "checking", _("Being looked through")
        READY = "ready", _("Waiting for your word")
        APPLYING = "applying", _("Being taken in")
        UNDOING = "undoing", _("Being taken back")
        UNDONE = "undone", _("Taken back")
        FINISHED = "finished", _("Finished")

    scope: ClassVar[RowScope | None] = RowScope(
        see="caseload.import", paths=Paths(organisation="organisation", project="project")
    )
    trail_kind: ClassVar[str] = "caseload"

    organisation = models.ForeignKey(
        "network.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    project = models.ForeignKey(
        "network.Project", on_delete=models.PROTECT, related_name="+", verbose_name=_("project")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by whom")
    )
    file_name = SealedTextField(_("file"), default="")
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.COLUMNS)
    heading_row = models.PositiveSmallIntegerField(_("row with the titles"), default=1)
    headings = SealedJSONField(_("titles of the columns"), default=list, blank=True)
    mapping = models.JSONField(_("columns"), default=list, blank=True)
    words = SealedJSONField(_("words decided"), default=dict, blank=True)
    unknown = SealedJSONField(_("words not decided"), default=dict, blank=True)
    #: What the sheet does not say.
    opens_cases = models.BooleanField(_("each person has a case"), default=True)
    operator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("operator, where the sheet does not say"),
    )
    territory = models.ForeignKey(
        "network.Territory",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory, where the sheet does not say"),
    )
    opened_on = models.DateField(_("opened on, where the sheet does not say"), null=True, blank=True)
    outcome = models.CharField(
        _("how closed cases ended, where the sheet does not say"),
        max_length=15,
        choices=CaseOutcome.choices,
        blank=True,
    )
    total = models.PositiveIntegerField(_("rows"), default=0)
    done = models.PositiveIntegerField(_("rows done"), default=0)
    forget_on = models.DateField(_("forgotten on"))

    class Meta:
        verbose_name = _("import of cases")
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["organisation", "-created_at", "-id"])]

    def __str__(self) -> str:
        return str(self.file_name)

    def get_absolute_url(self) -> str:
        return reverse("caseload:caseload_detail", args=[self.pk])

    @property
    def rows_below(self) -> int:
        """How many rows stand below that with the titles; `total` counts every line of the sheet."""
        return max(self.total - self.heading_row, 0)

    @staticmethod
    def day_to_forget() -> Any:
        return timezone.localdate() + timedelta(days=KEPT_DAYS)


class CaseloadRow(Record):
    """One line of the sheet. `cells` and `reasons` ({"at": column or None, "why": words}) are sealed.

    `found` are persons of ours who may be the same: [{"person": id, "code": …, "score": …, "reasons": […],
    "against": […]}]. `first` is the line in which the same person stands before. `same_as` is the person whom it
    goes to. `undo` is what was made: [{"model", "id", "made": bool, "before": {}, "stamp": …}].
    """

    class Fate(models.TextChoices):
        NEW = "new", _("New")
        SAME = "same", _("Someone we know")
        MORE = "more", _("More of a row above")
        UNSURE = "unsure", _("Perhaps someone we know")
        ERROR = "error", _("Cannot be taken in")
        NOTHING = "nothing", _("Not a person")

    class Choice(models.TextChoices):
        OPEN = "", _("Not decided")
        TAKE = "take", _("Someone else: add them")
        SAME = "same", _("The same person")
        SKIP = "skip", _("Leave it out")

    class Outcome(models.TextChoices):
        WAITING = "", _("Waiting")
        TAKEN = "taken", _("Taken in")
        REFUSED = "refused", _("Refused")
        UNDONE = "undone", _("Taken back")
        KEPT = "kept", _("Kept: someone changed it since")

    scope_parent: ClassVar[str | None] = "batch"
    trail_kind: ClassVar[str] = "caseload_row"

    batch = models.ForeignKey(Caseload, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = SealedJSONField(default=list, blank=True)
    fate = models.CharField(_("what becomes of it"), max_length=7, choices=Fate.choices, default=Fate.NOTHING)
    reasons = SealedJSONField(default=list, blank=True)
    found = models.JSONField(default=list, blank=True)
    first = models.PositiveIntegerField(null=True, blank=True)
    same_as = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    choice = models.CharField(
        _("choice"), max_length=4, choices=Choice.choices, blank=True, default=Choice.OPEN
    )
    outcome = models.CharField(
        _("outcome"), max_length=7, choices=Outcome.choices, blank=True, default=Outcome.WAITING
    )
    undo = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="caseload_row_once")]
        indexes = [
            models.Index(fields=["batch", "fate", "number"]),
            models.Index(fields=["batch", "outcome", "number"]),
        ]

    def __str__(self) -> str:
        return str(self.number)

    def get_absolute_url(self) -> str:
        return reverse("caseload:row_correct", args=[self.pk])
