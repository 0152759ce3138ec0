from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "accanto.core"
    label = "core"

    def ready(self) -> None:
        from accanto.core import checks  # noqa: F401  registers the system checks
