from accanto.outreach.models.encounter import Encounter, EncounterNeed, Given, GivenKind
from accanto.outreach.models.place import Place, PlaceKind, Visit

__all__ = ["Encounter", "EncounterNeed", "Given", "GivenKind", "Place", "PlaceKind", "Visit"]
