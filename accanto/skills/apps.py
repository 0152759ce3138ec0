from django.apps import AppConfig


class SkillsConfig(AppConfig):
    name = "accanto.skills"
    label = "skills"

    def ready(self) -> None:
        from accanto.cases import panels, passage
        from accanto.skills import line

        panels.register_columns(line.columns)
        panels.register_panel(line.case_panels, asks=line.MAY)
        passage.register(line.parts)
        passage.register_history(line.chapters)
