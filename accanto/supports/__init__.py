"""What is given towards a home and work: money with ceilings and budgets, places to live, placements."""
