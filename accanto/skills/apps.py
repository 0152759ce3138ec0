from django.apps import AppConfig


class SkillsConfig(AppConfig):
    name = "accanto.skills"
    label = "skills"

    def ready(self) -> None:
        from accanto.cases import panels, passage
        from accanto.core import today
        from accanto.skills import line
        from accanto.skills import today as due

        panels.register_column("skills_pk", line.newest("pk"))
        panels.register_column("skills_on", line.newest("on"))
        panels.register_panel(line.case_panels, asks=line.MAY)
        passage.register(line.parts)
        passage.register_history(line.chapters)
        today.register(due.items)
