"""One's own tokens for the API."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accanto.accounts.forms import TokenForm
from accanto.accounts.models import ApiToken
from accanto.accounts.operations.token import add_token, may_give, revoke_token
from accanto.core.screens import SIGNED_IN, ActionScreen, FormScreen, ListScreen


class TokenListView(ListScreen):
    """Every token that the user made, good or not."""

    model = ApiToken
    capability = SIGNED_IN
    template_name = "accounts/token_list.html"
    title = _("Tokens for programs")

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(user_id=self.actor.user_id)

    def context(self, **more: Any) -> dict[str, Any]:
        return super().context(may_give=may_give(self.actor), **more)


class TokenAddView(FormScreen):
    """A new token. Its secret is shown on the next page and never again."""

    capability = SIGNED_IN
    form_class = TokenForm
    title = _("New token")
    submit_label = _("Make the token")
    needs_recent_sign_in = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.build_form(data=request.POST)
        if form.is_valid():
            try:
                token, secret = add_token(self.actor, **form.values())
            except ValidationError as error:
                form.add_operation_errors(error)
            else:
                context = self.context(token=token, secret=secret, title=_("Your new token"))
                response = render(request, "accounts/token_made.html", context)
                response["Cache-Control"] = "no-store"
                return response
        return self.show(form, status=422)

    def cancel_url(self) -> str:
        return reverse("accounts:token_list")


class TokenRevokeView(ActionScreen):
    """Withdraw a token."""

    model = ApiToken
    capability = SIGNED_IN
    done = _("The token does not work any more.")

    def refine(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(user_id=self.actor.user_id)

    def perform(self, row: ApiToken) -> ApiToken:
        return revoke_token(self.actor, token=row)
