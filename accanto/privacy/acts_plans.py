"""Acts of the trail about plans that are talked over: comments, reviews. Part of `acts.ACTS`."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLANS: dict[str, Promise] = {
    "comment.added": _("Commented in the plan"),
    "comment.withdrawn": _("Took a comment in the plan back"),
    "review.held": _("Wrote down a review of the plan"),
}
