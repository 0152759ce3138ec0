"""Today of the organisation: who of the two wrote to it in private, who asks to leave, who begins a pause."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accanto.core.actor import Actor
from accanto.core.today import MOST, TodayItem, Waits
from accanto.tutoring.models import PrivateWord, TutoringPause
from accanto.tutoring.words import PrivateKind

#: A pause stands on Today for so long after it began.
NEWS = timedelta(days=7)


def items(actor: Actor) -> Iterator[Waits]:
    """What the two told the organisation, on the ties that this actor keeps."""
    if not actor.may("tutoring.edit") or actor.user_id is None:
        return
    waiting = PrivateWord.objects.visible_to(actor, "tutoring.edit").filter(
        Q(kind=PrivateKind.WORD, seen_at=None) | Q(kind=PrivateKind.LEAVE, tutoring__ended_on=None),
        withdrawn_at=None,
    )
    # Their own words, where they are one of the two themselves, wait for a colleague.
    words = waiting.exclude(author=actor.user_id).select_related("tutoring__case", "tutoring__tutor")
    yield Waits([words], lambda: map(_of_word, words.order_by("created_at")[:MOST]))
    today = timezone.localdate()
    pauses = TutoringPause.objects.visible_to(actor, "tutoring.edit").filter(
        created_at__date__gte=today - NEWS, tutoring__ended_on=None
    )
    latest = pauses.select_related("tutoring__case").order_by("-created_at")
    yield Waits([pauses], lambda: map(_of_pause, latest[:MOST]))


def _of_pause(pause: TutoringPause) -> TodayItem:
    title = _("%(code)s: a pause") % {"code": pause.tutoring.case.code}
    text = _("Nothing is asked of the two. Nobody need say why.")
    url = pause.tutoring.get_absolute_url()
    return TodayItem("pause", title, text, url, pause.starts_on, "info", "it-calendar")


def _of_word(word: PrivateWord) -> TodayItem:
    tie = word.tutoring
    on = timezone.localdate(word.created_at)
    url = tie.get_absolute_url()
    if word.kind == PrivateKind.LEAVE:
        title = _("%(code)s: one of the two asks to end the tutoring") % {"code": tie.case.code}
        text = _("Call them, and end it kindly. The other one knows nothing of it.")
        return TodayItem("leave", title, text, url, on, "late", "it-warning-circle")
    title = _("%(code)s: a private word for the organisation") % {"code": tie.case.code}
    text = _("Only you and your colleagues read it.")
    return TodayItem("private", title, text, url, on, "now", "it-comment")
