from django.apps import AppConfig


class CaseloadConfig(AppConfig):
    name = "accanto.caseload"
    label = "caseload"

    def ready(self) -> None:
        from accanto.caseload import today as due
        from accanto.core import today

        today.register(due.items)
