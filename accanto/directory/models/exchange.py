"""What others get, made ready; and what they sent, waiting to be taken in."""

from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.models import Record
from accanto.core.scoping import RowScope

_EDITORS = RowScope(see="services.edit")


class Published(models.Model):
    """A service's public document, as it goes out: derived, made anew by `operations.refresh`.

    Only services that everyone may read stand here. `updated` is when the document last changed.
    """

    open_because: ClassVar[str] = "what everyone may read, rendered with nobody's eyes"

    service = models.OneToOneField(
        "directory.Service", on_delete=models.CASCADE, primary_key=True, related_name="published"
    )
    name = models.CharField(max_length=300)
    full = models.TextField()
    listed = models.TextField()
    digest = models.CharField(max_length=32)
    updated = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["updated", "service"]), models.Index(fields=["name", "service"])]

    def __str__(self) -> str:
        return self.name


class ImportBatch(Record):
    """A file that someone sent, and what became of it."""

    class Kind(models.TextChoices):
        JSON = "json", _("HSDS, JSON")
        PACKAGE = "package", _("HSDS, package of tables")
        SHEET = "sheet", _("Spreadsheet")

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        READY = "ready", _("Waiting for your word")
        APPLYING = "applying", _("Being taken in")
        APPLIED = "applied", _("Taken in")
        UNDOING = "undoing", _("Being taken back")
        UNDONE = "undone", _("Taken back")
        FAILED = "failed", _("Could not be read")

    scope: ClassVar[RowScope | None] = _EDITORS
    trail_kind: ClassVar[str] = "import"

    file_name = models.CharField(_("file"), max_length=200)
    kind = models.CharField(_("kind of file"), max_length=8, choices=Kind.choices)
    language = models.CharField(_("written in"), max_length=2, default="it")
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.READING)
    problem = models.CharField(max_length=1000, blank=True)
    #: The file itself, until it has been read.
    content = models.BinaryField(null=True, editable=False)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    applied_on = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        "accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = [models.Index(fields=["-created_at", "-id"])]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("directory:import_detail", args=[self.pk])


class ImportRow(Record):
    """One entry of a file: what it says, what would become of it, what became of it.

    `source` is the entry as it was read: of a spreadsheet {column: cell}, else a list of flat rows
    {"table", "id", "values", "path"}. `parts` are the flat rows that will be written. `reasons` is a list of
    {"at": path or column, "why": words, "stops": bool}. `undo` is a list of
    {"table", "id", "made": bool, "before": {}, "after": {}}, in the order in which they were written.
    """

    class Fate(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changes")
        SAME = "same", _("Nothing new")
        DUPLICATE = "duplicate", _("Perhaps there already")
        ERROR = "error", _("Cannot be taken in")

    class Choice(models.TextChoices):
        OPEN = "", _("Not decided")
        TAKE = "take", _("Add it as another one")
        MERGE = "merge", _("It is the same: change that one")
        SKIP = "skip", _("Leave it out")

    class Outcome(models.TextChoices):
        WAITING = "", _("Waiting")
        TAKEN = "taken", _("Taken in")
        LEFT = "left", _("Left out")
        REFUSED = "refused", _("Refused")
        UNDONE = "undone", _("Taken back")
        KEPT = "kept", _("Kept: someone changed it since")

    scope_parent: ClassVar[str | None] = "batch"
    trail_kind: ClassVar[str] = "import_row"

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    table = models.CharField(max_length=30)
    label = models.CharField(max_length=300)
    source = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    parts = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    fate = models.CharField(max_length=9, choices=Fate.choices)
    changes = models.PositiveIntegerField(default=0)
    reasons = models.JSONField(default=list, blank=True)
    duplicate_of = models.UUIDField(null=True, blank=True)
    choice = models.CharField(max_length=5, choices=Choice.choices, blank=True, default="")
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default="")
    undo = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_row_once")]
        indexes = [models.Index(fields=["batch", "fate", "number"])]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("directory:import_row_correct", args=[self.pk])
