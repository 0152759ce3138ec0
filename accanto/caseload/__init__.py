"""An organisation's own register taken in from a spreadsheet: persons, households, cases, what was noted of them."""
