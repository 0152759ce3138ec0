from django.apps import AppConfig


class MineConfig(AppConfig):
    name = "accanto.mine"
    label = "mine"

    def ready(self) -> None:
        from accanto.accounts import doors
        from accanto.cases import panels, passage
        from accanto.core import today
        from accanto.mine import line
        from accanto.mine import today as due
        from accanto.mine.operations.door import has_reason
        from accanto.mine.operations.erasure import settle
        from accanto.people import erasing, timeline

        doors.register_reason(has_reason)
        panels.register_columns(line.columns)
        panels.register_panel(line.case_panels, asks=("messages.answer",))
        panels.register_obstacle(line.obstacles)
        passage.register(line.parts)
        erasing.register_done(settle)
        timeline.register(line.events)
        today.register(due.items)
