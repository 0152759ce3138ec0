from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "accanto.directory"
    label = "directory"
