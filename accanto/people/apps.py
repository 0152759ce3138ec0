from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "accanto.people"
    label = "people"
