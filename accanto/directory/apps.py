from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "accanto.directory"
    label = "directory"

    def ready(self) -> None:
        from accanto.directory.exchange import published
        from accanto.directory.operations import refresh

        refresh.register(published.make)
