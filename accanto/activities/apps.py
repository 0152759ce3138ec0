from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "accanto.activities"
    label = "activities"
