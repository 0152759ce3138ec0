"""Persons without names, the identity vault, households, notices and consents, duplicates.

May import: core, network, accounts, privacy. Must not know: cases, encounters, plans; they point here."""
