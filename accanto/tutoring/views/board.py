"""The matching board of a project: who waits and whom the matching proposes, the tutors, and what would be if."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accanto.core.paging import page_of
from accanto.core.screens import DetailScreen, ListScreen, allowed_on
from accanto.network.models import Project, Territory
from accanto.tutoring import explained, saying
from accanto.tutoring.forms.board import BoardFilterForm, WhatIfForm
from accanto.tutoring.kept import Look, Solved, look
from accanto.tutoring.matching.board import Board, Change, Offer, Places
from accanto.tutoring.matching.problem import Refused
from accanto.tutoring.matching.problem import Tutor as EngineTutor
from accanto.tutoring.models import Match, Tutor, TutorRequest

#: Kinds of tutor to look for that are shown, and people of a list of exceptions.
_MOST_WANTED, _MOST_LISTED = 6, 12


class BoardListView(ListScreen):
    """The boards that one may open."""

    model = Project
    capability = "matching.see"
    template_name = "tutoring/board_list.html"
    title = _("Matching")
    order = ("short", "id")

    def rows(self, capability: str | None = None) -> models.QuerySet[Any]:
        return super().rows(capability or self.capability).defer("definition")


class _OfProject(DetailScreen):
    model = Project
    capability = "matching.see"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """While a large board is worked out the page asks by itself how far it is, and is read anew when it is there."""
        response = super().get(request, *args, **kwargs)
        if getattr(request, "htmx", False) and self.now.run is None:
            response["HX-Refresh"] = "true"
        return response

    def more(self, row: Project) -> dict[str, Any]:
        self.now = now = look(self.actor, row)
        told = {**saying.look_in_words(now.failed, now.made_at, now.run), "polls": True}
        return told | (self.answer(row, now, now.solved) if now.solved is not None else {})

    def answer(self, row: Project, now: Look, solved: Solved) -> dict[str, Any]:
        raise NotImplementedError


class BoardView(_OfProject):
    """People who wait, those first whom the project's rules put first, each beside the tutor proposed."""

    template_name = "tutoring/board.html"
    title = _("Matching")

    def answer(self, row: Project, now: Look, solved: Solved) -> dict[str, Any]:
        board = solved.board
        form = BoardFilterForm(self.request.GET, actor=self.actor)
        page = page_of(_keys(board, form.chosen().get("show", "")), self.request.GET)
        placed, points = solved.totals
        return {
            "page": page,
            "rows": _rows(self.actor, board, page.rows),
            "filter_form": form if board.people else None,
            "waiting": len(board.people),
            "placed": placed,
            "alone": len(board.people) - placed,
            "free": sum(board.matcher.places) - placed + len(board.locked),
            "points": points,
            "board": solved.digest,
            "proof": solved.proof[:16],
            "rules": saying.rules_in_words(board.policy.told()),
            "asked": saying.always_asked(),
            "wanted": _wanted(solved),
            "tutors": len(board.tutors),
            **_exceptions(self.actor, now),
        }


def _keys(board: Board, show: str) -> list[str]:
    """Keys of the people to show, in the order of the board."""
    keys = [one.key for one in board.people]
    if show == "held":
        return [key for key in keys if board.person_at[key] in board.locked]
    if show == "nobody":
        return [key for key in keys if not board.tutor_of(key)]
    if show == "proposed":
        return [key for key in keys if board.tutor_of(key) and board.person_at[key] not in board.locked]
    return keys


def _rows(actor: Any, board: Board, keys: list[str]) -> list[dict[str, Any]]:
    tutors = {key: board.tutor_of(key) for key in keys}
    known = explained.names(actor, keys, tutors.values())
    held = Match.objects.visible_to(actor, "matching.see").filter(
        request__in=list(known.people), state=Match.State.HELD
    )
    by_request = {str(match.request_id): match for match in held}
    return [
        {
            "request": known.people[key],
            "days": saying.days_in_words(board.people[board.person_at[key]].waiting_days),
            "first": board.policy.tier(board.people[board.person_at[key]]) > 0,
            "tutor": known.tutors.get(tutors[key]),
            "held": by_request.get(key),
            "pair": explained.said(board, key, tutors[key]) if tutors[key] else None,
        }
        for key in keys
        if key in known.people
    ]


def _exceptions(actor: Any, now: Look) -> dict[str, Any]:
    """Who asked and is not on the board, and pairs that are held and cannot be now."""
    assert now.told is not None
    asked = TutorRequest.objects.visible_to(actor, "matching.see").select_related("case")
    broken = Match.objects.visible_to(actor, "matching.see").filter(
        pk__in=list(now.told.broken.values())[:_MOST_LISTED]
    )
    return {
        "without_consent": list(asked.filter(pk__in=now.told.without_consent[:_MOST_LISTED])),
        "broken": list(broken.select_related("request__case", "tutor")),
    }


def _wanted(solved: Solved) -> list[dict[str, Any]]:
    """What kind of tutor to look for next."""
    kinds = [kind for kind in solved.wanted if kind.people or kind.left_out][:_MOST_WANTED]
    names = dict(
        Territory.objects.filter(key__in={kind.territory for kind in kinds}).values_list("key", "name")
    )
    return [
        {
            "territory": names.get(kind.territory, kind.territory),
            "language": kind.language,
            "people": kind.people,
            "left_out": kind.left_out,
            "points": kind.points,
        }
        for kind in kinds
    ]


class BoardTutorsView(_OfProject):
    """Tutors who are ready: how many places are left, and who is beside them on the board."""

    template_name = "tutoring/board_tutors.html"
    title = _("Tutors on the board")

    def answer(self, row: Project, now: Look, solved: Solved) -> dict[str, Any]:
        board = solved.board
        standing = {one.key: board.standing(one.key) for one in board.tutors}
        keys = sorted(
            standing, key=lambda key: (len(standing[key]) - board.tutors[board.tutor_at[key]].places, key)
        )
        page = page_of(keys, self.request.GET)
        people = [person for key in page.rows for person in standing[key]]
        known = explained.names(self.actor, people, page.rows)
        shown = []
        for key in page.rows:
            places = board.tutors[board.tutor_at[key]].places
            if key in known.tutors:
                shown.append(
                    {
                        "tutor": known.tutors[key],
                        "places": places,
                        "left": places - len(standing[key]),
                        "people": [known.people[one] for one in standing[key] if one in known.people],
                    }
                )
        return {"page": page, "rows": shown}


class WhatIfView(_OfProject):
    """A change that is tried on, and never taken here."""

    template_name = "tutoring/what_if.html"
    title = _("What if")

    def answer(self, row: Project, now: Look, solved: Solved) -> dict[str, Any]:
        form = WhatIfForm(self.request.GET or None, actor=self.actor, project=row)
        told: dict[str, Any] = {"form": form}
        if not self.request.GET.get("what"):
            return told
        chosen = form.chosen()
        if form.errors:
            return told
        change = _change(chosen)
        if change is None:
            return told | {"refused": _("Choose a tutor, or where the new one lives and what they speak.")}
        try:
            difference = explained.preview(solved.board, change)
        except Refused as refused:
            return told | {"refused": saying.refused_in_words(refused.code)}
        tutor = chosen.get("tutor")
        return told | {
            "moves": explained.moves(self.actor, difference),
            "tutor": tutor if chosen["what"] != "new" else None,
            "may_edit": tutor is not None and allowed_on(self.actor, "tutors.edit", tutor),
        }


def _change(chosen: dict[str, Any]) -> Change | None:
    """None where what the change needs is not said."""
    tutor: Tutor | None = chosen.get("tutor")
    places = chosen.get("places", 1)
    if chosen["what"] == "new":
        if not (chosen.get("territory") and chosen.get("language")):
            return None
        return Offer(
            EngineTutor(
                key=explained.NEWCOMER,
                territory=chosen["territory"].key,
                languages=frozenset({chosen["language"]}),
                capacity=places,
            )
        )
    if tutor is None:
        return None
    return Places(str(tutor.pk), 0 if chosen["what"] == "pause" else places)
