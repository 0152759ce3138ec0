from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "accanto.people"
    label = "people"

    def ready(self) -> None:
        from accanto.core import today
        from accanto.people import today as due

        today.register(due.items)
