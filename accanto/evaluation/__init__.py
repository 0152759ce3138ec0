"""Expected results against their figures: computed from what the rooms offer, never typed.

May import: every room below. Must not know: portal and api. Reads through visible_to, never past it."""
