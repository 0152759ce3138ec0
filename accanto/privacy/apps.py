from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "accanto.privacy"
    label = "privacy"

    def ready(self) -> None:
        from accanto.core import trail
        from accanto.privacy.chain import append

        trail.register_sink(append)
