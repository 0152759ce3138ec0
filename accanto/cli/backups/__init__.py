"""Backups: made while the site works, encrypted, checked; and how they are read back.

A backup is an `age` file (age-encryption.org/v1) around a tar with `manifest.json` and the tables.
It never holds the keyring: keep that apart, or the backup cannot be opened to any use, and a thief
who has both has everything.
"""
