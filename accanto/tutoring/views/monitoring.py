"""Check-ins, the tie over time, what worried, and the page behind a reminder's link."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.limits import within_limit
from accanto.core.screens import PUBLIC, DetailScreen, FormScreen, Screen
from accanto.tutoring.counted import begun, counted
from accanto.tutoring.forms.monitoring import AlertForm, CheckInForm, CheckInNoteForm
from accanto.tutoring.models import Alert, CheckIn, Tutoring
from accanto.tutoring.monitoring import picture, words
from accanto.tutoring.monitoring.alarm import topics
from accanto.tutoring.monitoring.mutuality import ENOUGH
from accanto.tutoring.monitoring.schedule import purposes_of
from accanto.tutoring.operations.alert import see_to_alert
from accanto.tutoring.operations.answer import find_tap, take_answer
from accanto.tutoring.operations.checkin import answer_check_in, note_check_in

#: Links that one address may try within an hour.
_MOST, _HOUR = 60, 3600

#: What words may be about, for the operator.
TOPICS = {
    "violence": _("violence"),
    "threat": _("a threat"),
    "money": _("money that is asked for"),
    "self_harm": _("suicide or harm to oneself"),
    "documents": _("documents taken away"),
    "sexual": _("sexual violence or harassment"),
    "exploitation": _("work without pay, or being kept in"),
}


class CheckInAnswerView(FormScreen):
    """How is it going: one side's own answers, and at the end a last word."""

    model = CheckIn
    capability = "checkins.answer"
    form_class = CheckInForm
    template_name = "tutoring/parties/check_in.html"
    title = words.CHECK_IN_TITLE
    submit_label = words.CHECK_IN_SEND
    done = words.CHECK_IN_THANKS

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("tutoring__case__project", "tutoring__tutor")

    def context(self, **more: Any) -> dict[str, Any]:
        row = self.row()
        last = row.kind == CheckIn.Kind.LAST
        if last:
            more["contacts"] = counted(row.tutoring.contacts.all()).count()
        title = words.LAST_WORD_TITLE if last else words.CHECK_IN_TITLE
        lead = words.LAST_WORD_LEAD if last else words.CHECK_IN_LEAD
        own = row.account_id == self.actor.user_id
        return super().context(**more) | {
            "title": title,
            "lead": lead,
            "last": last,
            "own": own,
            "private": words.CHECK_IN_PRIVATE,
            "closed": words.CHECK_IN_CLOSED
            if row.answered_on and "form" in more and not more["form"].is_bound
            else "",
        }

    def perform(self, form: ActorForm) -> CheckIn:
        return answer_check_in(self.actor, check_in=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return self.cancel_url()

    def cancel_url(self) -> str:
        return str(self.row().tutoring.get_absolute_url())


class CheckInNoteView(FormScreen):
    model = CheckIn
    capability = "tutoring.edit"
    form_class = CheckInNoteForm
    title = _("A note beside the answers")

    def perform(self, form: ActorForm) -> CheckIn:
        return note_check_in(self.actor, check_in=self.row(), note=form.values()["note"])

    def next_url(self, result: Any) -> str:
        return self.cancel_url()

    def cancel_url(self) -> str:
        return reverse("tutoring:tutoring_picture", args=[self.row().tutoring_id])


class AlertSeeView(FormScreen):
    """What worried, beside the words it was found in; and that someone saw to it."""

    model = Alert
    capability = "tutoring.edit"
    form_class = AlertForm
    template_name = "tutoring/alert_see.html"
    title = _("To look at today")
    submit_label = _("I have seen to it")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("tutoring__case", "tutoring__tutor", "check_in", "seen_by")

    def context(self, **more: Any) -> dict[str, Any]:
        found = set(self.row().topics.split(","))
        return super().context(topics=[TOPICS[name] for name in topics() if name in found], **more)

    def perform(self, form: ActorForm) -> Alert:
        return see_to_alert(self.actor, alert=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return self.cancel_url()

    def cancel_url(self) -> str:
        return reverse("tutoring:tutoring_picture", args=[self.row().tutoring_id])


class TutoringPictureView(DetailScreen):
    """The tie over time: who began what, what both sides say, how mutual it is. For the organisation alone."""

    model = Tutoring
    capability = "tutoring.edit"
    template_name = "tutoring/tutoring_picture.html"
    title = _("The tie over time")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__project", "tutor")

    def more(self, row: Tutoring) -> dict[str, Any]:
        last = row.ended_on or timezone.localdate()
        shown = picture.months(begun(row), row.started_on, last)
        names = [formats.date_format(month.first, "M y") for month in shown]
        check_ins = list(
            CheckIn.objects.visible_to(self.actor, "tutoring.edit")
            .filter(tutoring=row)
            .order_by("due_on", "side")
        )
        told = picture.lines(check_ins, purposes_of(row.case.project))
        alerts = Alert.objects.visible_to(self.actor).filter(tutoring=row).select_related("seen_by")
        return {
            "months": list(zip(names, shown, strict=True)),
            "bars": picture.bars(shown, names),
            "sides": [(side.value, side.label) for side in picture.SIDES],
            "check_in_days": [day for _number, day in picture.numbers(check_ins)],
            "lines": [(line, picture.course(line)) for line in told],
            "mutuality": picture.measure(shown, told),
            "enough": ENOUGH,
            "check_ins": check_ins,
            "alerts": alerts,
        }


class _ByLink(Screen):
    """A page that opens with a signed link alone: kept nowhere, and not often from one place."""

    capability = PUBLIC

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"  # the address holds the secret
        return response

    def within_limit(self) -> bool:
        return within_limit(self.request, "reminder", most=_MOST, seconds=_HOUR)


class ReminderAnswerView(_ByLink):
    """One answer of a reminder. Opening the link changes nothing: previews of messengers open links too."""

    template_name = "tutoring/parties/reminder_answer.html"
    title = words.ANSWER_TITLE
    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tap = find_tap(kwargs["secret"]) if self.within_limit() else None
        if tap is None:
            return self.page(status=404, title=words.LINK_GONE, gone=True)
        return self.page(answer=tap.answer.label, means=words.ANSWER_MEANS[tap.answer], button=words.CONFIRM)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer = take_answer(kwargs["secret"] if self.within_limit() else "")
        except ValidationError:
            return self.page(status=404, title=words.LINK_GONE, gone=True)
        return self.page(title=words.THANKS, thanks=words.ANSWER_THANKS[answer])
