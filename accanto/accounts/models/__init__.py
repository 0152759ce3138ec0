from accanto.accounts.models.invitation import Invitation
from accanto.accounts.models.membership import Membership
from accanto.accounts.models.token import ApiToken
from accanto.accounts.models.user import User

__all__ = ["ApiToken", "Invitation", "Membership", "User"]
