"""Persons: the list, the search, a new one, the page."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.models import User
from accanto.core.forms import ActorForm
from accanto.core.paging import COUNT_LIMIT
from accanto.core.screens import DetailScreen, FormScreen, ListScreen, Screen, allowed_among
from accanto.core.together import holds
from accanto.people import timeline
from accanto.people.families import household_context
from accanto.people.forms import FactsForm, PersonAddForm, PersonFilterForm, SearchForm
from accanto.people.models import GuardianKind, Guardianship, Involvement, Merge, Person, SchoolYear
from accanto.people.names import normalise_email
from accanto.people.operations.identity import read_identity
from accanto.people.operations.person import add_person, change_person
from accanto.people.scopes import Known, known_to
from accanto.people.search import find_known, find_people
from accanto.privacy.reading import entries_about


class PersonListView(ListScreen):
    """Persons whom the actor's organisations know, newest first."""

    model = Person
    capability = "people.see"
    template_name = "people/person_list.html"
    title = _("Persons")
    filter_form = PersonFilterForm
    order: ClassVar = ("-id",)

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.filter(self._known.condition, merged_into=None)

    @cached_property
    def _known(self) -> Known:
        return known_to(self.actor)

    def counted(self, chosen: dict[str, Any]) -> int | None:
        known = self._known.persons
        return None if known is None or any(chosen.values()) else known[: COUNT_LIMIT + 1].count()

    def narrow(self, rows: models.QuerySet[Any], chosen: dict[str, Any]) -> models.QuerySet[Any]:
        if chosen.pop("mine", False):
            rows = rows.filter(pk__in=Person.objects.visible_to(self.actor, "identities.open").values("pk"))
        if territory := chosen.pop("territory", None):
            there = Involvement.objects.visible_to(self.actor).filter(territory=territory)
            rows = rows.filter(pk__in=there.values("person"))
        return rows.filter(**chosen)

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(
            search_form=SearchForm(actor=self.actor),
            may_add=self.actor.may("people.add"),
            may_erase=self.actor.may("erasures.do"),
            **more,
        )


class PersonSearchView(Screen):
    """The search's answers. By POST: what was searched for stands in no address and no log."""

    capability = "people.see"
    template_name = "people/person_search.html"
    title = _("Search")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(search_form=SearchForm(actor=self.actor), candidates=None)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SearchForm(request.POST, actor=self.actor)
        if not form.is_valid():
            return self.page(search_form=form, candidates=None, status=422)
        candidates = find_people(self.actor, form.cleaned_data["query"])
        return self.page(
            search_form=form,
            candidates=candidates,
            may_add=self.actor.may("people.add"),
            searched=form.cleaned_data["query"],
        )


class PersonAddView(FormScreen):
    """Search before create: candidates are shown once; saving again means none of them is the person."""

    capability = "people.add"
    form_class = PersonAddForm
    template_name = "people/person_add.html"
    title = _("New person")
    submit_label = _("Save")
    done = _("The person is recorded.")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "searched" in request.POST:
            return self.get(request, *args, **kwargs)
        form = self.build_form(data=request.POST)
        if form.is_valid():
            values = form.cleaned_data
            name = f"{values['given_name']} {values['family_name']}".strip()
            candidates = find_known(
                self.actor, name, values["also_known_as"], values["phone"], values["email"]
            )
            looked_at = set(request.POST.getlist("looked_at"))
            if any(str(candidate.person.pk) not in looked_at for candidate in candidates):
                return self.page(form=form, candidates=candidates, submit_label=_("None of these: save"))
        return super().post(request, *args, **kwargs)

    def initial(self) -> dict[str, Any]:
        """What was searched for in vain, so that nobody types it again. It came by POST, as names must."""
        searched = self.request.POST.get("searched", "").strip()[:200]
        if normalise_email(searched):
            return {"email": searched}
        if not any(letter.isalpha() for letter in searched):
            return {"phone": searched}
        given, _space, family = searched.partition(" ")
        return {"given_name": given, "family_name": family.strip()}

    def perform(self, form: ActorForm) -> Person:
        values = form.values()
        follower = User.objects.filter(pk=self.actor.user_id).first()
        return add_person(self.actor, follower=follower, **values)

    def cancel_url(self) -> str:
        return reverse("people:person_list")


#: What the page offers or shows -> the capability that it takes.
_ON_THE_PAGE = {
    "edit": "people.edit",
    "name": "identities.open",
    "glass": "identities.break_glass",
    "status": "status.see",
    "history": "people.history",
    "merge": "people.merge",
    "identity": "identities.edit",
    "erase": "erasures.ask",
}


class PersonDetailView(DetailScreen):
    """One person: what matters now, then a line through time."""

    model = Person
    capability = "people.see"
    template_name = "people/person_detail.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """With the newest guardianship and school year, so that they cost no query of their own."""
        ours = {"person": OuterRef("pk")}
        guardian = Guardianship.objects.visible_to(self.actor).filter(**ours).order_by("-since", "-id")
        school = SchoolYear.objects.visible_to(self.actor).filter(**ours).order_by("-begins", "-id")
        return rows.select_related("municipality", "merged_into").annotate(
            guardian_kind=Subquery(guardian.values("kind")[:1]),
            guardian_until=Subquery(guardian.values("until")[:1]),
            school_pk=Subquery(school.values("pk")[:1]),
            school_begins=Subquery(school.values("begins")[:1]),
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An address of a record that was merged leads to the one that stands for both."""
        try:
            row = self.get_row()
        except Http404:
            row = None
        if row is None or row.merged_into_id:
            merged = Merge.objects.visible_to(self.actor).filter(absorbed=kwargs["pk"], undone_at=None)
            merge = merged.select_related("kept").first()
            if merge is not None:
                return redirect(merge.kept)
        if row is None:
            raise Http404
        return self.page(row=row, **self.more(row))

    def more(self, row: Person) -> dict[str, Any]:
        actor = self.actor
        allowed = allowed_among(actor, _ON_THE_PAGE.values(), row)
        may = {name: capability in allowed for name, capability in _ON_THE_PAGE.items()}
        panels, events = timeline.around(actor, row, self._own(row))
        return {
            "title": row.code,
            "may": may,
            "identity": read_identity(actor, person=row, allowed=allowed),
            "languages": row.languages.all() if holds(row, "languages") else [],
            "protections": (row.protections.all()[:5] if holds(row, "protections") else [])
            if may["status"]
            else None,
            "notices": row.notices.all()[:3] if holds(row, "notices") else [],
            "consents": row.consents.filter(withdrawn_on=None) if holds(row, "consents") else [],
            **household_context(actor, row),
            "guardian": dict(GuardianKind.choices).get(getattr(row, "guardian_kind", None) or "", ""),
            "merges": row.merges.filter(undone_at=None).select_related("absorbed")[:5]
            if may["merge"] and holds(row, "merges")
            else [],
            "panels": panels,
            "events": events[:60],
            "entries": entries_about(actor, person_id=row.pk, limit=20) if may["history"] else None,
        }

    def _own(self, row: Person) -> dict[str, models.QuerySet[Any]]:
        """The page's own lists, for the page to ask together which have anything."""
        names = ("languages", "protections", "notices", "consents", "merges")
        return {name: getattr(row, name).all() for name in names}


class PersonEditView(FormScreen):
    """A person's facts."""

    model = Person
    capability = "people.edit"
    form_class = FactsForm
    title = _("Facts")

    def perform(self, form: ActorForm) -> Person:
        return change_person(self.actor, person=self.row(), **form.values())
