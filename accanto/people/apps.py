from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "accanto.people"
    label = "people"

    def ready(self) -> None:
        from accanto.accounts import saved
        from accanto.core import today
        from accanto.people import families, family_line
        from accanto.people import today as due
        from accanto.people.forms import PersonFilterForm

        today.register(due.items)
        saved.register("people:person_list", PersonFilterForm)
        families.register(family_line.tell)
