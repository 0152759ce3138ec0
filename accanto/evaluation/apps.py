from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "accanto.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        from accanto.core import today
        from accanto.evaluation import today as due

        today.register(due.items)
