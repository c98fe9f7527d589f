"""The table of a tour's stops: one row a session, the stop's own columns before it."""

from __future__ import annotations

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from events.models import Partnership, Session, Stop
from events.planning.exchange.columns import Clock, Listed, Reference, Shown, TownCode, When
from tournee.sheets.columns import Choice, Column, Date, Integer, Text
from tournee.sheets.sheet import Sheet

Role = Partnership.Role
THEMES = _("Themes by their label, with semicolons between them.")
PARTNERS = _(
    "Names, acronyms or numbers of organisations, with semicolons between them. A new one is created where its kind "
    "follows in brackets: “Nouveau pôle (cluster)”. Who is missing here stays."
)

STOP_COLUMNS: tuple[Column, ...] = (
    Reference("reference", fr="Référence de l’étape", en="Stop reference", aliases=("Référence", "Reference")),
    Text("town", fr="Ville", en="Town", aliases=("Commune", "City", "Place"), max_length=120),
    TownCode("town_code", fr="Code INSEE ou département", en="INSEE code or département",
             aliases=("INSEE", "Code INSEE", "INSEE code", "Département", "Code postal", "Postcode"), max_length=60),
    When("when", fr="Date", en="Date", aliases=("Jour", "Date ou mois", "When", "Day", "First day", "Premier jour")),
    Date("last_day", fr="Dernier jour", en="Last day"),
    Text("title_fr", fr="Sujet (français)", en="Subject (French)", aliases=("Sujet", "Subject"), max_length=160),
    Text("title_en", fr="Sujet (anglais)", en="Subject (English)", max_length=160),
    Text("venue", fr="Lieu", en="Venue", max_length=160),
    Text("address", fr="Adresse", en="Street address", aliases=("Address",), max_length=240),
    Text("access_fr", fr="Comment venir (français)", en="How to come (French)",
         aliases=("Accès", "Accès (français)", "Access", "Access (French)", "Comment venir", "How to come"),
         max_length=1000),
    Text("access_en", fr="Comment venir (anglais)", en="How to come (English)",
         aliases=("Accès (anglais)", "Access (English)"), max_length=1000),
    Choice("step_free", fr="Accès sans marche", en="Step-free access", aliases=("Accessibilité", "Step-free"),
           choices=[choice for choice in Stop.StepFree.choices if choice[0]],
           synonyms={"oui": "yes", "non": "no", "en partie": "partly", "partiel": "partly", "partial": "partly"}),
    Integer("safety_limit", fr="Jauge de sécurité", en="Safety limit", minimum=0, maximum=1_000_000),
    Listed("stop_themes", fr="Thèmes de l’étape", en="Stop themes", aliases=("Thèmes", "Themes"), says=THEMES),
    Listed("co_host", fr="Co-organisateurs", en="Co-hosts", aliases=("Co-organisateur", "Co-host"), says=PARTNERS),
    Listed("facilitator", fr="Animateurs", en="Facilitators", aliases=("Animateur", "Facilitator"), says=PARTNERS),
    Listed("organiser", fr="Organisateurs", en="Organisers", aliases=("Organisateur", "Organiser"), says=PARTNERS),
    Listed("supporter", fr="Soutiens", en="Supporters", aliases=("Soutien", "Supporter"), says=PARTNERS),
    Listed("funder", fr="Financeurs", en="Funders", aliases=("Financeur", "Funder"), says=PARTNERS),
    Shown("state", fr="État de préparation", en="State of preparation", aliases=("État", "State")),
)  # fmt: skip

SESSION_COLUMNS: tuple[Column, ...] = (
    Reference("session_reference", fr="Référence de la session", en="Session reference"),
    Text("session_title_fr", fr="Session (français)", en="Session (French)",
         aliases=("Session", "Atelier", "Titre de la session", "Session title"), max_length=160),
    Text("session_title_en", fr="Session (anglais)", en="Session (English)", max_length=160),
    Choice("kind", fr="Nature", en="Kind", aliases=("Type", "Genre"), choices=Session.Kind.choices,
           synonyms={"visite": "company_visit", "visit": "company_visit", "journée": "technical_day"}),
    Clock("starts", fr="Début", en="Start", aliases=("Heure de début", "Starts", "From")),
    Clock("ends", fr="Fin", en="End", aliases=("Heure de fin", "Ends", "Until")),
    Text("room", fr="Salle", en="Room", max_length=120),
    Integer("seats", fr="Places", en="Seats", aliases=("Capacité", "Capacity"), minimum=1),
    Text("online_url", fr="Adresse en ligne", en="Online address", aliases=("Lien", "Link"), max_length=200,
         check=URLValidator(schemes=["http", "https"])),
    Listed("session_themes", fr="Thèmes de la session", en="Session themes", says=THEMES),
    Shown("session_state", fr="État de la session", en="Session state"),
)  # fmt: skip

STOPS = Sheet(fr="Étapes", en="Stops", columns=(*STOP_COLUMNS, *SESSION_COLUMNS))
OF_STOP = tuple(column.name for column in STOP_COLUMNS)
OF_SESSION = tuple(column.name for column in SESSION_COLUMNS)
ROLES = (Role.CO_HOST, Role.FACILITATOR, Role.ORGANISER, Role.SUPPORTER, Role.FUNDER)
# Where the refusal of an operation's field belongs in the table, when it goes by another name there.
COLUMN_OF_STOP = {"starts_on": "when", "ends_on": "last_day", "month": "when", "place": "town"}
COLUMN_OF_SESSION = {
    "starts_at": "starts", "ends_at": "ends", "capacity": "seats", "title_fr": "session_title_fr",
    "title_en": "session_title_en",
}  # fmt: skip
