"""Pages of libraries that this site does not offer."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from accanto.accounts.views.account import AccountView
from accanto.core.screens import PUBLIC, PageScreen


class EmailIsFixedView(AccountView):
    """In the place of allauth's page of addresses.

    There, anyone could put an address to their account that is not theirs, and receive the role that its
    owner is invited to: an address changes only through an invitation to the new one.
    """


class NotOfferedView(PageScreen):
    """In the place of allauth's pages that confirm another address, or let in by a code that is mailed.

    Nothing here leads to them, and they would mail within the request, which tells who has an account.
    """

    capability = PUBLIC

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404
