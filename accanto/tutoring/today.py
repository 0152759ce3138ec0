"""What is due in tutoring: for the two their own call and meeting; for the operator the ties that fell
silent, and the tutors who wait for the next step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.today import TodayItem, Urgency
from accanto.tutoring.cadence import Standing, rules_of, standing
from accanto.tutoring.models import Contact, Tutor, TutorApplication, Tutoring
from accanto.tutoring.words import ApplicationState

#: A tie without any contact for so long is shown to the operator.
SILENT_AFTER = timedelta(days=14)
#: News of the other side stand on Today for so long.
NEWS = timedelta(days=7)
#: Someone who offered themselves and heard nothing for so long may be gone.
COLD_AFTER = timedelta(days=30)
#: Someone who offered themselves should hear within so long.
ANSWER_WITHIN = timedelta(days=7)
MOST = 15
#: Contacts that can matter to a week or a month and to what lapsed before.
_LOOK_BACK = 60


def items(actor: Actor) -> Iterator[TodayItem]:
    """Everything of tutoring that waits for this actor."""
    if actor.may("tutoring.contact") and actor.user_id is not None:
        ties = Tutoring.objects.visible_to(actor, "tutoring.contact").filter(ended_on=None)
        mine = Q(tutor__account=actor.user_id) | Q(case__person__account=actor.user_id)
        for tie in ties.filter(mine).select_related("case__project", "tutor").order_by("started_on")[:MOST]:
            yield from _of_the_two(actor, tie)
        if actor.may("tutoring.edit"):
            yield from _silent(actor, ties.exclude(mine))
    if actor.may("tutors.edit"):
        yield from _offers_waiting(actor)
        yield from _tutors_waiting(actor)


def _of_the_two(actor: Actor, tie: Tutoring) -> Iterator[TodayItem]:
    today = timezone.localdate()
    contacts = list(tie.contacts.all()[:_LOOK_BACK])
    url = tie.get_absolute_url()
    rules = standing(
        rules_of(tie.case.project.definition), [(c.kind, c.on) for c in contacts], tie.started_on, today
    )
    due = [rule for rule in rules if not rule.is_kept]
    for rule in due:
        text = _("It was missed last time: no harm, a word today is enough.") if rule.lapsed else _(
            "One of the two begins: it may be you."
        )  # fmt: skip
        urgency = "late" if rule.lapsed else "now" if rule.due <= today + timedelta(days=3) else "soon"
        yield TodayItem("contact", _asked(rule), text, url, rule.due, urgency, "it-link")  # type: ignore[arg-type]
    if not due:
        text = _("You have been in touch. Nothing else is asked of you.")
        yield TodayItem("kept", _("Beside each other"), text, url, None, "info", "it-check-circle")
    yield from _news(actor, contacts, url)


def _asked(rule: Standing) -> Any:
    if rule.contact == "meeting":
        return _("Meet this week") if rule.every == "week" else _("Meet this month")
    return _("Call or write this month") if rule.every == "month" else _("Call or write this week")


def _news(actor: Actor, contacts: list[Contact], url: str) -> Iterator[TodayItem]:
    """What the other side noted of late."""
    since = timezone.localdate() - NEWS
    for contact in contacts:
        if contact.on >= since and contact.logged_by_id not in (None, actor.user_id):
            title = _("The other side noted: %(what)s") % {"what": contact.get_kind_display()}
            yield TodayItem("news", title, "", url, contact.on, "info", "it-comment")


def _silent(actor: Actor, ties: Any) -> Iterator[TodayItem]:
    since = timezone.localdate() - SILENT_AFTER
    contacts = Contact.objects.visible_to(actor).filter(tutoring=OuterRef("pk"))
    last = Subquery(contacts.order_by("-on").values("on")[:1])
    # Never in touch at all counts too.
    silent = ties.filter(~Exists(contacts.filter(on__gte=since)), started_on__lt=since)
    silent = silent.annotate(last_contact=last).select_related("case", "tutor")
    for tie in silent.order_by("started_on", "id")[:MOST]:
        title = _("%(code)s: no contact for two weeks") % {"code": tie.case.code}
        text = _("A kind word to the two may be enough.")
        yield TodayItem("silent", title, text, tie.get_absolute_url(), tie.last_contact, "late", "it-link")


def _tutors_waiting(actor: Actor) -> Iterator[TodayItem]:
    waiting = Tutor.objects.visible_to(actor, "tutors.edit").filter(trained_on=None, paused=False)
    for tutor in waiting.order_by("available_on")[:MOST]:
        step = _("the training") if tutor.interviewed_on else _("the first talk")
        title = _("%(code)s waits for %(step)s") % {"code": tutor.code, "step": step}
        text = _("Available since this day.")
        urgency: Urgency = "late" if tutor.available_on < timezone.localdate() - COLD_AFTER else "now"
        yield TodayItem(
            "tutor", title, text, tutor.get_absolute_url(), tutor.available_on, urgency, "it-user"
        )


def _offers_waiting(actor: Actor) -> Iterator[TodayItem]:
    """Those who offered themselves and wait for an answer, the longest first."""
    waiting = TutorApplication.objects.visible_to(actor, "tutors.edit").filter(
        state__in=ApplicationState.waiting()
    )
    for offer in waiting.select_related("municipality").order_by("created_at", "id")[:MOST]:
        day = timezone.localtime(offer.created_at).date()
        title = _("%(code)s offers to stand beside someone in %(town)s") % {
            "code": offer.code,
            "town": offer.municipality.name,
        }
        late = day < timezone.localdate() - ANSWER_WITHIN
        text = _("Left only a telephone number: call.") if offer.state == ApplicationState.TO_CALL else _(
            "Waits for an answer since this day."
        )  # fmt: skip
        yield TodayItem(
            "application", title, text, offer.get_absolute_url(), day, "late" if late else "now", "it-user"
        )
