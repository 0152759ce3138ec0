"""The individual plan: goals in the person's words, actions, parties, versions they agree to.

May import: the rooms from activities down. Must not know: tutoring, outreach, evaluation."""
