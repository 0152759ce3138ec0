"""A person followed by an organisation in a project: needs, situations, referrals, closure.

May import: the rooms from people and directory down. Must not know: plans, tutoring, outreach."""
