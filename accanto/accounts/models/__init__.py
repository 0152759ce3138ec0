from accanto.accounts.models.invitation import Invitation
from accanto.accounts.models.membership import Membership
from accanto.accounts.models.user import User

__all__ = ["Invitation", "Membership", "User"]
