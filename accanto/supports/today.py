"""What is due: supports to approve, to pay, without a receipt; what others decide; stays and placements that end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, Subquery, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accanto.core.actor import Actor
from accanto.core.today import MOST, TodayItem, Urgency, Waits
from accanto.core.together import together
from accanto.supports.kinds import with_kinds
from accanto.supports.line import still
from accanto.supports.models import Home, HomeKind, HomeStay, Placement, PlacementKind, Support
from accanto.supports.register import of_mine

#: How long before its end a stay, a placement, a home of ours is told.
AHEAD = timedelta(days=30)
#: How long an answer stands on the page of who asked.
TOLD_FOR = timedelta(days=7)
#: Money asked or promised for longer is late.
PATIENCE = timedelta(days=14)


def items(actor: Actor) -> Iterator[Waits]:
    """Of the supports that wait for the actor or that they asked for, and of the cases that they follow."""
    if actor.user_id is None:
        return
    if actor.may("supports.see"):
        yield from _money(actor)
    if actor.may("homes.edit") and actor.may("placements.edit"):
        yield from _ending(actor)


def _money(actor: Actor) -> Iterator[Waits]:
    """What waits for the actor's yes, what their cases have to pay, what was refused; and how many wait for another."""
    mine = Q(asked_by=actor.user_id) | Q(case__operator=actor.user_id)
    told = Q(status=Support.Status.REFUSED, decided_on__gte=timezone.localdate() - TOLD_FOR)
    due = mine & (Q(status=Support.Status.APPROVED) | told | Q(status=Support.Status.PAID, receipt=""))
    approves = actor.may("supports.approve")
    if approves:
        decides = actor.rows("supports.approve", Support.scope.paths) if Support.scope else Q()
        due |= Q(status=Support.Status.ASKED) & ~Q(asked_by=actor.user_id) & decides
    seen = Support.objects.visible_to(actor)
    rows = seen.filter(due)
    whose = "asked" if approves else "mine"  # the others they decide themselves
    waiting = seen.filter(of_mine(whose, actor), status=Support.Status.ASKED)
    yield Waits([rows, waiting], lambda: _read(rows, waiting, whose), reverse("supports:support_list"))


def _read(rows: Any, waiting: Any, whose: str) -> Iterator[TodayItem]:
    """What is due, and how much others decide, read in one statement."""
    all_of_them = (
        waiting.order_by().annotate(all=Value(1)).values("all").annotate(number=Count("pk")).values("number")
    )
    parts = {"due": rows.order_by("asked_on", "id")[:MOST], "others": waiting.order_by("id")[:1]}
    found = together(parts, lambda chosen: with_kinds(chosen).annotate(others=Subquery(all_of_them)))
    for row in found["others"]:
        yield from _with_others(row.others, whose)
    yield from map(_of_support, sorted(found["due"], key=lambda row: (row.asked_on, row.pk)))


def _with_others(waiting: int, whose: str) -> Iterator[TodayItem]:
    title = ngettext(
        "%(count)s support of yours waits for someone's approval",
        "%(count)s supports of yours wait for someone's approval",
        waiting,
    ) % {"count": waiting}
    url = f"{reverse('supports:support_list')}?status=asked&whose={whose}"
    text = _("Nothing for you to do now.")
    yield TodayItem("support", title, text, url, None, "info", "it-card", count=waiting)


def _of_support(row: Support) -> TodayItem:
    titles: dict[str, Any] = {
        Support.Status.ASKED: _("%(code)s: a support waits for your approval"),
        Support.Status.APPROVED: _("%(code)s: a support is approved, to be paid"),
        Support.Status.PAID: _("%(code)s: a receipt is missing"),
        Support.Status.REFUSED: _("%(code)s: a support was refused, see why"),
    }
    since = {
        Support.Status.ASKED: row.asked_on,
        Support.Status.APPROVED: row.decided_on,
        Support.Status.PAID: row.paid_on,
    }.get(Support.Status(row.status))
    late = since is not None and since < timezone.localdate() - PATIENCE
    urgency: Urgency = "info" if row.status == Support.Status.REFUSED else "late" if late else "now"
    title = titles[row.status] % {"code": row.case.code}
    return TodayItem(
        "support", title, str(row.kind_as_said), row.get_absolute_url(), since, urgency, "it-card"
    )


def _pressing(day: date) -> Urgency:
    today = timezone.localdate()
    return "late" if day < today else "now" if day <= today + timedelta(days=7) else "soon"


def _ending(actor: Actor) -> Iterator[Waits]:
    """Stays and placements that end, and homes that are to be given back, in one query.

    Those of the actor's cases; of cases that went on to another organisation, all that theirs gave.
    """
    last = timezone.localdate() + AHEAD
    ending, mine = Q(ended_on=None, until__lte=last), Q(case__operator=actor.user_id)
    stays = HomeStay.objects.visible_to(actor, "homes.edit").order_by()
    stays = stays.filter(ending, mine | ~Q(case__organisation=F("home__organisation")))
    placements = Placement.objects.visible_to(actor, "placements.edit").order_by()
    placements = placements.filter(ending, mine | ~Q(case__organisation=F("organisation")))
    homes = Home.objects.visible_to(actor, "homes.edit").order_by()
    homes = homes.filter(available_until__gte=timezone.localdate(), available_until__lte=last)
    columns = ("what", "day", "code_", "kind_", "row")
    parts = (
        stays.annotate(
            what=Value("stay"), day=F("until"), code_=F("case__code"), kind_=F("home__kind"), row=F("home")
        ),
        placements.annotate(
            what=Value("placement"),
            day=F("until"),
            code_=F("case__code"),
            kind_=F("kind"),
            row=still("organisation"),
        ),
        homes.annotate(
            what=Value("home"), day=F("available_until"), code_=F("code"), kind_=F("kind"), row=F("pk")
        ),
    )
    first, *others = (part.values_list(*columns) for part in parts)
    soonest = first.union(*others, all=True).order_by("day", "code_")
    yield Waits([stays, placements, homes], lambda: _of_ends(soonest[:MOST]))


def _of_ends(rows: Iterable[tuple[Any, ...]]) -> Iterator[TodayItem]:
    titles: dict[str, Any] = {
        "stay": _("%(code)s: the stay in a home ends"),
        "placement": _("%(code)s: a work placement ends"),
        "home": _("Home %(code)s is to be given back"),
    }
    for what, day, code, kind, row in rows:
        url = _page_of(what, row)
        icon = "ac-work" if what == "placement" else "ac-home"
        text = (PlacementKind if what == "placement" else HomeKind)(kind).label
        yield TodayItem(what, titles[what] % {"code": code}, text, url, day, _pressing(day), icon)


def _page_of(what: str, row: Any) -> str:
    """Where to end it: the home's page, the case's, the list once another organisation follows the case."""
    if what == "placement":
        return reverse("cases:case_detail", args=[row]) if row else reverse("supports:placement_list")
    return reverse("supports:home_detail", args=[row])
