"""The own page of the person who is followed: what is next, what is written about them, what they may ask."""
