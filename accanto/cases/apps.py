from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "accanto.cases"
    label = "cases"

    def ready(self) -> None:
        from accanto.accounts import saved
        from accanto.accounts.middleware import register_shared
        from accanto.cases import closing, experience, lent, line, today_passages
        from accanto.cases import today as due
        from accanto.cases.forms import CaseFilterForm
        from accanto.core import today
        from accanto.directory.search import register_experience
        from accanto.people import timeline

        today.register(due.items)
        today.register(today_passages.items)
        saved.register("cases:case_list", CaseFilterForm)
        register_shared(lent.condition)
        closing.register(lent.offered_elsewhere)
        register_experience(experience.experience)
        timeline.register(line.events)
        timeline.register_panel(line.panels)
