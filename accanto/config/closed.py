"""Pages of libraries that this site does not offer."""

from __future__ import annotations

from accanto.accounts.views.account import AccountView


class EmailIsFixedView(AccountView):
    """In the place of allauth's page of addresses.

    There, anyone could put an address to their account that is not theirs, and receive the role that its
    owner is invited to: an address changes only through an invitation to the new one.
    """
