"""Acts of the trail about a case's documents, appointments and tasks. Part of `acts.ACTS`."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DAYS: dict[str, Promise] = {
    "appointment.changed": _("Corrected an appointment"),
    "appointment.moved": _("Moved an appointment"),
    "appointment.planned": _("Planned an appointment"),
    "appointment.recorded": _("Wrote down what came of an appointment"),
    "document.added": _("Added a document"),
    "document.described": _("Said what a document is"),
    "document.opened": _("Opened a document"),
    "document.reminded": _("Told who follows the case that a document ends"),
    "document.removed": _("Removed a document"),
    "document.settled": _("Saw to a document that ends"),
    "task.added": _("Added a task"),
    "task.moved": _("Moved a task to another day"),
    "task.done": _("Ticked a task as done"),
}
