"""What someone knows and can do: the skills assessment over time, ESCO's words for it, the CV and the Europass file."""
