from django.apps import AppConfig


class SupportsConfig(AppConfig):
    name = "accanto.supports"
    label = "supports"

    def ready(self) -> None:
        from accanto.accounts import saved
        from accanto.cases import closing, panels, passage
        from accanto.core import today
        from accanto.people import timeline
        from accanto.people.erasing import register_obstacle
        from accanto.supports import erasing, line
        from accanto.supports import today as due
        from accanto.supports.forms import RegisterFilter
        from accanto.supports.forms.home import HomeFilter, PlacementFilter

        panels.register_panel(line.case_panels, asks=line.MAY, holds=line.of_case)
        panels.register_obstacle(line.obstacles)
        passage.register(line.parts)
        closing.register(line.in_the_way)
        timeline.register(line.events, line.of_person)
        timeline.register(line.person_panels, line.of_person)
        today.register(due.items)
        register_obstacle(erasing.in_the_way)
        saved.register("supports:support_list", RegisterFilter)
        saved.register("supports:home_list", HomeFilter)
        saved.register("supports:placement_list", PlacementFilter)
