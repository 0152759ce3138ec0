from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "accanto.outreach"
    label = "outreach"

    def ready(self) -> None:
        from accanto.core import today
        from accanto.directory import noted
        from accanto.outreach import indicators, line
        from accanto.outreach import today as due
        from accanto.people import timeline

        timeline.register(line.events)
        today.register(due.items)
        noted.register(indicators.leaflets_noted)
