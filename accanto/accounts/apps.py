from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accanto.accounts"
    label = "accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_removed
        from django.contrib.auth.signals import user_logged_out

        from accanto.accounts import rotation as second_factors
        from accanto.accounts import today as due
        from accanto.accounts.doors import forget_phone
        from accanto.accounts.middleware import second_factor_removed
        from accanto.core import rotation, today

        user_logged_out.connect(forget_phone)
        authenticator_removed.connect(second_factor_removed)
        rotation.register(second_factors.reseal, second_factors.count_under)
        today.register(due.items)
