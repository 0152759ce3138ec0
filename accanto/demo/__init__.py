"""The demo site: four real projects with invented people, the same for the same seed."""
