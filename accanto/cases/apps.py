from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "accanto.cases"
    label = "cases"

    def ready(self) -> None:
        from accanto.cases import (
            agenda_line,
            experience,
            line,
            panels,
            papers_line,
            today_agenda,
            today_papers,
        )
        from accanto.cases import today as due
        from accanto.core import today
        from accanto.directory.search import register_experience
        from accanto.people import timeline

        today.register(due.items)
        register_experience(experience.experience)
        timeline.register(line.events)
        timeline.register_panel(line.panels)

        today.register(today_papers.items)
        panels.register_panel(papers_line.panels)
        timeline.register(papers_line.events)
        today.register(today_agenda.items)
        panels.register_panel(agenda_line.panels)
