from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "accanto.portal"
    label = "portal"
