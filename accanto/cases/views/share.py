"""A case shared with others of the project."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accanto.cases.forms.passages import ShareForm
from accanto.cases.models import Case, CaseShare
from accanto.cases.operations.share import revoke_share, share_case
from accanto.core.forms import ActorForm
from accanto.core.screens import ActionScreen, FormScreen


class ShareAddView(FormScreen):
    """Let others see a case until a day."""

    model = Case
    capability = "cases.edit"
    form_class = ShareForm
    title = _("Share the case")
    submit_label = _("Share")
    done = _("The case is shared. It ends by itself on the day you chose; you can end it before.")

    def perform(self, form: ActorForm) -> CaseShare:
        return share_case(self.actor, case=self.row(), **form.values())


class ShareRevokeView(ActionScreen):
    """End a share now."""

    model = CaseShare
    capability = "cases.edit"
    done = _("The share has ended: they no longer see the case.")

    def perform(self, row: Any) -> Any:
        return revoke_share(self.actor, share=row)
