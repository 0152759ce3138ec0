from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "accanto.activities"
    label = "activities"

    def ready(self) -> None:
        from accanto.activities import today as due
        from accanto.core import today

        today.register(due.items)
