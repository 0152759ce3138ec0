"""Decisions on a pair. Each shows what it would change before it is taken, and asks again where the board has changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, Screen, allowed_on
from accanto.network.models import Project
from accanto.tutoring import explained, saying
from accanto.tutoring.forms.board import HoldForm, IntroduceForm, RefuseForm, ReleaseForm
from accanto.tutoring.kept import Look, Solved, kept_board, look
from accanto.tutoring.matching.board import Board, Change, Difference, Lock, Refuse, Unlock
from accanto.tutoring.matching.certificate import NotOptimal
from accanto.tutoring.matching.problem import Refused
from accanto.tutoring.models import Match, Tutor, Tutoring, TutorRequest
from accanto.tutoring.operations.asking import put_forward
from accanto.tutoring.operations.board import SIDES, hold, introduce, refuse, release, say_yes


class _Deciding(FormScreen):
    """A form that carries the digest of the board its reader saw (`board`). It is taken where that is still the board,
    or where the change would do the same; otherwise what changed meanwhile is said, and the form shown again."""

    template_name = "tutoring/decide.html"
    about: ClassVar[Any] = ""

    def project(self) -> Project:
        raise NotImplementedError

    def request_of(self) -> TutorRequest:
        raise NotImplementedError

    def changes(self, board: Board, form: ActorForm) -> tuple[Change, ...]:
        """What is to be decided, as the engine's changes. Raises the engine's Refused."""
        raise NotImplementedError

    def now(self) -> Look:
        if not hasattr(self, "_now"):
            self._now = look(self.actor, self.project())
        return self._now

    def solved(self) -> Solved:
        """Raises ValidationError where nothing may be proposed now."""
        now = self.now()
        if now.solved is None:
            raise ValidationError(saying.refused_in_words(now.failed or "working"))
        return now.solved

    def difference(self, board: Board, form: ActorForm) -> Difference:
        """Raises ValidationError with what the engine refused."""
        try:
            return explained.preview(board, *self.changes(board, form))
        except Refused as refused:
            raise ValidationError(saying.refused_in_words(refused.code)) from refused
        except NotOptimal as failed:
            raise ValidationError(saying.refused_in_words("not_proven")) from failed

    def require_same(self, form: ActorForm) -> Solved:
        """The board as it is now. Raises ValidationError where the change would do something else than was shown."""
        solved, seen = self.solved(), str(form.cleaned_data.get("board") or "")
        here = self.difference(solved.board, form)
        if seen == solved.digest:
            return solved
        before = kept_board(seen)
        try:
            same = before is not None and self.difference(before.board, form) == here
        except ValidationError:
            same = False
        if not same:
            self._since = explained.since(before, solved) if before else None
            raise ValidationError(
                _(
                    "The board has changed while you were reading. Look at what it would do now, then decide again."
                ),
                code="stale",
            )
        return solved

    def context(self, **more: Any) -> dict[str, Any]:
        form = more.get("form")
        told = super().context(about=self.about, request_row=self.request_of(), **more)
        return told if form is None else told | self._shown(form)

    def _shown(self, form: ActorForm) -> dict[str, Any]:
        """The difference in words; the form then carries the board that it was worked out on."""
        since = getattr(self, "_since", None)
        told: dict[str, Any] = {"since": explained.moves(self.actor, since) if since else None}
        try:
            solved = self.solved()
            told["moves"] = explained.moves(self.actor, self.difference(solved.board, form))
        except ValidationError as error:
            return told | {"refused": " ".join(error.messages)}
        if form.is_bound:
            form.data = {**form.data.dict(), "board": solved.digest}  # type: ignore[attr-defined]
        else:
            form.initial["board"] = solved.digest
        return told


class _OnPair(_Deciding):
    """About a person and a tutor of the query string, else the one proposed."""

    model = TutorRequest
    capability = "matching.decide"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__project", "case__person")

    def request_of(self) -> TutorRequest:
        return self.row()  # type: ignore[no-any-return]

    def project(self) -> Project:
        return self.row().case.project  # type: ignore[no-any-return]

    def initial(self) -> dict[str, Any]:
        started = super().initial()
        solved, key = self.now().solved, str(self.row().pk)
        if not started.get("tutor") and solved is not None and key in solved.board.person_at:
            started["tutor"] = solved.board.tutor_of(key)
        return started

    def tutor_key(self, form: ActorForm) -> str:
        return str(form["tutor"].value() or "")

    def _shown(self, form: ActorForm) -> dict[str, Any]:
        known = explained.names(self.actor, [], [self.tutor_key(form)])
        return {**super()._shown(form), "tutor": known.tutors.get(self.tutor_key(form))}

    def kept(self, solved: Solved, tutor: Tutor) -> dict[str, Any]:
        """What the decision keeps of the board."""
        person, key = str(self.row().pk), str(tutor.pk)
        proposed = solved.board.tutor_of(person) == key
        return {"proposed": proposed, "reasons": explained.kept_reasons(solved, person, key)}

    def next_url(self, result: Match) -> str:
        return str(result.request.get_absolute_url())


class MatchHoldView(_OnPair):
    form_class = HoldForm
    title = gettext_lazy("Hold this pair")
    about = gettext_lazy(
        "Nobody else is proposed to either while both are asked. It can be let go at any time."
    )
    submit_label = gettext_lazy("Hold this pair")
    done = gettext_lazy("The pair is held. Now ask both.")

    def changes(self, board: Board, form: ActorForm) -> tuple[Change, ...]:
        return (Lock(str(self.row().pk), self.tutor_key(form)),)

    def perform(self, form: ActorForm) -> Match:
        solved, tutor = self.require_same(form), form.cleaned_data["tutor"]
        return hold(self.actor, request=self.row(), tutor=tutor, **self.kept(solved, tutor))


class MatchRefuseView(_OnPair):
    form_class = RefuseForm
    title = gettext_lazy("Refuse this pair")
    about = gettext_lazy("These two are not proposed to each other any more. It can be taken back.")
    submit_label = gettext_lazy("Refuse this pair")
    done = gettext_lazy("The pair is refused. This is the best for all without it.")

    def changes(self, board: Board, form: ActorForm) -> tuple[Change, ...]:
        person, tutor = str(self.row().pk), self.tutor_key(form)
        board.at_tutor(tutor)
        held = board.locked.get(board.at_person(person)) == board.tutor_at[tutor]
        return (Unlock(person), Refuse(person, tutor)) if held else (Refuse(person, tutor),)

    def perform(self, form: ActorForm) -> Match:
        solved, values = self.require_same(form), form.cleaned_data
        kept = self.kept(solved, values["tutor"])
        return refuse(
            self.actor,
            request=self.row(),
            tutor=values["tutor"],
            reason=values["reason"],
            words=values["words"],
            **kept,
        )


class _OfMatch(Screen):
    """What the screens about one pair read with it."""

    model = Match

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("request__case__project", "request__case__person", "tutor")


class MatchReleaseView(_OfMatch, _Deciding):
    capability = "matching.decide"
    form_class = ReleaseForm
    title = gettext_lazy("Let this pair go")
    about = gettext_lazy("The two are free again, and may be proposed to each other or to others.")
    submit_label = gettext_lazy("Let the pair go")
    done = gettext_lazy("The pair is not held any more.")

    def request_of(self) -> TutorRequest:
        return self.row().request  # type: ignore[no-any-return]

    def project(self) -> Project:
        return self.request_of().case.project

    def changes(self, board: Board, form: ActorForm) -> tuple[Change, ...]:
        person = str(self.row().request_id)
        known = person in board.person_at and board.at_person(person) in board.locked
        return (Unlock(person),) if known else ()  # a pair that cannot hold any more holds nothing

    def perform(self, form: ActorForm) -> Match:
        self.require_same(form)
        return release(self.actor, match=self.row())

    def next_url(self, result: Match) -> str:
        return self.cancel_url()

    def cancel_url(self) -> str:
        return str(self.request_of().get_absolute_url())


class MatchTakeBackView(_OfMatch, ActionScreen):
    """A refusal is taken back: the two may be proposed to each other again."""

    capability = "matching.decide"
    done = gettext_lazy("The refusal is taken back.")

    def perform(self, row: Match) -> Match:
        return release(self.actor, match=row)

    def back_url(self, row: Match) -> str:
        return str(row.request.get_absolute_url())


class MatchYesView(_OfMatch, ActionScreen):
    """The tutor or the person said yes today; which of the two stands in the URL."""

    capability = "matching.decide"
    done = gettext_lazy("Noted.")

    def perform(self, row: Match) -> Match:
        if self.kwargs["side"] not in SIDES:
            raise Http404
        return say_yes(self.actor, match=row, side=self.kwargs["side"])

    def back_url(self, row: Match) -> str:
        return str(row.request.get_absolute_url())


class MatchAskView(_OfMatch, ActionScreen):
    """The pair is put to the two: each answers on their own page."""

    capability = "matching.decide"
    done = gettext_lazy("Both are asked on their own pages. Invite who has no way in yet.")

    def perform(self, row: Match) -> Any:
        return put_forward(self.actor, match=row)

    def back_url(self, row: Match) -> str:
        return str(row.request.get_absolute_url())


class MatchIntroduceView(_OfMatch, FormScreen):
    capability = "matching.decide"
    form_class = IntroduceForm
    title = gettext_lazy("Introduce the two")
    submit_label = gettext_lazy("Start the tutoring")
    done = gettext_lazy("The tutoring has begun.")

    def perform(self, form: ActorForm) -> Tutoring:
        return introduce(self.actor, match=self.row(), **form.values())

    def cancel_url(self) -> str:
        return str(self.row().request.get_absolute_url())


class MatchDetailView(_OfMatch, DetailScreen):
    """A decision, explained by the reasons that were kept with it."""

    capability = "matching.see"
    template_name = "tutoring/match_detail.html"
    title = gettext_lazy("A decision on a pair")

    def more(self, row: Match) -> dict[str, Any]:
        return {
            "kept": explained.kept_in_words(row.reasons) if row.reasons else None,
            "may_decide": allowed_on(self.actor, "matching.decide", row),
        }
