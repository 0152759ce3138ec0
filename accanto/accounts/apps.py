from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accanto.accounts"
    label = "accounts"

    def ready(self) -> None:
        from accanto.accounts import rotation as second_factors
        from accanto.accounts import today as due
        from accanto.core import rotation, today

        rotation.register(second_factors.reseal, second_factors.count_under)
        today.register(due.items)
