"""Would you like to know each other? Asked of each side of a pair alone, before anyone is introduced."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import FormScreen
from accanto.portal.forms.asked import AskedForm
from accanto.tutoring.asked import other_of
from accanto.tutoring.models import PairQuestion
from accanto.tutoring.operations.asking import answer_question, is_open


class AskedView(FormScreen):
    """Only the one who is asked opens it; what they read of the other is what helps to decide."""

    model = PairQuestion
    capability = "asking.answer"
    form_class = AskedForm
    template_name = "portal/beside/asked.html"
    title = _("Would you like to know each other?")
    submit_label = _("Send")
    done = _("Thank you. The organisation knows.")

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        case, tutor = "match__request__case", "match__tutor"
        names = ("person", "project", "organisation", "territory")
        return rows.filter(account=self.actor.user_id).select_related(
            *(f"{case}__{name}" for name in names), f"{tutor}__project", f"{tutor}__territory"
        )

    def initial(self) -> dict[str, Any]:
        return {"answer": self.row().answer, "words": self.row().words}

    def context(self, **more: Any) -> dict[str, Any]:
        row = self.row()
        organisation = row.match.request.case.organisation
        goes_on = is_open(row)
        return super().context(
            is_open=goes_on,
            other=other_of(row) if goes_on else None,
            organisation=organisation,
            phone=organisation.phone,
            **more,
        )

    def perform(self, form: ActorForm) -> PairQuestion:
        return answer_question(self.actor, question=self.row(), **form.values())
