from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "accanto.directory"
    label = "directory"

    def ready(self) -> None:
        from accanto.directory.operations import refresh
        from accanto.directory.search import index

        refresh.register(index.refresh)
