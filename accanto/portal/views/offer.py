"""I could be beside someone: the availability form, in three steps, without an account.

What is typed is kept on the server, sealed, under the secret of a cookie that lives some hours: nothing of
it stays on the phone. Next, back and send all keep it; a page left half-way is taken up again.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import MultipleChoiceField
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.limits import within_limit
from accanto.portal.forms.offer import STEPS, ReachForm, WhoForm, age_of, stamp
from accanto.portal.published import PORTAL
from accanto.portal.views.public import PublicPage, PublicScreen
from accanto.tutoring import words
from accanto.tutoring.models import TutorApplication, TutorDraft
from accanto.tutoring.offer_jobs import mail_confirming
from accanto.tutoring.operations.application import find_sent, send_application
from accanto.tutoring.operations.draft import OPEN_FOR, begin_draft, drop_draft, find_draft, keep_step
from accanto.tutoring.places import Place, tutoring_projects, tutoring_towns

COOKIE = "accanto_offer"
#: Offers and new drafts from one address within an hour: a whole parish hall may share one.
_MOST, _MOST_DRAFTS, _HOUR = 10, 40, 3600
#: Towns that the browser proposes while one types.
_TOWNS = 400
#: Fields of a page that are no answer.
_NO_ANSWER = ("csrfmiddlewaretoken", "go", "website", "shown")
_QUICK = _("That was very quick. Please look at the page once more, then send it again.")
_MANY = _(
    "Many offers came from your connection. What you wrote is still here: please send it again in an hour."
)


class OfferScreen(PublicScreen):
    """A page of one who offers themselves: nobody's store keeps it."""

    keeps = False
    listed = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.secret: str = request.COOKIES.get(COOKIE, "")
        self.draft: TutorDraft | None = find_draft(self.secret)
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        if self.secret != request.COOKIES.get(COOKIE, ""):
            self._give_cookie(response)
        return response

    def _give_cookie(self, response: Any) -> None:
        if not self.secret:
            response.delete_cookie(COOKIE, path=reverse("portal:offer"))
            return
        response.set_cookie(
            COOKIE, self.secret, max_age=int(OPEN_FOR.total_seconds()), path=reverse("portal:offer"),
            secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
        )  # fmt: skip

    def bound(self, step: str, **more: Any) -> Any:
        """The form of a step with what the draft holds."""
        content = self.draft.content.get(step, {}) if self.draft else {}
        return STEPS[step](_query(content), actor=PORTAL, **more)


class OfferStartView(OfferScreen, PublicPage):
    """What it is about; begin, go on with what was begun, or forget it."""

    template_name = "portal/offer_start.html"
    title = _("I could be beside someone")
    listed = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.draft is None:
            self.secret = ""  # what was sent before is not what is begun now
        wished = str(request.GET.get("project", ""))[:36]
        looking = list(tutoring_projects(PORTAL).values_list("pk", flat=True))
        other = wished and wished not in {str(pk) for pk in looking}
        return self.page(
            draft=self.draft, wished="" if other else wished, not_looking=other, tutoring=bool(looking)
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.draft is not None:
            drop_draft(self.draft)
        self.secret = ""
        return redirect("portal:offer")


class OfferStepView(OfferScreen):
    """One of the three steps."""

    template_name = "portal/offer_step.html"
    title = _("I could be beside someone")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.step = str(kwargs["number"])
        if self.step not in STEPS:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        place = self._place()
        if self.step != WhoForm.step and place is None:
            return redirect("portal:offer_step", WhoForm.step)
        if self.draft is None:
            self.secret = ""  # what was sent before is not what is begun now
        content = self.draft.content.get(self.step) if self.draft else None
        if content and "wrong" in request.GET:
            return self._show(self._form(_query(content), place), place)
        return self._show(self._form(None, place, initial=self._initial(content)), place)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        place = self._place()
        form = self._form(request.POST, place)
        try:
            if not self._keep(request):
                return redirect("portal:offer_sent")
        except ValidationError as error:
            form.add_error(None, error)
            return self._show(form, place, status=429)
        go = request.POST.get("go", "")
        if go == "keep":
            return HttpResponse(status=204)
        if go == "back":
            return redirect("portal:offer_step", max(1, int(self.step) - 1))
        return self._next(form, place)

    def _next(self, form: Any, place: Place | None) -> HttpResponse:
        if place is None and self.step != WhoForm.step:  # the draft was too old: the first step again
            return redirect(f"{reverse('portal:offer_step', args=[WhoForm.step])}?lost")
        if not form.is_valid():
            return self._show(form, place, status=422)
        if self.step != ReachForm.step:
            return redirect("portal:offer_step", int(self.step) + 1)
        return self._send(form, place)

    # --- parts --------------------------------------------------------------------------------

    def _place(self) -> Place | None:
        """Where the offer goes, as the first step of the draft says."""
        if self.draft is None or WhoForm.step not in self.draft.content:
            return None
        who = self.bound(WhoForm.step)
        who.is_valid()
        place: Place | None = who.place
        return place

    def _form(self, data: Any, place: Place | None, **more: Any) -> Any:
        form = STEPS[self.step]
        return form(data, actor=PORTAL, row=place.project if place and form is not WhoForm else None, **more)

    def _initial(self, content: dict[str, list[str]] | None) -> dict[str, Any]:
        if content is None:
            wished = self.request.GET.get("project", "")
            return {"project": wished[:36]} if wished and self.step == WhoForm.step else {}
        fields = STEPS[self.step].base_fields
        lists = {name for name, field in fields.items() if isinstance(field, MultipleChoiceField)}
        flat = {name: (values if name in lists else (values or [""])[-1]) for name, values in content.items()}
        return {**{name: [] for name in lists}, **flat}

    def _keep(self, request: HttpRequest) -> bool:
        """Keep what was typed. False where another tab has sent it meanwhile.

        Raises ValidationError where there is no room for a new draft.
        """
        typed = {name: values for name, values in request.POST.lists() if name not in _NO_ANSWER}
        known = {name: values for name, values in typed.items() if name in STEPS[self.step].base_fields}
        if self.draft is not None and keep_step(self.draft, step=self.step, typed=known):
            return True
        if find_sent(self.secret) is not None:
            return False
        if not within_limit(request, "offer-draft", most=_MOST_DRAFTS, seconds=_HOUR):
            raise ValidationError(_MANY)
        self.draft, self.secret = begin_draft()
        return keep_step(self.draft, step=self.step, typed=known)

    def _send(self, form: ReachForm, place: Place | None) -> HttpResponse:
        assert self.draft is not None and place is not None
        if form.data.get("website"):  # a machine filled in what nobody sees: thanked, and forgotten
            drop_draft(self.draft)
            return redirect("portal:offer_sent")
        forms = {
            step: self.bound(step, row=None if step == WhoForm.step else place.project) for step in STEPS
        }
        for step, each in forms.items():
            if not each.is_valid():
                return redirect(f"{reverse('portal:offer_step', args=[step])}?wrong")
        if form.hasty():
            form.add_error(None, _QUICK)
            return self._show(form, place, status=422)
        if not within_limit(self.request, "offer", most=_MOST, seconds=_HOUR):
            form.add_error(None, _MANY)
            return self._show(form, place, status=429)
        answers = {name: value for each in forms.values() for name, value in each.answers().items()}
        try:
            sent = self._sent(forms[WhoForm.step], place, answers)
        except ValidationError as error:
            form.add_operation_errors(error)
            return self._show(form, place, status=429 if getattr(error, "code", "") == "later" else 422)
        site = f"{self.request.scheme}://{self.request.get_host()}"
        mail_confirming.enqueue(str(sent.pk), site)
        return redirect("portal:offer_sent")

    def _sent(self, who: WhoForm, place: Place, answers: dict[str, Any]) -> TutorApplication:
        assert self.draft is not None
        return send_application(
            self.draft,
            place=place,
            municipality=who.cleaned_data["municipality"],
            kind=who.cleaned_data["kind"],
            language=(get_language() or "it")[:2],
            answers=answers,
        )

    def _show(self, form: ActorForm, place: Place | None, status: int = 200) -> HttpResponse:
        return self.page(
            status=status,
            form=form,
            place=place,
            step=int(self.step),
            steps=len(STEPS),
            towns=tutoring_towns(PORTAL)[:_TOWNS] if self.step == WhoForm.step else (),
            stamp=self._stamp(form),
            lost="lost" in self.request.GET,
            notice_version=words.NOTICE_VERSION,
        )

    def _stamp(self, form: Any) -> str:
        """When the page was first shown; a page that comes back with an error does not begin anew."""
        shown = form.data.get("shown", "") if form.is_bound else ""
        return shown if shown and age_of(shown) is not None else stamp()


def _query(content: dict[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in content.items():
        data.setlist(name, values)
    return data


class OfferSentView(OfferScreen, PublicPage):
    """It was received; what happens now. The same page whoever wrote, and whatever was known before."""

    template_name = "portal/offer_sent.html"
    title = _("Thank you")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page(again="again" in request.GET)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The mail did not come: send it again."""
        sent = find_sent(self.secret)
        if sent is not None and within_limit(request, "offer-again", most=_MOST, seconds=_HOUR):
            mail_confirming.enqueue(str(sent.pk), f"{request.scheme}://{request.get_host()}")
        return redirect(f"{reverse('portal:offer_sent')}?again")
