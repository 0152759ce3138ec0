from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "accanto.evaluation"
    label = "evaluation"
