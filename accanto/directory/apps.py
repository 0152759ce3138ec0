from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "accanto.directory"
    label = "directory"

    def ready(self) -> None:
        from accanto.core import today
        from accanto.directory import today as due

        today.register(due.items)
