"""Versioned JSON for other systems. Has no tables. Filled from the directory's issue on.

May import: the rooms below. Every endpoint declares its capability like a screen does."""
