"""Where people are met: places, visits, encounters with someone named or not.

May import: the rooms from activities down. Must not know: plans, tutoring, evaluation."""
