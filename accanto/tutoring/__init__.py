"""Tutors of the territory and the ties between them and the persons they stand beside.

May import: the rooms from activities down. Must not know: plans, outreach, evaluation."""
