from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "accanto.outreach"
    label = "outreach"

    def ready(self) -> None:
        from accanto.directory import noted
        from accanto.outreach import indicators, line
        from accanto.people import timeline

        timeline.register(line.events)
        noted.register(indicators.leaflets_noted)
