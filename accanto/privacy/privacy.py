"""The personal data of this room, and of what lies below it and may not know the register: accounts,
sign-in, jobs."""

from accanto.privacy.registry import Holding

_TASK = "letting in who works in a project or takes part in a path, each to their own"
_PUBLIC = "GDPR art. 6(1)(e), 32"
_COUNTED = "GDPR art. 5(2)"
_ACCOUNT = "while the account exists; closing it keeps it, so that what was done stays someone's"
_WITH_ACCOUNT = "with the account"

HOLDINGS = [
    Holding("accounts.User", "name, e-mail address, language, when they signed in last; of the password, a slow hash", _TASK, _PUBLIC, _ACCOUNT, "keep"),
    Holding("accounts.Membership", "who has which role where, from when to when", _TASK, _PUBLIC, _WITH_ACCOUNT, "keep"),
    Holding("accounts.Invitation", "name and e-mail address of who was invited, to which role, by whom; of the link, a hash", _TASK, _PUBLIC, "the link, 7 days; the row, as long as the organisation is in the network", "delete"),
    Holding("accounts.ApiToken", "which user lets a program write in their name; what for, until when, last used; of the token, a keyed hash and its beginning", "writing to the directory from other systems", _PUBLIC, "while the user's account exists; useless once it is withdrawn or has lapsed", "delete", export=False),
    Holding("accounts.LinkAccess", "that an account is entered by links, from when to when; the address for them (sealed)", _TASK, _PUBLIC, "while the tutoring goes on; the row, with the account", "delete", sealed=True),
    Holding("accounts.RememberedDevice", "phones that stay signed in: kind of browser, when last used; of their token, hashes", _TASK, _PUBLIC, "90 days after it was used last it is useless; the row, with the account", "delete", export=False),
    Holding("accounts.SavedFilter", "filters of lists that a user keeps: coded choices; the name they gave is sealed", _TASK, _PUBLIC, _WITH_ACCOUNT, "delete", sealed=True, export=False),
    Holding("accounts.AskedLink", "when a link was asked for by mail, and used; of the link and the browser, hashes", _TASK, _PUBLIC, "the link, 30 minutes; the row, with the account", "delete", export=False),
    Holding("account.EmailAddress", "e-mail addresses of an account, and which one is confirmed", _TASK, _PUBLIC, _WITH_ACCOUNT, "delete"),
    Holding("account.EmailConfirmation", "when the confirmation of an address was asked for, and its key", _TASK, _PUBLIC, _WITH_ACCOUNT, "delete", export=False),
    Holding("mfa.Authenticator", "second factors: app (secret sealed), keys and passkeys, recovery codes (sealed); when last used", "nobody signs in with a stolen password", _PUBLIC, "until the user takes it away", "delete", sealed=True, export=False),
    Holding("usersessions.UserSession", "open sessions: network address, browser, when last seen", "seeing and ending one's own sessions", _PUBLIC, "until the session is ended or has lapsed and its owner looks at the list", "delete", export=False),
    Holding("sessions.Session", "which user a browser is signed in as", _TASK, _PUBLIC, "12 hours; lapsed ones are removed each night", "delete", export=False),
    Holding("django_tasks_database.DBTaskResult", "jobs: who asked for one; the address typed for a new password or a link (sealed); identifiers of whom a mail goes to", "mail and imports that take longer than a page may", _PUBLIC, "mail of sign-in: the night after it went, a week where it failed; others 30 days", "delete", sealed=True, export=False),
    Holding("privacy.AuditEntry", "who did what, when, why: the user's address, codes and coded facts of whom it was about; never a name, a contact or a sealed text", "accountability", f"{_COUNTED}, 32", "as long as the installation keeps any of the data", "keep"),
]  # fmt: skip
