"""What is due in tutoring: for the two their own call and meeting; for the operator the ties that fell
silent, and the tutors who wait for the next step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accanto.core.actor import Actor, SystemActor
from accanto.core.today import MOST, TodayItem, Waits
from accanto.tutoring import today_tutors
from accanto.tutoring.counted import counted
from accanto.tutoring.models import Contact, Match, TutorApplication, Tutoring, TutorRequest
from accanto.tutoring.monitoring.due import monitoring
from accanto.tutoring.monitoring.words import Rhythm
from accanto.tutoring.operations.rhythm import Stands, stand
from accanto.tutoring.scopes import part_of
from accanto.tutoring.words import ApplicationState

#: Contacts of ties that the actor sees already are read with these.
_EYES = SystemActor("rhythm")
#: News of the other side stand on Today for so long.
NEWS = timedelta(days=7)
#: A pair is held while both are asked: after so long one of them may be waiting for a word.
HELD_FOR = timedelta(days=7)
#: Someone who offered themselves should hear within so long.
ANSWER_WITHIN = timedelta(days=7)


def items(actor: Actor) -> Iterator[TodayItem | Waits]:
    """Everything of tutoring that waits for this actor."""
    if actor.may("tutoring.contact") and actor.user_id is not None:
        ties = Tutoring.objects.visible_to(actor, "tutoring.contact").filter(
            ended_on=None, tutor__suspended_on=None
        )
        mine = part_of(actor.user_id)
        if actor.may("tutoring.sign"):
            yield from _own(actor, ties.filter(mine))
        if actor.may("tutoring.edit"):
            yield from _lapsed(ties.exclude(mine))
    yield from monitoring(actor)
    if actor.may("tutors.edit"):
        yield from _offers_waiting(actor)
    yield from today_tutors.items(actor)
    if actor.may("matching.decide"):
        yield from _held(actor)


def _own(actor: Actor, ties: Any) -> Iterator[TodayItem]:
    """What is asked of one of the two, and what the other noted."""
    own = list(ties.select_related("case__project", "tutor").order_by("started_on")[:MOST])
    stood, news = stand(own), _newest(own)
    for tie in own:
        yield from _of_the_two(tie, stood[tie.pk])
        yield from _news(actor, news[tie.pk], tie.get_absolute_url())


def _of_the_two(tie: Tutoring, stands: Stands) -> Iterator[TodayItem]:
    today, url = timezone.localdate(), tie.get_absolute_url()
    for rule in stands.due:
        text = _("It was missed last time: no harm, a word today is enough.") if rule.lapsed else _(
            "One of the two begins: it may be you."
        )  # fmt: skip
        urgency = "late" if rule.lapsed else "now" if rule.due <= today + timedelta(days=3) else "soon"
        yield TodayItem("contact", rule.asked, text, url, rule.due, urgency, "it-link")  # type: ignore[arg-type]
    if stands.due:
        return
    text = _("You have been in touch. Nothing else is asked of you.")
    if stands.pause or stands.rhythm == Rhythm.RESTING:
        text = _("Nothing is asked of you two at the moment.")
    yield TodayItem("kept", _("Beside each other"), text, url, None, "info", "it-check-circle")


def _newest(ties: list[Tutoring]) -> dict[Any, list[Contact]]:
    """Contacts of late, by tie."""
    since = timezone.localdate() - NEWS
    rows = Contact.objects.visible_to(_EYES).filter(tutoring__in=[tie.pk for tie in ties], on__gte=since)
    found: dict[Any, list[Contact]] = {tie.pk: [] for tie in ties}
    for contact in counted(rows):
        found[contact.tutoring_id].append(contact)
    return found


def _news(actor: Actor, contacts: list[Contact], url: str) -> Iterator[TodayItem]:
    """What the other side noted of late."""
    for contact in contacts:
        if contact.logged_by_id not in (None, actor.user_id):
            title = _("The other side noted: %(what)s") % {"what": contact.get_kind_display()}
            yield TodayItem("news", title, "", url, contact.on, "info", "it-comment")


def _lapsed(ties: Any) -> Iterator[Waits]:
    """Ties that fell silent, those longest so first: read off an index, however many there are."""
    lapsed = ties.filter(rhythm=Rhythm.LAPSED).select_related("case", "tutor")
    rows = lapsed.order_by("-rhythm", "-behind", "-started_on", "-id")
    yield Waits([lapsed], lambda: map(_of_silent, rows[:MOST]), reverse("tutoring:tutoring_list"))


def _of_silent(tie: Tutoring) -> TodayItem:
    title = _("%(code)s: silent for a while") % {"code": tie.case.code}
    text = ngettext(
        "Behind by %(count)s day. A kind word to the two may be enough.",
        "Behind by %(count)s days. A kind word to the two may be enough.",
        tie.behind,
    ) % {"count": tie.behind}
    since = timezone.localdate() - timedelta(days=tie.behind)
    return TodayItem("silent", title, text, tie.get_absolute_url(), since, "late", "it-link")


def _held(actor: Actor) -> Iterator[Waits]:
    """Pairs held for a week without the yes of both, or with it and nobody introduced."""
    since = timezone.localdate() - HELD_FOR
    held = Match.objects.visible_to(actor, "matching.decide").filter(
        state=Match.State.HELD, decided_on__lte=since, request__state=TutorRequest.State.WAITING
    )
    rows = held.select_related("request__case", "tutor").order_by("decided_on", "id")
    yield Waits([held], lambda: map(_of_pair, rows[:MOST]))


def _of_pair(match: Match) -> TodayItem:
    title = _("%(code)s: a tutor is held for a week") % {"code": match.request.case.code}
    text = _("Both said yes: introduce them.") if match.both_said_yes else _("Ask who has not answered yet.")
    url = match.request.get_absolute_url()
    return TodayItem("held", title, text, url, match.decided_on, "late", "it-link")


def _offers_waiting(actor: Actor) -> Iterator[Waits]:
    """Those who offered themselves and wait for an answer, the longest first."""
    waiting = TutorApplication.objects.visible_to(actor, "tutors.edit").filter(
        state__in=ApplicationState.waiting()
    )
    rows = waiting.select_related("municipality").order_by("created_at", "id")
    yield Waits([waiting], lambda: map(_of_offer, rows[:MOST]), reverse("tutoring:application_list"))


def _of_offer(offer: TutorApplication) -> TodayItem:
    day = timezone.localtime(offer.created_at).date()
    title = _("%(code)s offers to stand beside someone in %(town)s") % {
        "code": offer.code,
        "town": offer.municipality.name,
    }
    late = day < timezone.localdate() - ANSWER_WITHIN
    text = _("Left only a telephone number: call.") if offer.state == ApplicationState.TO_CALL else _(
        "Waits for an answer since this day."
    )  # fmt: skip
    url = offer.get_absolute_url()
    return TodayItem("application", title, text, url, day, "late" if late else "now", "it-user")
