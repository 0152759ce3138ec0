from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accanto.accounts"
    label = "accounts"

    def ready(self) -> None:
        from accanto.accounts import rotation as second_factors
        from accanto.core import rotation

        rotation.register(second_factors.reseal, second_factors.count_under)
