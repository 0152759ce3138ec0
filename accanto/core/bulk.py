"""One act on many rows of a list: chosen there (ticked, or all that its filters find, over all pages), looked at once
more with what cannot be done, then done row by row, each on its own and in the trail; and taken back where it can be.

Whatever is chosen is read again through `visible_to(actor)` and the act's capability, when it is shown and when it is
done. What became of it is kept in the session, so that reading the page again does nothing again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID, uuid4, uuid5

from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accanto.core.actor import Actor
from accanto.core.forms import ActorForm
from accanto.core.models import Record
from accanto.core.screens import FormScreen, ListScreen

#: Rows of one go at most: more are done in parts.
MOST = 200
_KEPT = "done_in_bulk"
#: Seconds in which the same page sent twice does the act once.
_ONCE = 3600
#: Of the filters of a list, as it stands in its address.
_LONGEST = 1000


@dataclass(frozen=True)
class Act:
    """A button under a list: the address of its screen, its words, the capability that shows it."""

    name: str
    label: Any
    capability: str

    @property
    def url(self) -> str:
        return reverse(self.name)


def offered(actor: Actor, acts: Iterable[Act]) -> list[Act]:
    """The acts that the actor may do on some row."""
    return [act for act in acts if actor.may(act.capability)]


@dataclass(frozen=True)
class Line:
    """A row that was chosen: how it is called, and why the act cannot be done on it ("" where it can)."""

    row: Any
    label: str
    why_not: str = ""


class BulkScreen(FormScreen):
    """A form for all rows that were chosen; `act` is called for each. `list_screen` is where they were chosen, with
    its filters; None where they are ticked alone."""

    template_name = "ui/bulk.html"
    list_screen: ClassVar[type[ListScreen] | None] = None
    list_name: ClassVar[str]
    order: ClassVar[Sequence[str]] = ("-created_at", "-id")
    #: The name of the ticks.
    field: ClassVar[str] = "row"
    #: Words of the button that takes it back; "" where nothing is taken back.
    undo_label: ClassVar[Any] = ""

    # --- what an act says of itself -------------------------------------------------------------

    def why_not(self, row: Any) -> str:
        """Why the act cannot be done on a row that the actor may change, as it stands now."""
        return ""

    def act(self, row: Any, values: dict[str, Any]) -> Any:
        """Do it, through an operation. Returns what `undo` needs, as JSON holds it. Raises as operations do."""
        raise NotImplementedError

    def undo(self, row: Any, kept: Any) -> None:
        """Take it back, through an operation."""
        raise Http404

    def label_of(self, row: Any) -> str:
        return str(row)

    # --- choosing -------------------------------------------------------------------------------

    def chosen(self) -> list[Any]:
        """The rows in sight that were chosen, at most MOST, in the order of their list."""
        rows, listed = self.rows(), self.list_screen() if self.list_screen else None
        if listed is not None and self.request.method == "GET" and "all" in self.request.GET:
            listed.setup(self.request)
            query = QueryDict(self.request.GET["all"][:_LONGEST])
            form = listed.filter_form
            rows = listed.narrow(rows, form(query, actor=self.actor).chosen() if form else {})
        else:
            rows = rows.filter(pk__in=self._keys())
        return list(rows.order_by(*(listed or self).order)[: MOST + 1])

    def _keys(self) -> list[UUID]:
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        return keys_of(sent.getlist(self.field))[: MOST + 1]

    def _lines(self, rows: Sequence[Any]) -> list[Line]:
        model = self.model
        assert model is not None and issubclass(model, Record)
        allowed = model.objects.visible_to(self.actor, self.capability).filter(
            pk__in=[row.pk for row in rows]
        )
        may = set(allowed.order_by().values_list("pk", flat=True))
        return [
            Line(row, self.label_of(row), self.why_not(row) if row.pk in may else _not_yours())
            for row in rows
        ]

    # --- pages ----------------------------------------------------------------------------------

    def initial(self) -> dict[str, Any]:
        return {}

    def row(self) -> Any:
        return None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "done" in request.GET:
            return self._done()
        return self.show(self.build_form())

    def show(self, form: ActorForm, status: int = 200) -> HttpResponse:
        rows = self.chosen()
        lines = self._lines(rows[:MOST])
        sent = self.request.POST.getlist(self.field) if form.is_bound else None
        return self.page(
            form=form,
            can=[line for line in lines if not line.why_not],
            cannot=[line for line in lines if line.why_not],
            is_more=len(rows) > MOST,
            most=MOST,
            ticked=None if sent is None else set(sent),
            once=self.request.POST.get("once") or uuid4().hex,
            submit_label=self.submit_label,
            cancel_url=self.cancel_url(),
            status=status,
        )

    def cancel_url(self) -> str:
        return reverse(self.list_name)

    # --- doing ----------------------------------------------------------------------------------

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "undo" in request.POST:
            return self._take_back()
        if "once" not in request.POST:  # chosen by a form that posts
            return self.show(self.build_form())
        form = self.build_form(data=request.POST)
        if not self._keys():
            form.add_error(None, _("Choose at least one."))
        once = request.POST["once"][:64]
        if not form.is_valid():
            return self.show(form, status=422)
        if cache.add(f"bulk-{uuid5(self._user(), once)}", True, _ONCE):
            rows = self.chosen()[:MOST]
            went, stayed = [], []
            for line in self._lines(rows):
                why, kept = self._one(line, lambda row: self.act(row, form.values()))
                key = str(line.row.pk)
                (stayed.append([key, why]) if why else went.append([key, kept]))
            self._keep(once, went, stayed, lost=len(self._keys()) - len(rows))
        return redirect(f"{request.path}?done={once}")

    def _user(self) -> UUID:
        if self.actor.user_id is None:
            raise PermissionDenied
        return self.actor.user_id

    def _one(self, line: Line, do: Any) -> tuple[str, Any]:
        """(why it was not done, what `undo` needs): one that cannot be done holds up none of the others."""
        if line.why_not:
            return line.why_not, None
        try:
            with transaction.atomic():
                return "", do(line.row)
        except ValidationError as error:
            return " ".join(error.messages), None
        except PermissionDenied:
            return _not_yours(), None

    def _keep(
        self, once: str, went: list[Any], stayed: list[Any], lost: int = 0, *, undone: bool = False
    ) -> None:
        self.request.session[_KEPT] = {
            "once": once,
            "path": self.request.path,
            "went": went,
            "stayed": stayed,
            "lost": lost,
            "undone": undone,
        }

    def _kept(self, once: str) -> dict[str, Any] | None:
        kept: dict[str, Any] | None = self.request.session.get(_KEPT)
        same = kept is not None and (kept["once"], kept["path"]) == (once, self.request.path)
        return kept if same else None

    def _done(self) -> HttpResponse:
        """What became of it. Where the session says nothing (any more), back to the list."""
        kept = self._kept(self.request.GET["done"])
        if kept is None:
            return redirect(self.cancel_url())
        self.template_name = "ui/bulk_done.html"  # type: ignore[misc]
        may_undo = self.undo_label and kept["went"] and not kept["undone"]
        return self.page(
            kept=kept,
            went=self._told(kept["went"]),
            stayed=self._told(kept["stayed"]),
            may_undo=may_undo,
            cancel_url=self.cancel_url(),
        )

    def _told(self, kept: list[Any]) -> list[tuple[str, str, Any]]:
        """(label, address, what was kept) of those that the actor still sees: a label may be of sealed words, and the
        session stands in clear."""
        rows = {str(row.pk): row for row in self.rows().filter(pk__in=[key for key, _rest in kept])}
        seen = [(rows[key], rest) for key, rest in kept if key in rows]
        return [(self.label_of(row), row.get_absolute_url(), rest) for row, rest in seen]

    def _take_back(self) -> HttpResponse:
        once = self.request.POST["undo"]
        kept = self._kept(once)
        if kept is None or kept["undone"] or not self.undo_label:
            return redirect(self.cancel_url())
        before = {UUID(key): rest for key, rest in kept["went"]}
        rows = list(self.rows(self.capability).filter(pk__in=list(before)))
        went, stayed = [], []
        for row in rows:
            why, _nothing = self._one(
                Line(row, self.label_of(row)), lambda each: self.undo(each, before[each.pk])
            )
            (stayed.append([str(row.pk), why]) if why else went.append([str(row.pk), None]))
        self._keep(once, went, stayed, lost=len(before) - len(rows), undone=True)
        return redirect(f"{self.request.path}?done={once}")


def keys_of(texts: Iterable[str]) -> list[UUID]:
    """Those that are identifiers, each once: an address may hold anything."""
    keys: dict[UUID, None] = {}
    for text in texts:
        try:
            keys[UUID(text)] = None
        except ValueError:
            continue
    return list(keys)


def _not_yours() -> str:
    return _("You may see this, but not change it.")
