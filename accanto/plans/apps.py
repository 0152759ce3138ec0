from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "accanto.plans"
    label = "plans"

    def ready(self) -> None:
        from accanto.cases import aims, panels, passage
        from accanto.core import today
        from accanto.people import timeline
        from accanto.plans import line
        from accanto.plans import today as due

        aims.register(line.aims)
        panels.register_panel(line.case_panels, holds=line.of_case)
        panels.register_obstacle(line.obstacles)
        passage.register(line.parts)
        passage.register_history(line.chapters)
        timeline.register(line.events, line.of_person)
        today.register(due.items)
