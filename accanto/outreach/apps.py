from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "accanto.outreach"
    label = "outreach"

    def ready(self) -> None:
        from accanto.outreach import line
        from accanto.people import timeline

        timeline.register(line.events)
