"""Courses, labs, modules and events: sessions, enrolment, attendance. Filled by a later issue.

May import: the rooms from cases down. Must not know: plans, tutoring, outreach, evaluation.
Until it is filled, results about courses and events are declared with evidence (evaluation)."""
