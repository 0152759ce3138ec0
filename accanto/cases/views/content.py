"""Needs, situations and referrals of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.cases.forms import NeedForm, ReferralForm, SituationForm
from accanto.cases.forms.asked import initial_answers
from accanto.cases.models import Case, Need, Referral, ReferralOutcome
from accanto.cases.operations.content import add_need, end_need, record_outcome, record_situation, refer
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, FormScreen
from accanto.directory.search import Question, find, for_need
from accanto.network.models import Municipality

#: Services proposed for one need; needs looked at where none is chosen; and services in all.
_PROPOSED, _AREAS, _MOST_PROPOSED = 6, 3, 9


class NeedAddView(FormScreen):
    model = Case
    capability = "cases.edit"
    form_class = NeedForm
    title = _("A need")

    def perform(self, form: ActorForm) -> Any:
        return add_need(self.actor, case=self.row(), **form.values())


class NeedEndView(ActionScreen):
    """Met, no longer a need, or open again: the state stands in the URL."""

    model = Need
    capability = "cases.edit"

    def perform(self, row: Any) -> Any:
        if self.kwargs["status"] not in Need.Status.values:
            raise Http404
        return end_need(self.actor, need=row, status=self.kwargs["status"])


class SituationAddView(FormScreen):
    """The picture of a day, with what was said at the beginning beside each fact."""

    model = Case
    capability = "cases.edit"
    form_class = SituationForm
    title = _("Where the person stands")

    def initial(self) -> dict[str, Any]:
        last = self.row().situations.order_by("on", "created_at").last()
        names = ("labour", "housing", "mobility", "italian", "ties", "digital")
        known = {name: getattr(last, name) for name in names} if last else {}
        moment = "intake" if last is None else "review" if self.row().is_open else "after"
        return {"moment": moment, **known, **initial_answers(last), **super().initial()}

    def perform(self, form: ActorForm) -> Any:
        return record_situation(self.actor, case=self.row(), **form.values())


def _near(case: Case) -> Municipality | None:
    """Where services are looked for first: where the person lives, else where the work is done."""
    if case.person.municipality or case.organisation.municipality:
        return case.person.municipality or case.organisation.municipality
    if case.territory is None:
        return None
    first = (
        case.territory.municipalities.select_related("municipality").order_by("municipality__name").first()
    )
    return first.municipality if first else None


class ReferralAddView(FormScreen):
    """Point the person to a service: those that answer the need stand first."""

    model = Case
    capability = "cases.edit"
    form_class = ReferralForm
    template_name = "cases/referral_add.html"
    title = _("Refer to a service")
    done = _("The referral is recorded.")

    def build_form(self, **bound: Any) -> ActorForm:
        form = super().build_form(**bound)
        assert isinstance(form, ReferralForm)
        form.offer(self.offered)
        return form

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(proposed=self.offered, need=self._need(), word=self._word(), **more)

    @cached_property
    def offered(self) -> list[Any]:
        """What was looked for by words; without any, what answers the need."""
        case, need = self.row(), self._need()
        if not self._word():
            return self._proposed(case, need)
        language = get_language() or "it"
        question = Question(text=self._word())
        found = find(self.actor, question, language).services(_MOST_PROPOSED)
        for service in found:
            service.for_the_need = need or next(iter(self._open_needs()), None)  # type: ignore[attr-defined]
        return found

    def _word(self) -> str:
        return self.request.GET.get("word", "").strip()[:200]

    def _need(self) -> Need | None:
        found: Need | None = self.row().needs.filter(pk=self._need_id()).first()
        return found

    def _open_needs(self) -> list[Need]:
        return list(self.row().needs.filter(status=Need.Status.OPEN).order_by("noted_on", "id"))

    def _proposed(self, case: Case, need: Need | None) -> list[Any]:
        """Services for the need or, without one, for the open needs, each once; `for_the_need` is the need
        that a service stands for, so that one tap refers for it."""
        needs = [need] if need else self._open_needs()
        by_area = {each.area: each for each in reversed(needs)}
        each_limit = _PROPOSED if len(by_area) < 2 else _PROPOSED // 2  # noqa: PLR2004  one alone or several
        town = _near(case)
        found: dict[Any, Any] = {}
        for area, answered in list(by_area.items())[:_AREAS]:
            for service in for_need(self.actor, area, town, case.person.language, each_limit):
                service.for_the_need = answered  # type: ignore[attr-defined]
                found.setdefault(service.pk, service)
        return list(found.values())[:_MOST_PROPOSED]

    def _need_id(self) -> Any:
        try:
            return UUID(self.request.GET.get("need", ""))
        except ValueError:
            return None

    def perform(self, form: ActorForm) -> Any:
        return refer(self.actor, case=self.row(), **form.values())


class ReferralOutcomeView(ActionScreen):
    """What came of it, in one tap."""

    model = Referral
    capability = "cases.edit"
    done = _("Noted.")

    def perform(self, row: Any) -> Any:
        if self.kwargs["outcome"] not in ReferralOutcome.values:
            raise Http404
        return record_outcome(self.actor, referral=row, outcome=self.kwargs["outcome"])
