"""Someone waits for a tutor: asked, changed, withdrawn; and their page, with whom the matching proposes and why."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accanto.accounts.operations.door import has_access
from accanto.cases.models import Case
from accanto.core.forms import ActorForm
from accanto.core.screens import DetailScreen, FormScreen, allowed_on
from accanto.tutoring import explained, saying
from accanto.tutoring.forms.board import (
    MOST_LISTED,
    RequestAddForm,
    RequestEditForm,
    RequestWithdrawForm,
)
from accanto.tutoring.kept import Look, look
from accanto.tutoring.matching.board import Board, Lock
from accanto.tutoring.matching.problem import Refused
from accanto.tutoring.matching.reasons import why_nobody, why_not
from accanto.tutoring.models import Match, PairQuestion, Tutor, TutorRequest
from accanto.tutoring.operations.request import (
    ask_for_tutor,
    change_request,
    has_agreed,
    withdraw_request,
)
from accanto.tutoring.problem_of import ready_tutors


class RequestAddView(FormScreen):
    """Look for a tutor, from the case's page."""

    model = Case
    capability = "cases.edit"
    form_class = RequestAddForm
    title = _("Look for a tutor")
    submit_label = _("Look for a tutor")
    done = _("The person waits for a tutor from now.")

    def perform(self, form: ActorForm) -> TutorRequest:
        return ask_for_tutor(self.actor, case=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return str(result.get_absolute_url() if self.actor.may("matching.see") else self.cancel_url())


class RequestEditView(FormScreen):
    model = TutorRequest
    capability = "cases.edit"
    form_class = RequestEditForm
    title = _("What a tutor is looked for with")

    def perform(self, form: ActorForm) -> TutorRequest:
        return change_request(self.actor, request=self.row(), **form.values())


class RequestWithdrawView(FormScreen):
    model = TutorRequest
    capability = "cases.edit"
    form_class = RequestWithdrawForm
    template_name = "tutoring/request_withdraw.html"
    title = _("Stop looking for a tutor")
    submit_label = _("Stop looking")
    done = _("Nobody is looked for any more.")

    def perform(self, form: ActorForm) -> TutorRequest:
        return withdraw_request(self.actor, request=self.row())

    def next_url(self, result: TutorRequest) -> str:
        return str(result.case.get_absolute_url())


class _OfRequest(DetailScreen):
    """A page about someone who waits, with the board as it is now."""

    model = TutorRequest
    capability = "matching.see"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__project", "case__person")

    def may(self, row: TutorRequest) -> dict[str, bool]:
        return {
            "may_decide": row.is_waiting and allowed_on(self.actor, "matching.decide", row),
            "may_edit": row.is_waiting and allowed_on(self.actor, "cases.edit", row.case),
        }

    def looked(self, row: TutorRequest) -> Look | None:
        """The board with this person on it; None where they are not."""
        if not row.is_waiting:
            return None
        now = look(self.actor, row.case.project)
        if now.solved is not None and str(row.pk) not in now.solved.board.person_at:
            return None
        return now


class RequestDetailView(_OfRequest):
    template_name = "tutoring/request_detail.html"
    title = _("Waits for a tutor")

    def more(self, row: TutorRequest) -> dict[str, Any]:
        matches = list(row.matches.select_related("tutor", "decided_by", "tutor_yes_by", "person_yes_by"))
        now = self.looked(row)
        held = next((one for one in matches if one.is_held), None)
        questions = PairQuestion.objects.visible_to(self.actor).filter(match=held) if held else []
        told: dict[str, Any] = {
            "held": held,
            "questions": [(each, has_access(each.account)) for each in questions],
            "refused": [one for one in matches if one.state == Match.State.REFUSED],
            "agreed": has_agreed(self.actor, row.case),
            "times": saying.times_in_words(row.times),
            "interests": saying.interests_in_words(row.interests),
            "musts": saying.areas_in_words(row.musts),
            "wishes": saying.genders_in_words(row.wishes),
            **(saying.look_in_words(now.failed, now.made_at, now.run) if now else {}),
            **self.may(row),
        }
        if now is not None and now.solved is not None:
            told |= self._answer(row, now)
        return told

    def _answer(self, row: TutorRequest, now: Look) -> dict[str, Any]:
        assert now.solved is not None and now.told is not None
        board, key = now.solved.board, str(row.pk)
        proposed, best = board.tutor_of(key), board.best_for(key)
        nobody = why_nobody(board, key)
        others = nobody.people[:MOST_SHOWN] if nobody else ()
        full = nobody.tutors[:MOST_SHOWN] if nobody else ()
        known = explained.names(self.actor, others, [proposed, *full, *(tutor for tutor, _points in best)])
        return {
            "on_board": True,
            "board": now.digest,
            "broken": key in now.told.broken,
            "proposed": known.tutors.get(proposed),
            "pair": explained.said(board, key, proposed) if proposed else None,
            "best": [(known.tutors[tutor], points) for tutor, points in best if tutor in known.tutors],
            "nobody": nobody,
            "relax": [
                ([str(saying.RELAX[limit]) for limit in limits], count) for limits, count in nobody.relax
            ] if nobody else [],
            "full": [known.tutors[tutor] for tutor in full if tutor in known.tutors],
            "rivals": [known.people[one] for one in others if one in known.people],
            "tutors": _choices(self, row),
        }  # fmt: skip


#: Of long lists (a Hall set can be a whole town) so many are named.
MOST_SHOWN = 12


def _choices(screen: _OfRequest, row: TutorRequest) -> list[Tutor]:
    """Every ready tutor by name, to ask about; none where they are too many to choose from."""
    rows = ready_tutors(screen.actor, row.case.project).order_by()
    found = list(
        Tutor.objects.visible_to(screen.actor, "tutors.see").filter(pk__in=rows.values("pk"))[
            : MOST_LISTED + 1
        ]
    )
    return [] if len(found) > MOST_LISTED else sorted(found, key=lambda tutor: str(tutor.name).casefold())


class PairView(_OfRequest):
    """Why this tutor, or why not: any tutor can be asked about."""

    template_name = "tutoring/pair.html"
    title = _("Why, or why not")

    def more(self, row: TutorRequest) -> dict[str, Any]:
        now = self.looked(row)
        told: dict[str, Any] = {
            **(saying.look_in_words(now.failed, now.made_at, now.run) if now else {}),
            **self.may(row),
        }
        tutor = self._tutor()
        if now is None or now.solved is None or tutor is None:
            return told
        board, person, key = now.solved.board, str(row.pk), str(tutor.pk)
        told |= {"tutor": tutor, "on_board": key in board.tutor_at}
        if not told["on_board"]:
            return told
        why = why_not(board, person, key)
        here = board.tutor_of(person) == key
        known = explained.names(self.actor, why.instead[:MOST_SHOWN], [])
        held = row.matches.filter(state=Match.State.HELD).select_related("tutor").first()
        return told | {
            "here": here,
            "held": held,
            "is_refused": row.matches.filter(state=Match.State.REFUSED, tutor=tutor).exists(),
            "pair": explained.said(board, person, key),
            "instead": [known.people[one] for one in why.instead if one in known.people],
            "cost": None if here or held else self._cost(board, person, key),
            "no_place": not (here or held or why.limits) and why.cost is None,
        }

    def _cost(self, board: Board, person: str, tutor: str) -> explained.Moves | None:
        """What forcing the pair would cost, limits or not; None where the tutor has no place for it."""
        try:
            return explained.moves(self.actor, explained.preview(board, Lock(person, tutor)))
        except Refused:
            return None

    def _tutor(self) -> Tutor | None:
        """The tutor of the query string, by key or by code."""
        rows = Tutor.objects.visible_to(self.actor, "tutors.see")
        key, code = self.request.GET.get("tutor", ""), self.request.GET.get("code", "").strip().upper()
        found: Tutor | None = (
            rows.filter(pk=key).first() if explained.is_key(key) else rows.filter(code=code).first()
        )
        return found
