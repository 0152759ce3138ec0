from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "accanto.network"
    label = "network"

    def ready(self) -> None:
        from accanto.core import today
        from accanto.network import today as due

        today.register(due.items)
