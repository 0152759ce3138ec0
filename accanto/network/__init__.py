"""Organisations, territories over ISTAT municipalities, projects from definition files, partnerships.

May import: core. Must not know: users, persons, anything that a project then does."""
