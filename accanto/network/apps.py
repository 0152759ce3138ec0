from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "accanto.network"
    label = "network"
