from django.apps import AppConfig


class TutoringConfig(AppConfig):
    name = "accanto.tutoring"
    label = "tutoring"

    def ready(self) -> None:
        from accanto.accounts.middleware import register_shut_out
        from accanto.cases import panels
        from accanto.core import today
        from accanto.people import timeline
        from accanto.tutoring import line, shut_out
        from accanto.tutoring import today as due

        register_shut_out(shut_out.condition)
        panels.register_panel(line.case_panels)
        panels.register_obstacle(line.obstacles)
        timeline.register(line.events)
        today.register(due.items)
