from django.apps import AppConfig


class TutoringConfig(AppConfig):
    name = "accanto.tutoring"
    label = "tutoring"

    def ready(self) -> None:
        from accanto.accounts import doors, saved
        from accanto.accounts.held import register_shut_out
        from accanto.cases import companions, panels, passage
        from accanto.core import today
        from accanto.network.panels import register_panel
        from accanto.people import timeline
        from accanto.people.erasing import register_obstacle
        from accanto.tutoring import (
            along,
            board_counts,
            erasing,
            line,
            shut_out,
            today_asked,
            today_pact,
            told,
        )
        from accanto.tutoring import today as due
        from accanto.tutoring.forms import TutoringFilterForm
        from accanto.tutoring.forms.application import ApplicationFilterForm
        from accanto.tutoring.operations.party import has_reason

        register_shut_out(shut_out.condition)
        register_panel(board_counts.project_panels)
        panels.register_panel(line.case_panels, holds=line.of_case)
        companions.register(along.companions)
        panels.register_obstacle(line.obstacles)
        passage.register(line.parts)
        passage.register_history(line.chapters)
        timeline.register(line.events, line.of_person)
        today.register(due.items)
        today.register(told.items)
        today.register(today_pact.items)
        today.register(today_asked.items)
        saved.register("tutoring:tutoring_list", TutoringFilterForm)
        saved.register("tutoring:application_list", ApplicationFilterForm)
        doors.register_reason(has_reason)
        register_obstacle(erasing.in_the_way)
