"""Acts of the trail about skills: assessments, CVs, the classification. Part of `acts.ACTS`."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SKILLS: dict[str, Promise] = {
    "esco.loaded": _("Loaded a file of ESCO"),
    "skills.begun": _("Began a skills assessment"),
    "skills.carried_over": _("Took over what was known into the skills assessment"),
    "skills.cv_chosen": _("Wrote down what the person wants on the CV"),
    "skills.cv_printed": _("Printed the CV"),
    "skills.entry_added": _("Wrote something in the skills assessment"),
    "skills.entry_changed": _("Changed something in the skills assessment"),
    "skills.entry_removed": _("Took something out of the skills assessment"),
    "skills.europass_made": _("Made the Europass file"),
    "skills.section_noted": _("Wrote down of which section there is nothing"),
}
