from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "accanto.plans"
    label = "plans"

    def ready(self) -> None:
        from accanto.cases import agenda, aims, panels, passage
        from accanto.core import today
        from accanto.people import families, timeline
        from accanto.plans import family, guardian, line
        from accanto.plans import today as due

        agenda.register(line.days)
        aims.register(line.aims)
        panels.register_panel(line.case_panels, holds=line.of_case)
        panels.register_panel(guardian.case_panels)
        panels.register_panel(family.case_panels, holds=family.of_case)
        families.register_panel(family.household_panels)
        panels.register_obstacle(line.obstacles)
        passage.register(line.parts)
        passage.register_history(line.chapters)
        timeline.register(line.events, line.of_person)
        today.register(due.items)
