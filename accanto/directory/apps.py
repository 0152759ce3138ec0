from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "accanto.directory"
    label = "directory"

    def ready(self) -> None:
        from accanto.core import today
        from accanto.directory import today as due
        from accanto.directory.exchange import published
        from accanto.directory.operations import refresh, stale
        from accanto.directory.search import index

        today.register(due.items)
        refresh.register(stale.mark_stale)
        refresh.register(index.refresh)
        refresh.register(published.make)
