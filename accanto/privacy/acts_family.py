"""Acts of the trail about households, minors, guardians, and persons who are forgotten. Part of `acts.ACTS`."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FAMILY: dict[str, Promise] = {
    "erasure.asked": _("Asked that a person be erased"),
    "erasure.called_back": _("Called an erasure back"),
    "erasure.done": _("Carried out an erasure"),
    "person.erased": _("Erased what was held on a person"),
    "plan.without_guardian": _("Said why a plan goes on without a guardian's yes"),
    "school.step_added": _("Added something done for a pupil"),
    "school.step_changed": _("Changed something done for a pupil"),
    "school.year_added": _("Added a school year"),
    "school.year_changed": _("Changed a school year"),
    "family_goal.added": _("Added a goal of a family"),
    "family_goal.changed": _("Changed a goal of a family"),
    "family_goal.member_named": _("Named someone in a goal of a family"),
    "family_goal.member_removed": _("Took someone out of a goal of a family"),
    "guardian.added": _("Recorded a guardian"),
    "guardian.opened": _("Saw who the guardian is"),
    "guardian.ended": _("Recorded that a guardianship ends"),
    "household.added": _("Made a household"),
    "household.member_added": _("Added someone to a household"),
    "household.member_changed": _("Corrected what someone is in a household"),
    "household.member_left": _("Recorded that someone left a household"),
    "household.reference_passed": _("Became the household's person of reference"),
}
