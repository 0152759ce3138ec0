from accanto.accounts.models.door import AskedLink, LinkAccess, RememberedDevice
from accanto.accounts.models.invitation import Invitation
from accanto.accounts.models.membership import Membership
from accanto.accounts.models.saved_filter import SavedFilter
from accanto.accounts.models.token import ApiToken
from accanto.accounts.models.user import User

__all__ = [
    "ApiToken",
    "AskedLink",
    "Invitation",
    "LinkAccess",
    "Membership",
    "RememberedDevice",
    "SavedFilter",
    "User",
]
