"""The five base screens. Every page of the product is one of them.

A screen declares a `capability` (or PUBLIC) and, where it shows rows, a `model`; never a queryset.
Rows are looked up through `visible_to(actor)`: what is not yours is 404, what you see but may not
do is 403. A URL whose view declares no capability fails the system check `accanto.E001`.

Reading takes three hops (url, screen, visible queryset), writing four (url, screen with form,
operation, model).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Case, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views import View

from accanto.core import trail
from accanto.core.actor import NOTHING, Actor
from accanto.core.forms import ActorForm, FilterForm
from accanto.core.models import Record
from accanto.core.paging import PAGE_SIZE, paginate
from accanto.core.scoping import scope_condition
from accanto.core.signin import recently_signed_in, sign_in_again

#: For screens that everyone may open, signed in or not.
PUBLIC: Final = "public"
#: For screens that everyone signed in may open (one's own settings).
SIGNED_IN: Final = "signed_in"


class ActorRequest(HttpRequest):
    """A request with the actor that the middleware put on it."""

    actor: Actor


class Screen(View):
    """What all screens share: the capability, the row, and how a page is rendered."""

    capability: ClassVar[str] = ""
    model: ClassVar[type[models.Model] | None] = None
    template_name: ClassVar[str] = ""
    title: ClassVar[Any] = ""
    #: Ask for the password again when the last time was long ago (exports, changes of roles).
    needs_recent_sign_in: ClassVar[bool] = False
    #: Largest body that is read from someone signed in, where it is more than the gate's own (core/gate.py).
    max_body: ClassVar[int] = 0
    request: ActorRequest  # type: ignore[assignment]

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Callable[..., HttpResponseBase]:
        view = super().as_view(**initkwargs)
        view.login_required = cls.capability != PUBLIC  # type: ignore[attr-defined]
        view.capability = cls.capability  # type: ignore[attr-defined]
        view.max_body = cls.max_body  # type: ignore[attr-defined]
        return view

    @property
    def actor(self) -> Actor:
        return self.request.actor

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.capability not in (PUBLIC, SIGNED_IN) and not self.actor.may(self.capability):
            if self.model and "pk" in kwargs and not self._sees_row():
                raise Http404
            raise PermissionDenied
        if self.needs_recent_sign_in and not recently_signed_in(request):
            return sign_in_again(request)
        return super().dispatch(request, *args, **kwargs)

    # --- rows ---------------------------------------------------------------------------------

    def rows(self, capability: str | None = None) -> models.QuerySet[Any]:
        """The rows of the model that the actor sees; screens refine it in `refine`."""
        assert self.model is not None
        if issubclass(self.model, Record):
            return self.refine(self.model.objects.visible_to(self.actor, capability))
        return self.refine(self.model._default_manager.all())

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Joins and conditions of this screen."""
        return rows

    def _sees_row(self) -> bool:
        return self.rows().filter(pk=self.kwargs["pk"]).order_by().exists()

    def get_row(self) -> Any:
        """The row of the URL's `pk`: 404 when out of sight, 403 when seen but not allowed."""
        row = self.rows().filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        if not self._seen_by_capability():
            self.require_on(row)
        return row

    def _seen_by_capability(self) -> bool:
        """Whether a row in sight is, by that alone, one on which the actor has the screen's capability."""
        scope = self.model.scope if self.model is not None and issubclass(self.model, Record) else None
        return scope is not None and scope.see == self.capability

    def require_on(self, row: models.Model, capability: str | None = None) -> None:
        """Raise 403 unless the actor has the capability on this row."""
        wanted = capability or self.capability
        if wanted in (PUBLIC, SIGNED_IN):
            return
        if not allowed_on(self.actor, wanted, row):
            raise PermissionDenied

    # --- page ---------------------------------------------------------------------------------

    def context(self, **more: Any) -> dict[str, Any]:
        """What the template sees; screens add to it."""
        return {"title": self.title, "actor": self.actor, "screen": self, **more}

    def page(self, status: int = 200, **context: Any) -> HttpResponse:
        return render(self.request, self.template_name, self.context(**context), status=status)


@dataclass(frozen=True)
class _Known:
    actor: Actor
    asked: frozenset[str]
    held: set[str]


_KNOWN = "_known_to_be_allowed"


def ask_together(actor: Actor, capabilities: Collection[str], row: Record) -> set[str]:
    """As `allowed_among`, and `allowed_on` knows the answers of this row from now. For a page that is only shown, put
    together by several rooms: who changes the row reads another one, or asks before."""
    held = allowed_among(actor, capabilities, row)
    row.__dict__[_KNOWN] = _Known(actor, frozenset(capabilities), held)
    return held


def allowed_on(actor: Actor, capability: str, row: models.Model) -> bool:
    """Whether the actor has the capability on one row that they see."""
    if not actor.may(capability):
        return False
    known = row.__dict__.get(_KNOWN)
    if known is not None and known.actor is actor and capability in known.asked:
        return capability in known.held
    if isinstance(row, Record):
        return type(row).objects.visible_to(actor, capability).filter(pk=row.pk).order_by().exists()
    return True


def allowed_among(actor: Actor, capabilities: Collection[str], row: Record) -> set[str]:
    """Those of the capabilities that the actor has on one row that they see, asked in one query."""
    model = type(row)
    held = [capability for capability in capabilities if actor.may(capability)]
    alike: dict[Any, list[str]] = {}
    for capability in held:
        alike.setdefault(_reach(model, actor, capability), []).append(capability)
    if model.scope is not None:
        alike.pop(_reach(model, actor, model.scope.see), None)  # had on every row in sight
    rows = model.objects.visible_to(actor).filter(pk=row.pk).order_by()
    for number, names in enumerate(alike.values()):
        reach = scope_condition(model, actor, names[0])
        whole = Value(True) if reach == models.Q() else Case(When(reach, then=True), default=False)
        rows = rows.annotate(**{f"may{number}": whole})
    found = (
        rows.values_list("pk", *(f"may{number}" for number in range(len(alike)))).first() if held else None
    )
    if found is None:
        return set()
    refused = [
        name for names, may in zip(alike.values(), found[1:], strict=True) if not may for name in names
    ]
    return set(held).difference(refused)


def _reach(model: type[Record], actor: Actor, capability: str) -> Any:
    """Equal for capabilities that the actor's roles give on just the same rows: asked once for all of them. Where
    rows are shared one by one, a capability is like no other."""
    scope = model.scope
    if scope is None or scope.extra and scope.extra(actor, capability, "pk") != NOTHING:
        return capability
    return actor.rows(capability, scope.paths)


class PageScreen(Screen):
    """A page about nothing in particular: Today, a start page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.page()


class ListScreen(Screen):
    """Rows by page. `order` ends with a unique column; `filter_form` reads the query string."""

    order: ClassVar[Sequence[str]] = ("-created_at", "-id")
    filter_form: ClassVar[type[FilterForm] | None] = None
    page_size: ClassVar[int] = PAGE_SIZE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.filter_form(request.GET, actor=self.actor) if self.filter_form else None
        chosen = form.chosen() if form else {}
        counted = self.counted(chosen)
        rows = self.narrow(self.rows(), chosen)
        page = paginate(rows, self.order, request.GET, size=self.page_size, counted=counted)
        return self.page(page=page, rows=self.prepare(page.rows), filter_form=form)

    def narrow(self, rows: models.QuerySet[Any], chosen: dict[str, Any]) -> models.QuerySet[Any]:
        """Apply the filters that were understood; by default each is a column's name."""
        return rows.filter(**chosen)

    def counted(self, chosen: dict[str, Any]) -> int | None:
        """How many rows there are, at most COUNT_LIMIT + 1, where the screen has a cheaper way to count them."""
        return None

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Add to the rows of the page what the template needs, in a constant number of queries."""
        return rows


class DetailScreen(Screen):
    """One row."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_row()
        return self.page(row=row, **self.more(row))

    def more(self, row: Any) -> dict[str, Any]:
        return {}


class FormScreen(Screen):
    """A form whose valid input goes to one operation.

    With `pk` in the URL, the row is the one edited or the parent of the one made. The operation's
    ValidationError comes back at its field, with everything typed still there.
    """

    form_class: ClassVar[type[ActorForm]]
    submit_label: ClassVar[Any] = _("Save")
    done: ClassVar[Any] = _("Saved.")
    template_name = "ui/form_page.html"

    def row(self) -> Any:
        if not hasattr(self, "_row"):
            self._row = self.get_row() if self.model and "pk" in self.kwargs else None
        return self._row

    def initial(self) -> dict[str, Any]:
        """What the form starts with; by default what the query string proposes for its fields.

        Not where a row is edited: a link that someone sent must not stand there in place of what is recorded.
        """
        if self.form_class.edits_row:
            return {}
        return {key: value for key, value in self.request.GET.items() if key in self.form_class.base_fields}

    def build_form(self, **bound: Any) -> ActorForm:
        return self.form_class(actor=self.actor, row=self.row(), initial=self.initial(), **bound)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.build_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.build_form(data=request.POST, files=request.FILES)
        if form.is_valid():
            try:
                result = self.perform(form)
            except ValidationError as error:
                form.add_operation_errors(error)
            else:
                if self.done:
                    messages.success(request, self.done_message(result))
                return redirect(self.next_url(result))
        return self.show(form, status=422)

    def show(self, form: ActorForm, status: int = 200) -> HttpResponse:
        return self.page(
            form=form,
            row=self.row(),
            submit_label=self.submit_label,
            cancel_url=self.cancel_url(),
            status=status,
        )

    def perform(self, form: ActorForm) -> Any:
        """Call the operation with the form's values; what it returns goes to `next_url`."""
        raise NotImplementedError

    def done_message(self, result: Any) -> Any:
        return self.done

    def next_url(self, result: Any) -> str:
        """Where to go when it is done."""
        return str(result.get_absolute_url())

    def cancel_url(self) -> str:
        row = self.row()
        return str(row.get_absolute_url()) if row is not None and hasattr(row, "get_absolute_url") else "/"


class ActionScreen(Screen):
    """A button: POST only, one row, one operation."""

    http_method_names = ["post", "options"]
    done: ClassVar[Any] = _("Done.")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_row() if self.model else None
        try:
            result = self.perform(row)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(self.back_url(row))
        if self.done:
            messages.success(request, self.done)
        return redirect(self.next_url(row, result))

    def perform(self, row: Any) -> Any:
        raise NotImplementedError

    def back_url(self, row: Any) -> str:
        return str(row.get_absolute_url()) if row is not None else "/"

    def next_url(self, row: Any, result: Any) -> str:
        return self.back_url(row)


class ExportScreen(Screen):
    """Rows as a file. Asks for a recent sign-in and always leaves an entry in the trail."""

    needs_recent_sign_in = True
    file_name: ClassVar[str] = "export"
    content_type: ClassVar[str] = "text/csv; charset=utf-8"
    #: The word of the entry, e.g. "figures.exported".
    action: ClassVar[str] = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        row = self.get_row() if self.model and "pk" in kwargs else None
        about = row if row is not None else trail.Subject(kind="export", object_id=self.file_name)
        trail.note(
            self.actor, self.action, about, details={"query": request.META.get("QUERY_STRING", "")[:500]}
        )
        response = StreamingHttpResponse(self.lines(row), content_type=self.content_type)
        response["Content-Disposition"] = f'attachment; filename="{self.file_name}"'
        return response

    def lines(self, row: Any) -> Iterable[bytes]:
        raise NotImplementedError
