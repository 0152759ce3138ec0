"""Documents of a case: the list, adding, saying what they are, opening, removing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accanto.cases.forms.document import DocumentAddForm, DocumentEditForm, DocumentRemoveForm
from accanto.cases.models import Case, Document
from accanto.cases.operations.document import (
    change_document,
    describe_documents,
    keep_files,
    open_document,
    remove_document,
    settle_document,
)
from accanto.cases.papers import scan
from accanto.core import vault
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, DetailScreen, FormScreen, Screen, allowed_on
from accanto.core.sealed import SealBroken
from accanto.people.operations.identity import is_closed


class DocumentListView(DetailScreen):
    """What a case has on paper, and what of it ends soon."""

    model = Case
    capability = "documents.see"
    template_name = "cases/document_list.html"
    title = _("Documents")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("person")

    def more(self, row: Case) -> dict[str, Any]:
        documents = Document.objects.visible_to(self.actor).filter(case=row).select_related("added_by")
        return {
            "documents": list(documents),
            "may_edit": allowed_on(self.actor, "documents.edit", row),
            "closed": is_closed(self.actor, row.person),
            "scanned": scan.is_set(),
        }


class DocumentAddView(FormScreen):
    """Files from a telephone's camera or a desk. Those that are well are kept, whatever else is wrong."""

    model = Case
    capability = "documents.edit"
    form_class = DocumentAddForm
    template_name = "cases/document_add.html"
    title = _("Add documents")
    #: A photo far too large is read to its end, so that its field can say so; nothing of it is kept.
    max_body = 300_000_000

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.build_form(data=request.POST, files=request.FILES)
        assert isinstance(form, DocumentAddForm)
        is_well = form.is_valid()
        kept, refused = keep_files(self.actor, case=self.row(), files=form.sent())
        ids = [*form.kept_ids(), *(row.pk for row in kept)]
        if not ids and not refused:
            refused = [str(_("Choose a file."))]
        if is_well:
            try:
                describe_documents(self.actor, case=self.row(), ids=ids, **form.values())
            except ValidationError as error:
                form.add_operation_errors(error)
        for why in refused:
            form.add_error("file", why)
        if form.errors:
            form.remember(ids)
            return self.show(form, status=422)
        messages.success(request, _said_of(len(ids)))
        return redirect(self.next_url(self.row()))

    def context(self, **more: Any) -> dict[str, Any]:
        form = more.get("form")
        kept = len(form.kept_ids()) if isinstance(form, DocumentAddForm) and form.is_bound else 0
        return super().context(kept=_said_of(kept) if kept else "", scanned=scan.is_set(), **more)

    def next_url(self, result: Any) -> str:
        return reverse("cases:document_list", args=[self.row().pk])

    def cancel_url(self) -> str:
        return self.next_url(None)


def _said_of(count: int) -> str:
    return ngettext("%(count)d file is kept.", "%(count)d files are kept.", count) % {"count": count}


class DocumentEditView(FormScreen):
    model = Document
    capability = "documents.edit"
    form_class = DocumentEditForm
    title = _("What the document is")

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case")

    def perform(self, form: ActorForm) -> Any:
        return change_document(self.actor, document=self.row(), **form.values())


class DocumentSettleView(ActionScreen):
    """Renewed, or no longer needed: no reminder any more."""

    model = Document
    capability = "documents.edit"
    done = _("Nobody is reminded of it any more.")

    def perform(self, row: Any) -> Any:
        return settle_document(self.actor, document=row)


class DocumentRemoveView(FormScreen):
    """For good: no copy of the file opens any more."""

    model = Document
    capability = "documents.edit"
    form_class = DocumentRemoveForm
    title = _("Remove the document")
    submit_label = _("Remove it for good")
    done = _("The document is gone.")

    def perform(self, form: ActorForm) -> Any:
        return remove_document(self.actor, document=self.row(), **form.values())

    def next_url(self, result: Any) -> str:
        return self.cancel_url()


class _FileScreen(Screen):
    """A file that someone brought never runs as a page of this site."""

    model = Document
    capability = "documents.see"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("case__person")

    def file(self, content: bytes, kind: str, name: str) -> HttpResponse:
        response = HttpResponse(content, content_type=kind)
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["X-Content-Type-Options"] = "nosniff"
        return response


class DocumentOpenView(_FileScreen):
    """The file, to be saved; who opened it stays on record."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_row()
        try:
            content = open_document(self.actor, document=row)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(row.get_absolute_url())
        except SealBroken:
            messages.error(request, _("This file cannot be opened. Tell whoever runs the site."))
            return redirect(row.get_absolute_url())
        return self.file(content, row.content_type, row.name)


class DocumentThumbnailView(_FileScreen):
    """A picture too small to be read, to tell papers apart."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        row = self.get_row()
        if not row.has_thumbnail or is_closed(self.actor, row.case.person):
            raise Http404
        try:
            return self.file(vault.read(row.pk, vault.THUMBNAIL, row.file_key), "image/jpeg", "small.jpg")
        except SealBroken as error:
            raise Http404 from error
