"""A definition checked, compared and taken into use; the versions of before."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.core.forms import ActorForm
from accanto.core.screens import DetailScreen, FormScreen
from accanto.network.definitions.change import differences
from accanto.network.forms.project import DefinitionForm
from accanto.network.models import Project, ProjectVersion
from accanto.network.operations.project import load_project


class ProjectLoadView(FormScreen):
    """A definition read and checked; then what it would change; then taken into use.

    Every problem is listed with its place. What is taken into use is what was just shown: the button carries its digest.
    """

    capability = "projects.revise"
    template_name = "network/project_load.html"
    title = _("A project's definition")
    form_class = DefinitionForm
    submit_label = _("Check it")

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("load_it"):
            return super().post(request, *args, **kwargs)
        form = self.build_form(data=request.POST, files=request.FILES)
        return self.show(form, status=200 if form.is_valid() else 422)

    def show(self, form: ActorForm, status: int = 200) -> HttpResponse:
        assert isinstance(form, DefinitionForm)
        ready = form.definition if form.is_bound and (form.changes or not form.errors) else None
        label = _("Take it into use") if form.changes else None
        return self.page(
            form=form,
            problems=form.problems,
            definition=ready,
            changes=form.changes,
            submit_label=self.submit_label,
            also={"name": "load_it", "value": ready.digest, "label": label} if ready and label else None,
            cancel_url=self.cancel_url(),
            status=status,
        )

    def cancel_url(self) -> str:
        return reverse("network:project_list")

    def perform(self, form: ActorForm) -> Project:
        assert isinstance(form, DefinitionForm)
        if form.definition is None:
            raise ValidationError(_("Choose a file or paste its text."))
        if form.data.get("load_it") != form.definition.digest:
            raise ValidationError(
                _("This is not what you checked: look at what it changes, then take it into use.")
            )
        return load_project(self.actor, definition=form.definition)

    def done_message(self, result: Any) -> Any:
        if not result.loaded_changes:
            return _("The project was already as the file says: nothing changed.")
        return _("Version %(number)d is in use.") % {"number": result.version}


class VersionListView(DetailScreen):
    """Which versions of its definition a project has had."""

    model = Project
    capability = "projects.revise"
    template_name = "network/version_list.html"

    def more(self, row: Project) -> dict[str, Any]:
        versions = row.versions.defer("definition", "source")
        return {"title": _("Versions of the definition"), "versions": list(versions)}


class VersionDetailView(DetailScreen):
    """One version: what it changed, and its text."""

    model = ProjectVersion
    capability = "projects.revise"
    template_name = "network/version_detail.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("project")

    def more(self, row: ProjectVersion) -> dict[str, Any]:
        before = row.project.versions.filter(number__lt=row.number).first()
        return {
            "title": f"{row.project} · {row}",
            "before": before,
            "changes": differences(before.definition, row.definition) if before else [],
        }
