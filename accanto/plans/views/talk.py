"""What is said over a plan: comments at its goals and actions, and the reviews."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, FormScreen
from accanto.plans.forms import ReviewForm
from accanto.plans.forms.talk import CommentForm, ReviewHoldForm
from accanto.plans.models import Comment, Plan
from accanto.plans.operations.plan import schedule_review
from accanto.plans.operations.review import hold_review
from accanto.plans.operations.talk import add_comment, withdraw_comment
from accanto.plans.views.writing import PartyFormScreen
from accanto.plans.words import COMMENT, COMMENT_GONE, COMMENT_SEND, COMMENT_SENT

#: When the plan is looked at next, unless those who wrote it say another day.
NEXT_LOOK = timedelta(days=90)


class CommentAddView(PartyFormScreen):
    """Words at a goal or an action; sent from the plan's page, and shown alone when something is wrong with them."""

    capability = "plans.take_part"
    form_class = CommentForm
    template_name = "plans/parties/comment_add.html"
    title = COMMENT
    submit_label = COMMENT_SEND
    done = COMMENT_SENT

    def perform(self, form: ActorForm) -> Comment:
        return add_comment(self.actor, plan=self.row(), **form.values())


class CommentWithdrawView(ActionScreen):
    model = Comment
    capability = "plans.take_part"
    done = COMMENT_GONE

    def perform(self, row: Any) -> Any:
        return withdraw_comment(self.actor, comment=row)

    def back_url(self, row: Any) -> str:
        return str(row.plan.get_absolute_url())


class ReviewScheduleView(FormScreen):
    """When those who wrote the plan look at it again."""

    model = Plan
    capability = "plans.edit"
    form_class = ReviewForm
    title = _("Next look at the plan")

    def perform(self, form: ActorForm) -> Plan:
        return schedule_review(self.actor, plan=self.row(), **form.values())


class ReviewHoldView(FormScreen):
    """What was said at a review, goal by goal, and when the next one is."""

    model = Plan
    capability = "plans.edit"
    form_class = ReviewHoldForm
    template_name = "plans/review_hold.html"
    title = _("Review of the plan")
    done = _("The review is written down, and the next one set.")

    def initial(self) -> dict[str, Any]:
        today = timezone.localdate()
        return {"on": today, "review_by": today + NEXT_LOOK}

    def perform(self, form: ActorForm) -> Any:
        return hold_review(self.actor, plan=self.row(), **form.values())
