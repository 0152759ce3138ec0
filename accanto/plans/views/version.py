"""Versions of a plan: put to its parties, read as they were put, agreed to."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accanto.core.screens import ActionScreen, DetailScreen
from accanto.plans.content import changes, read_out
from accanto.plans.models import Plan, PlanVersion
from accanto.plans.operations.version import agree, propose_version
from accanto.plans.reading import agreed_before, may_agree, own_party, party_lines, reading_in
from accanto.plans.words import AGREED_NOW


class VersionProposeView(ActionScreen):
    model = Plan
    capability = "plans.edit"
    done = _("This version is put to everyone who takes part.")

    def perform(self, row: Any) -> Any:
        return propose_version(self.actor, plan=row)


class VersionDetailView(DetailScreen):
    """One version as it was put, in words of the reader's language; who agreed, when and how."""

    model = PlanVersion
    capability = "plans.see"
    template_name = "plans/parties/version_detail.html"

    def refine(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.select_related("plan__case__person", "plan__case__project")

    def more(self, row: PlanVersion) -> dict[str, Any]:
        plan, before = row.plan, agreed_before(row)
        newest, mine = plan.newest_version(), own_party(self.actor, plan)
        reading = reading_in(mine, plan, self.request.GET.get("language", ""))
        with translation.override(reading["language"]):
            own = reading["own"]
            goals = read_out(row.content, own=own)
            changed = changes(before.content, row.content, own=own) if before else []
            parties = party_lines(plan, row, own=own)
        return {
            "plan": plan,
            "newest": newest,
            "is_newest": newest == row,
            "goals": goals,
            "since": before,
            "changes": changed,
            "parties": parties,
            "may_agree": may_agree(self.actor, mine, plan, row) and newest == row,
            **reading,
        }


class VersionAgreeView(ActionScreen):
    """A party agrees as themselves."""

    model = PlanVersion
    capability = "plans.agree"
    done = AGREED_NOW

    def perform(self, row: Any) -> Any:
        return agree(self.actor, version=row)

    def back_url(self, row: Any) -> str:
        return str(row.plan.get_absolute_url())
