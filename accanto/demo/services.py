"""Services of the real territories: kinds of public offices as they exist, and invented others.

No telephone numbers: an invented one could be someone's.
"""

from __future__ import annotations

from dataclasses import dataclass

from accanto.core.words import Area
from accanto.demo.world import World
from accanto.directory.models import Service
from accanto.directory.operations.service import add_service
from accanto.network.models import Municipality, Organisation


@dataclass(frozen=True)
class Kind:
    """A kind of service: its name, who offers it, what it does, and how often a town has it."""

    name: str
    provider: str
    areas: tuple[Area, ...]
    does: str
    opening: str
    share: float = 1.0
    cost: str = "Gratis"


KINDS = (
    Kind("Ufficio anagrafe", "Comune di {town}", (Area.LEGAL,), "Residenza, carta d'identità, stato di famiglia.", "lunedì–venerdì 9–12"),
    Kind("Servizi sociali", "Comune di {town}", (Area.FAMILY, Area.MONEY, Area.HOUSING), "Ascolto, aiuti economici, assistente sociale.", "martedì e giovedì 9–12, su appuntamento", 0.9),
    Kind("Biblioteca comunale", "Comune di {town}", (Area.SOCIAL, Area.EDUCATION, Area.DIGITAL), "Libri, giornali, computer e un posto caldo dove studiare.", "lunedì–sabato 15–18.30", 0.8),
    Kind("Ambulatorio del medico di famiglia", "Azienda sanitaria locale", (Area.HEALTH,), "Visite e ricette per chi ha la tessera sanitaria.", "lunedì–venerdì, orari sulla porta", 0.9),
    Kind("Scuola dell'infanzia e primaria", "Istituto comprensivo", (Area.EDUCATION, Area.FAMILY), "Iscrizione dei bambini, anche durante l'anno.", "segreteria 8–10", 0.8),
    Kind("Italiano per stranieri", "Volontari della parrocchia di {town}", (Area.LANGUAGES,), "Lezioni per chi comincia e per chi sa già qualcosa.", "martedì e giovedì 20–21.30", 0.6),
    Kind("Doposcuola", "Oratorio di {town}", (Area.FAMILY, Area.EDUCATION), "Compiti e giochi per bambini e ragazzi.", "lunedì–venerdì 15–17", 0.5),
    Kind("Centro di ascolto", "Caritas di {town}", (Area.MONEY, Area.HOUSING, Area.SOCIAL), "Ascolto, vestiti, pacco alimentare.", "mercoledì 15–18", 0.5),
    Kind("Patronato", "Patronato di {town}", (Area.LEGAL, Area.MONEY, Area.EMPLOYMENT), "Domande di permesso, assegni, disoccupazione.", "lunedì e venerdì 9–12", 0.5),
    Kind("Squadra di calcio per tutti", "Polisportiva di {town}", (Area.SOCIAL,), "Allenamenti aperti, si paga solo l'assicurazione.", "mercoledì 19", 0.4, "20 € l'anno"),
)  # fmt: skip

#: What stands only in the larger places.
CITY_KINDS = (
    Kind("Centro per l'impiego", "Agenzia regionale per il lavoro", (Area.EMPLOYMENT,), "Iscrizione, offerte di lavoro, tirocini.", "lunedì–venerdì 9–12.30"),
    Kind("CPIA: scuola per adulti", "Ministero dell'Istruzione", (Area.LANGUAGES, Area.EDUCATION), "Italiano da A1 a B1, licenza media. Iscrizioni sempre aperte.", "lunedì–venerdì 9–13 e 15–19"),
    Kind("Consultorio familiare", "Azienda sanitaria locale", (Area.HEALTH, Area.FAMILY), "Ginecologa, ostetrica, psicologa. Con o senza permesso.", "lunedì–venerdì 8.30–13"),
    Kind("Ambulatorio STP", "Azienda sanitaria locale", (Area.HEALTH,), "Cure per chi non ha il permesso di soggiorno: nessuno viene segnalato.", "lunedì e giovedì 14–16"),
    Kind("Sportello immigrazione", "Comune di {town}", (Area.LEGAL,), "Permessi, ricongiungimenti, cittadinanza, con mediatori.", "martedì 9–13"),
    Kind("Ufficio immigrazione della questura", "Questura", (Area.LEGAL,), "Consegna e rinnovo dei permessi, su appuntamento.", "su appuntamento", 1.0, "Bollettino e marca da bollo"),
    Kind("Agenzia sociale per la casa", "Comune di {town}", (Area.HOUSING,), "Garanzie per l'affitto, coabitazioni, emergenze.", "lunedì 14–17"),
    Kind("Punto digitale facile", "Comune di {town}", (Area.DIGITAL,), "Aiuto con SPID, CIE, posta elettronica e domande in rete.", "lunedì–venerdì 10–12"),
    Kind("Ciclofficina", "Associazione Due Ruote (inventata)", (Area.MOBILITY,), "Biciclette usate a poco prezzo, si impara a ripararle.", "sabato 15–19", 1.0, "Offerta libera"),
    Kind("Corso di teoria per la patente", "Circolo Il Portico (inventato)", (Area.MOBILITY, Area.LANGUAGES), "Teoria con parole facili, in italiano.", "sabato 10–12", 1.0, "30 €"),
    Kind("Mensa", "Caritas diocesana", (Area.MONEY,), "Pasto caldo ogni giorno.", "tutti i giorni 12–13"),
    Kind("Sostegno psicologico per rifugiati", "Ambulatorio Approdo (inventato)", (Area.HEALTH,), "Colloqui con mediatore, anche per famiglie.", "su appuntamento"),
)  # fmt: skip


def add_services(world: World, towns: list[Municipality], cities: list[Municipality]) -> int:
    """Services of the small places and of the cities. Returns how many."""
    made = 0
    for town in towns:
        for kind in (*KINDS, *(CITY_KINDS if town in cities else ())):
            if world.likely(kind.share):
                _add(world, town, kind)
                made += 1
    return made


def _add(world: World, town: Municipality, kind: Kind) -> None:
    languages = ["ita", *world.some(("eng", "fra", "ara", "ron", "spa"), 3)]
    checked = world.days_ago(260) if world.likely(0.9) else None
    provider = kind.provider.format(town=town.name)
    add_service(
        world.system,
        name=f"{kind.name} · {town.name}",
        provider=provider,
        organisation=Organisation.objects.filter(name=provider).first(),
        municipality=town,
        areas=[area.value for area in kind.areas],
        description=kind.does,
        opening=kind.opening,
        languages=languages,
        cost=kind.cost,
        status=Service.Status.ACTIVE if world.likely(0.96) else Service.Status.INACTIVE,
        checked_on=checked,
    )
