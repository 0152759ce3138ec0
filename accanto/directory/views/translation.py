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
from accanto.directory.models import Service, Translation
from accanto.directory.operations.translation import set_translation

_NAMES = dict(settings.LANGUAGES)


class TranslationListView(ListScreen):
    """What is missing, out of date or waiting to be read in one language."""

    model = Service
    capability = "services.translate"
    template_name = "directory/translation_list.html"
    title = _("To translate")
    order = ("name", "id")
    filter_form = TranslationFilter

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.exclude(status=Service.Status.DEFUNCT).select_related("organization")

    def narrow(self, rows: QuerySet[Any], chosen: dict[str, Any]) -> QuerySet[Any]:
        language = self.language = chosen.get("language", TranslationFilter.first)
        texts = Translation.objects.visible_to(self.actor).filter(service=OuterRef("pk"), language=language)
        rows = rows.exclude(source_language=language).annotate(
            no_name=~Exists(texts.filter(field="name")),
            no_description=~Exists(texts.filter(field="description")),
            is_stale=Exists(texts.filter(stale=True)),
            is_waiting=Exists(texts.exclude(state=Translation.State.PUBLISHED)),
        )
        missing = Q(no_name=True) | Q(no_description=True) & ~Q(description="")
        return rows.filter(missing | Q(is_stale=True) | Q(is_waiting=True))

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(language=self.language, language_name=_NAMES[self.language], **more)


class ServiceTranslateView(FormScreen):
    """The source and its translation side by side."""

    model = Service
    capability = "services.translate"
    template_name = "directory/service_translate.html"
    form_class = TranslationForm

    def build_form(self, **bound: Any) -> ActorForm:
        language = self.kwargs["language"]
        if language not in _NAMES or language == self.row().source_language:
            raise Http404
        return TranslationForm(actor=self.actor, row=self.row(), language=language, **bound)

    def context(self, **more: Any) -> dict[str, Any]:
        code = self.kwargs["language"]
        title = gettext("Translate into %(language)s") % {"language": _NAMES[code]}
        return super().context(**{**more, "title": title, "language": code, "source_name": _NAMES.get(self.row().source_language)})  # fmt: skip

    def perform(self, form: ActorForm) -> Service:
        return set_translation(self.actor, service=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return reverse("directory:translation_list") + f"?language={self.kwargs['language']}"
