"""Public pages in five languages, for anyone, without an account.

May import: the rooms below. Has no tables. Must not know: persons, cases, anything protected."""
