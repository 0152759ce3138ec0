"""Texts in other languages: what is to be translated, and the two languages side by side."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import FormScreen, ListScreen
from accanto.directory.forms.keeping import TranslationFilter, TranslationForm
from accanto.directory.models import Location, Organization, Service, Translation
from accanto.directory.models.search import LANGUAGES
from accanto.directory.operations.translation import set_translation
from accanto.directory.texts import ITALIAN, source_language

_NAMES = dict(settings.LANGUAGES)


class TranslationListView(ListScreen):
    """What is missing, out of date or waiting to be read in one language."""

    capability = "services.translate"
    template_name = "directory/translation_list.html"
    title = _("To translate")
    order = ("name", "id")
    filter_form = TranslationFilter

    def narrow(self, rows: QuerySet[Any], chosen: dict[str, Any]) -> QuerySet[Any]:
        language = self.language = chosen.get("language", TranslationFilter.first)
        texts = Translation.objects.visible_to(self.actor).filter(
            **{self.root: OuterRef("pk")}, language=language
        )
        rows = self.written_in_others(rows).annotate(
            no_name=~Exists(texts.filter(field="name")),
            no_description=~Exists(texts.filter(field="description")),
            is_stale=Exists(texts.filter(stale=True)),
            is_waiting=Exists(texts.exclude(state=Translation.State.PUBLISHED)),
        )
        missing = Q(no_name=True) & ~Q(name="") | Q(no_description=True) & ~Q(description="")
        return rows.filter(missing | Q(is_stale=True) | Q(is_waiting=True))

    def written_in_others(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Rows that are not written in the language asked for: organizations and places are in Italian."""
        return rows.none() if self.language == ITALIAN else rows

    @property
    def root(self) -> str:
        assert self.model is not None
        return str(self.model._meta.model_name)

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(
            root=self.root,
            translate_url=f"directory:{self.root}_translate",
            language=self.language,
            language_name=_NAMES[self.language],
            **more,
        )


class ServiceTranslationListView(TranslationListView):
    model = Service

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.exclude(status=Service.Status.DEFUNCT).select_related("organization")

    def written_in_others(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.exclude(source_language=self.language)


class OrganizationTranslationListView(TranslationListView):
    model = Organization


class LocationTranslationListView(TranslationListView):
    model = Location

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("municipality")


class TranslateView(FormScreen):
    """The source and its translation side by side."""

    capability = "services.translate"
    template_name = "directory/translate.html"
    form_class = TranslationForm

    def build_form(self, **bound: Any) -> ActorForm:
        language = self.kwargs["language"]
        if language not in _NAMES or language == source_language(self.row()):
            raise Http404
        return TranslationForm(actor=self.actor, row=self.row(), language=language, **bound)

    def context(self, **more: Any) -> dict[str, Any]:
        code = self.kwargs["language"]
        title = gettext("Translate into %(language)s") % {"language": dict(LANGUAGES)[code]}
        return super().context(**{**more, "title": title, "language": code, "source": source_language(self.row()), "source_name": _NAMES.get(source_language(self.row()))})  # fmt: skip

    def perform(self, form: ActorForm) -> Any:
        return set_translation(self.actor, entry=self.row(), **form.values())


class ServiceTranslateView(TranslateView):
    model = Service

    def next_url(self, result: Any) -> str:
        """On to the next that is to be translated."""
        return reverse("directory:translation_list") + f"?language={self.kwargs['language']}"


class OrganizationTranslateView(TranslateView):
    model = Organization


class LocationTranslateView(TranslateView):
    model = Location
