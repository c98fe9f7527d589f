"""The real tour of 2019, as far as its sources tell. Nothing here is invented; what is unknown stays empty."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from events.models import Organisation, Partnership, SourcedFact, Stop, Tour
from events.planning.guide.operations import add_prompt
from events.planning.operations import add_partner, add_stop, archive_tour, create_tour, publish_tour, record_past_stop
from events.reference.queries import commune_with_code
from tournee.accounts.models import User
from tournee.demo.people import give_roles, manager

SLUG = "2019"
UTC_MAGAZINE = (
    "UTC, magazine Interactions",
    "https://interactions.utc.fr/thematiques/entrepreneuriat-startups/tournee-de-linnovation-une-premiere-edition-reussie/",
)
NORMANDINAMIK = (
    "Normandinamik (CCI Normandie)",
    "https://www.normandinamik.cci.fr/le-tour-de-france-de-linnovation-fait-halte-pres-de-dieppe/",
)
GAZETTE = (
    "La Gazette, octobre 2019",
    "https://lagazettefrance.fr/article/un-premier-tour-de-france-de-linnovation",
)
UTC_REPORT = (
    "UTC, magazine Interactions",
    "https://interactions.utc.fr/thematiques/pluridisciplinarite/tournee-de-linnovation-au-rapport/",
)
UTC = ("UTC", "")  # told by the university; the page it was read on could not be found again
Role, Kind = Partnership.Role, Organisation.Kind

# slug, kind, French name, acronym, role on the tour
BACKERS = (
    ("innovent-e", Kind.FOUNDATION, "Fondation partenariale InnovENT-E", "InnovENT-E", Role.ORGANISER),
    (
        "delegation-territoires-d-industrie", Kind.MINISTRY,
        "Délégation interministérielle aux territoires d’industrie", "", Role.SUPPORTER,
    ),
    ("bpifrance", Kind.OTHER, "Bpifrance", "", Role.SUPPORTER),
    (
        "mesri", Kind.MINISTRY, "Ministère de l’enseignement supérieur, de la recherche et de l’innovation", "MESRI",
        Role.SUPPORTER,
    ),
    ("cpme", Kind.NETWORK, "Confédération des petites et moyennes entreprises", "CPME", Role.SUPPORTER),
    ("pink-innov", Kind.OTHER, "Pink Innov’", "", Role.SUPPORTER),
    (
        "fondation-mma", Kind.FOUNDATION, "Fondation MMA des Entrepreneurs du Futur", "", Role.SUPPORTER,
    ),
    ("apec", Kind.ASSOCIATION, "Association pour l’emploi des cadres", "APEC", Role.SUPPORTER),
)  # fmt: skip
HOSTS = (
    ("utc", Kind.UNIVERSITY, "Université de technologie de Compiègne", "UTC"),
    ("altytud", Kind.CLUSTER, "ALTYTUD", ""),
    ("pays-du-coquelicot", Kind.LOCAL_AUTHORITY, "Communauté de communes du Pays du Coquelicot", ""),
    ("dieppe-meca-energies", Kind.CLUSTER, "Dieppe Méca Energies", ""),
    ("cci-aisne", Kind.CHAMBER, "Chambre de commerce et d’industrie de l’Aisne", "CCI de l’Aisne"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """A stop as its source tells it."""

    insee: str
    place: str
    source_url: str
    day: datetime.date | None = None
    month: datetime.date | None = None
    number: int | None = None
    title_fr: str = ""
    title_en: str = ""
    summary_fr: str = ""
    summary_en: str = ""
    venue: str = ""
    hosts: tuple[str, ...] = ()


STOPS = (
    Known("27681", "Vernon", NORMANDINAMIK[1]),
    Known("61214", "L’Aigle", NORMANDINAMIK[1]),
    Known(
        "80016", "Albert (Méaulte)", UTC_MAGAZINE[1], month=datetime.date(2019, 9, 1),
        title_fr="La place de l’innovation et de l’international dans l’activité des PME-PMI",
        title_en="The place of innovation and of international development in the work of SMEs",
        summary_fr=(
            "Atelier-débat : attentes en compétences, synergies entre entreprises, territoire et enseignement "
            "supérieur. « Comment innove-t-on ? Avec qui ? Comment attirer les jeunes talents ? Quelles synergies ? "
            "Quelles compétences sont recherchées ? »"
        ),
        summary_en=(
            "Workshop-debate: expected skills, synergies between firms, territory and higher education. The questions "
            "put to the room: how do firms innovate, with whom, how to attract young talents, which synergies, which "
            "skills?"
        ),
        hosts=("utc", "altytud", "pays-du-coquelicot"),
    ),
    Known(
        "76025", "Arques-la-Bataille", NORMANDINAMIK[1], day=datetime.date(2019, 10, 1), venue="Normandy EcoSpace",
        title_fr="L’innovation : pratiques, perception, difficultés et freins",
        title_en="Innovation: practices, perception, difficulties and brakes",
        summary_fr="Tables rondes, en matinée, près de Dieppe.",
        summary_en="Round tables in the morning, near Dieppe.",
        hosts=("dieppe-meca-energies",),
    ),
    Known(
        "02691", "Saint-Quentin", GAZETTE[1], day=datetime.date(2019, 10, 7), number=35, venue="CCI de l’Aisne",
        title_fr="Soirée de clôture : première synthèse des échanges",
        title_en="Closing evening: first findings of the debates",
        summary_fr="Premiers résultats avant un livre blanc.",
        summary_en="First findings, before a white paper.",
        hosts=("cci-aisne",),
    ),
)  # fmt: skip

# figure, French, English, (source, address). Sources disagree on the number of stops:
# all of them stand, and it is said.
FACTS = (
    ("40", "villes-étapes", "stop towns", UTC_MAGAZINE),
    ("36", "étapes", "stops", UTC_REPORT),
    ("35", "étapes, à la clôture", "stops, at the closing", GAZETTE),
    ("> 1 400", "participants", "participants", GAZETTE),
    ("> 10 000", "questionnaires envoyés", "questionnaires sent", UTC),
    ("1 000", "entreprises mobilisées", "companies mobilised", UTC),
    ("≈ 30", "établissements d’enseignement supérieur", "higher-education institutions", UTC_MAGAZINE),
    ("252", "pages de rapport, en 2021", "pages of report, in 2021", UTC_REPORT),
    (
        "",
        "Les sources divergent\u00a0: elles comptent 40, 36 ou 35 étapes. Chaque nombre figure ici avec la sienne.",
        "Sources disagree: they count 40, 36 or 35 stops. Each number stands here with its own.",
        ("", ""),
    ),
)

# What was asked at Albert, as the magazine reports it.
PROMPTS = (
    ("Comment innove-t-on\u202f?", "How do firms innovate?"),
    ("Avec qui\u202f?", "With whom?"),
    ("Comment attirer les jeunes talents\u202f?", "How to attract young talents?"),
    ("Quelles synergies\u202f?", "Which synergies?"),
    ("Quelles compétences sont recherchées\u202f?", "Which skills are looked for?"),
)


def load(today: datetime.date) -> str:
    """Add the tour of 2019 if it is not there; returns a line saying what it holds."""
    if Tour.objects.filter(slug=SLUG).exists():
        return "2019: already there"
    actor = manager()
    tour = create_tour(
        {
            "slug": SLUG,
            "title_fr": "La tournée de l’innovation dans les territoires d’industrie",
            "title_en": "The innovation tour of the territoires d’industrie",
            "intro_fr": (
                "Le premier « Tour de France de l’innovation » : de juin à octobre 2019, des ateliers-débats avec les "
                "PME des villes moyennes. Comment innove-t-on, avec qui, et quelles compétences sont recherchées ?"
            ),
            "intro_en": (
                "From June to October 2019, workshop-debates with small and medium-sized firms in mid-sized towns of "
                "France. How do they innovate, with whom, and which skills do they look for?"
            ),
            "starts_on": datetime.date(2019, 6, 1),
            "ends_on": datetime.date(2019, 10, 31),
            "territory_vintage": "2018-2022",
            "contact_name": "Démonstration de Tournée (pas l’équipe de 2019)",
            "contact_email": "contact@demo.example",
        },
        actor=actor,
    )
    give_roles(tour)
    publish_tour(tour, actor=actor)
    for position, (slug, kind, name, acronym, role) in enumerate(BACKERS):
        organisation = _organisation(slug, kind, name, acronym)
        add_partner(tour, organisation, {"role": role, "position": position, "source_url": UTC_REPORT[1]}, actor=actor)
    for known in STOPS:
        _stop(tour, known, actor)
    for position, (value, text_fr, text_en, (source, url)) in enumerate(FACTS):
        SourcedFact.objects.create(
            tour=tour, value=value, text_fr=text_fr, text_en=text_en, source=source, source_url=url, position=position
        )
    for text_fr, text_en in PROMPTS:
        add_prompt(tour, {"text_fr": text_fr, "text_en": text_en, "source_url": UTC_MAGAZINE[1]}, actor=actor)
    archive_tour(tour, actor=actor)
    figures = [value for value, *_rest in FACTS if value]
    return f"2019: {len(STOPS)} known stops, {len(figures)} facts with their sources"


def _stop(tour: Tour, known: Known, actor: User) -> Stop:
    town = commune_with_code(known.insee)
    stop = add_stop(
        tour,
        {
            "town": town, "place": known.place, "starts_on": known.day, "month": known.month, "venue": known.venue,
            "title_fr": known.title_fr, "title_en": known.title_en, "summary_fr": known.summary_fr,
            "summary_en": known.summary_en, "source_url": known.source_url,
        },
        actor=actor,
    )  # fmt: skip
    names = {slug: rest for slug, *rest in HOSTS}
    for position, slug in enumerate(known.hosts):
        host = _organisation(slug, *names[slug])
        values = {"role": Role.CO_HOST, "position": position, "source_url": known.source_url}
        add_partner(stop, host, values, actor=actor)
    return record_past_stop(stop, number=known.number, actor=actor)


def _organisation(slug: str, kind: str, name: str, acronym: str) -> Organisation:
    defaults = {"kind": kind, "name_fr": name, "acronym": acronym}
    return Organisation.objects.get_or_create(slug=slug, defaults=defaults)[0]
