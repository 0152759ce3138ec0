"""A register's cells as facts: which column is which, what its words mean, what cannot be read and why. No writing."""
