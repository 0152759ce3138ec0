"""Django's engine for SQLite, with connections that are kept open (see `base`)."""
