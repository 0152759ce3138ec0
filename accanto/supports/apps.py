from django.apps import AppConfig


class SupportsConfig(AppConfig):
    name = "accanto.supports"
    label = "supports"

    def ready(self) -> None:
        from accanto.cases import closing, panels, passage
        from accanto.core import today
        from accanto.people import timeline
        from accanto.people.erasing import register_obstacle
        from accanto.supports import erasing, line
        from accanto.supports import today as due

        panels.register_panel(line.case_panels, asks=line.MAY)
        panels.register_obstacle(line.obstacles)
        passage.register(line.parts)
        closing.register(line.in_the_way)
        timeline.register(line.events)
        timeline.register(line.person_panels)
        today.register(due.items)
        register_obstacle(erasing.in_the_way)
