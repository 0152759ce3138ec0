"""What goes along when a case goes to another organisation, what is left, and what the sender keeps to read.

All that hangs on the case goes with it, because whoever follows a case sees what hangs on it. Rooms above say it
in words beforehand (`register`), so that neither side is surprised, and write down in lines of text what the
sender may read afterwards (`register_history`): what was so on that day, and nothing after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accanto.cases.asked import Questions
from accanto.cases.models import Case, Need, ReferralOutcome, Situation, SituationMoment
from accanto.cases.models.answered import Answered
from accanto.cases.picture import FACTS
from accanto.core.words import Area


@dataclass(frozen=True)
class Part:
    """A sentence on what goes along (`goes`), or stays behind."""

    text: Any
    goes: bool = True


#: A title and its lines, as the sender reads them afterwards.
Chapter = tuple[str, list[str]]
_parts: list[Callable[[Case], Iterable[Part]]] = []
_histories: list[Callable[[Case], Iterable[Chapter]]] = []


def register(provider: Callable[[Case], Iterable[Part]]) -> None:
    """Called by a room's AppConfig.ready()."""
    if provider not in _parts:
        _parts.append(provider)


def register_history(provider: Callable[[Case], Iterable[Chapter]]) -> None:
    """Called by a room's AppConfig.ready(). Nobody's name belongs into a line."""
    if provider not in _histories:
        _histories.append(provider)


def parts(case: Case) -> list[Part]:
    """What goes along first, then what is left."""
    found = [*_own(case), *(part for provider in _parts for part in provider(case))]
    return sorted(found, key=lambda part: not part.goes)


def _own(case: Case) -> Iterable[Part]:
    yield Part(_("The person's page, with name and contacts"))
    yield Part(_("The case with its needs and situations, as they stand"))
    waiting = case.referrals.filter(outcome=ReferralOutcome.WAITING).count()
    if waiting:
        text = ngettext("%d referral without an answer yet", "%d referrals without an answer yet", waiting)
        yield Part(text % waiting)
    yield Part(_("Encounters and the household: who wrote them keeps them"), goes=False)
    yield Part(_("Shared views of the case: they end"), goes=False)


def history_of(case: Case) -> dict[str, Any]:
    """The case as it stands, to be kept: coded where it can be, so that either language can say it."""
    needs = case.needs.order_by("noted_on", "id")
    situations = case.situations.order_by("on", "created_at")
    referrals = case.referrals.select_related("service").order_by("made_on", "id")
    return {
        "opened_on": case.opened_on.isoformat(),
        "until": timezone.localdate().isoformat(),
        "operator": case.operator.name,
        "needs": [
            {"area": row.area, "status": row.status, "on": row.noted_on.isoformat(), "words": row.words}
            for row in needs
        ],
        "situations": [
            {"moment": row.moment, "on": row.on.isoformat(), **{name: getattr(row, name) for name in FACTS}}
            for row in situations
        ],
        "referrals": [
            {
                "code": row.code,
                "service": str(row.service),
                "on": row.made_on.isoformat(),
                "outcome": row.outcome,
            }
            for row in referrals
        ],
        "chapters": [
            [title, lines] for provider in (_answers, *_histories) for title, lines in provider(case)
        ],
    }


def _answers(case: Case) -> Iterable[Chapter]:
    """What the project asks of its own, in the words of that day."""
    questions = Questions(case.project)
    rows: list[tuple[date, str, Answered]] = [
        (each.on, each.get_moment_display(), each) for each in case.situations.order_by("on", "created_at")
    ]
    rows += [(each.noted_on, each.get_area_display(), each) for each in case.needs.order_by("noted_on", "id")]
    lines = []
    for on, what, row in rows:
        said = [f"{each.label}: {each.text}" for each in questions.said(row)]
        if said:
            lines.append(_line(on.isoformat(), what, "; ".join(said)))
    yield _("What the project asks"), lines


def told(history: dict[str, Any]) -> list[Chapter]:
    """A kept history in the reader's words."""
    statuses, outcomes = dict(Need.Status.choices), dict(ReferralOutcome.choices)
    needs = [
        _line(each["on"], Area(each["area"]).label, statuses.get(each["status"], ""), each["words"])
        for each in history["needs"]
    ]
    situations = []
    for each in history["situations"]:
        facts = []
        for name in FACTS:
            column: Any = Situation._meta.get_field(name)
            if each[name] != "unknown":
                facts.append(f"{column.verbose_name}: {dict(column.choices).get(each[name], '')}")
        moment = dict(SituationMoment.choices).get(each["moment"], "")
        situations.append(_line(each["on"], moment, "; ".join(facts)))
    referrals = [
        _line(each["on"], each["service"], outcomes.get(each["outcome"], "")) for each in history["referrals"]
    ]
    own: list[Chapter] = [(_("Needs"), needs), (_("Situations"), situations), (_("Referrals"), referrals)]
    return [chapter for chapter in [*own, *map(tuple, history["chapters"])] if chapter[1]]


def _line(on: str, *words: Any) -> str:
    day = date_format(date.fromisoformat(on), "SHORT_DATE_FORMAT")
    return " · ".join([day, *(str(word) for word in words if word)])
