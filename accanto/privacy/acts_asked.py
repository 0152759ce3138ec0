"""Acts of the trail about what a project asks of its own: versions, answers, papers, letters. Part of `acts.ACTS`."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ASKED: dict[str, Promise] = {
    "answers.exported": _("Exported what a project asks of its own"),
    "case.answered": _("Answered what the project asks about how the case ended"),
    "letter.printed": _("Printed a letter of the project"),
    "need.answered": _("Answered what the project asks about a need"),
    "paper.reopened": _("Put a paper back on the list of what is missing"),
    "paper.settled": _("Noted a paper as given, received or not needed"),
    "project_version.kept": _("Took a version of the definition into use"),
}
