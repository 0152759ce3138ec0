from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "accanto.cases"
    label = "cases"

    def ready(self) -> None:
        from accanto.accounts import saved
        from accanto.accounts.held import register_shared
        from accanto.cases import (
            agenda_line,
            closing,
            erasing,
            experience,
            household_line,
            lent,
            line,
            panels,
            paper_panel,
            papers_line,
            today_agenda,
            today_papers,
            today_passages,
            today_referrals,
        )
        from accanto.cases import today as due
        from accanto.cases.forms import CaseFilterForm
        from accanto.core import today
        from accanto.directory.search import register_experience
        from accanto.people import families, timeline
        from accanto.people.erasing import register_obstacle

        today.register(due.items)
        today.register(today_passages.items)
        today.register(today_referrals.items)
        saved.register("cases:case_list", CaseFilterForm)
        register_shared(lent.condition)
        closing.register(lent.offered_elsewhere)
        register_experience(experience.experience)
        timeline.register(line.around)
        today.register(today_papers.items)
        panels.register_panel(papers_line.panels, holds=papers_line.of_case)
        panels.register_panel(paper_panel.panels)
        timeline.register(papers_line.events, papers_line.of_person)
        today.register(today_agenda.items)
        panels.register_panel(agenda_line.panels, holds=agenda_line.of_case)
        panels.register_panel(household_line.panels, holds=household_line.of_case)
        families.register(household_line.tell)
        register_obstacle(erasing.in_the_way)
