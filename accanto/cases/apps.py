from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "accanto.cases"
    label = "cases"

    def ready(self) -> None:
        from accanto.cases import experience, line
        from accanto.cases import today as due
        from accanto.core import today
        from accanto.directory.search import register_experience
        from accanto.people import timeline

        today.register(due.items)
        register_experience(experience.experience)
        timeline.register(line.around)
