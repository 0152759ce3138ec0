from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "accanto.api"
    label = "api"
