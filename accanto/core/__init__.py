"""Mechanism only: scoping, trail, sealed fields, screens, forms, input gate, UI parts, dates.

May import: Django and libraries. Must not know: any room above it, any table.
Everything that must hold for the whole product by construction is here, once.
"""
