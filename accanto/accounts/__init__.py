"""Users, memberships, the roles table, the actor, sign-in and second factor.

May import: core, network. Must not know: what a person, a case or a plan is.
"""
