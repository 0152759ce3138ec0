from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "accanto.outreach"
    label = "outreach"

    def ready(self) -> None:
        from accanto.accounts import saved
        from accanto.core import today
        from accanto.directory import noted
        from accanto.outreach import indicators, line
        from accanto.outreach import today as due
        from accanto.outreach.forms import EncounterFilterForm
        from accanto.people import timeline

        timeline.register(line.events, line.of_person)
        today.register(due.items)
        saved.register("outreach:encounter_list", EncounterFilterForm)
        noted.register(indicators.leaflets_noted)
