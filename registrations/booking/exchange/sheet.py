"""The sheet of those who register: one row a person, what an import reads first, then what an export only tells."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from events.planning.exchange.columns import Listed, Shown
from registrations.booking.exchange.names import FIRST_NAME, NAME_LENGTH
from registrations.booking.forms.fields import CompanyNumberField
from registrations.models import FormQuestion, Registration, Trade
from tournee.sheets.columns import Boolean, Choice, Code, Column, Date, Email, Integer, Text, Value
from tournee.sheets.sheet import Sheet
from tournee.texts.languages import LANGUAGE_CHOICES

_SESSIONS = _("Titles of the sessions, with semicolons between them. May be empty where the stop has only one.")
_PARTIES = {"entreprise": "firm", "company": "firm", "organisme": "organisation", "personne": "person"}


def check_number(value: Value) -> None:
    """Raises ValidationError for what is no SIREN, SIRET or UK company number."""
    CompanyNumberField(required=False).clean(str(value or ""))


READ: tuple[Column, ...] = (
    Text("name", fr="Nom", en="Name", required=True, max_length=NAME_LENGTH,
         aliases=("Nom et prénom", "Prénom et nom", "Nom complet", "Nom de famille", "Participant", "Full name",
                  "Last name", "Surname", "Family name", "Attendee")),
    Email("email", fr="Adresse e-mail", en="E-mail address",
          aliases=("Courriel", "E-mail", "Email", "Mail", "Adresse électronique")),
    Text("phone", fr="Téléphone", en="Telephone", aliases=("Tél", "Portable", "Mobile", "Phone"), max_length=30),
    Text("firm", fr="Entreprise ou organisme", en="Company or organisation", max_length=200,
         aliases=("Entreprise", "Société", "Organisme", "Raison sociale", "Company", "Firm", "Organisation")),
    Choice("party", fr="Inscrit en tant que", en="Registers as", choices=Registration.Party.choices,
           synonyms=_PARTIES),
    Text("town", fr="Ville", en="Town", aliases=("Commune", "City"), max_length=120),
    Text("number", fr="SIREN ou SIRET", en="SIREN or SIRET", aliases=("SIREN", "SIRET", "Company number"),
         max_length=40, check=check_number),
    Integer("headcount", fr="Effectif", en="Headcount", aliases=("Salariés", "Staff"), minimum=1, maximum=500_000),
    Choice("trade", fr="Activité", en="Trade", aliases=("Métier", "Secteur"), choices=Trade.choices),
    Listed("sessions", fr="Séances", en="Sessions", aliases=("Séance", "Atelier", "Ateliers", "Session"),
           says=_SESSIONS),
    Choice("language", fr="Langue", en="Language", choices=LANGUAGE_CHOICES,
           synonyms={"anglais": "en", "french": "fr"}),
    Text("needs", fr="À savoir", en="To know", aliases=("Besoins", "Needs"), max_length=300),
    Boolean("no_photographs", fr="Pas de photographie", en="No photographs"),
    Code("code", fr="Billet", en="Ticket", aliases=("Code",)),
)  # fmt: skip
TOLD: tuple[Column, ...] = (
    Shown("stop", fr="Étape", en="Stop"),
    Date("stop_date", fr="Date de l’étape", en="Date of the stop"),
    Shown("waiting", fr="Liste d’attente", en="Waiting list"),
    Shown("state", fr="État", en="State"),
    Shown("contact", fr="Inscrit par", en="Registered by"),
    Date("registered", fr="Inscrit le", en="Registered on"),
    Shown("origin", fr="Origine", en="Origin"),
    Shown("relay", fr="Venu par", en="Came through"),
    Shown("access_code", fr="Code d’accès", en="Access code"),
    Shown("agreements", fr="A accepté", en="Agreed to"),
)
IMPORTED = Sheet(fr="Inscriptions", en="Registrations", columns=(READ[0], FIRST_NAME, *READ[1:]))
PEOPLE = Sheet(fr="Inscriptions", en="Registrations", columns=(*READ, *TOLD))


def with_answers(questions: Iterable[FormQuestion]) -> Sheet:
    """The sheet with a column for each of the organiser's own questions (`question_<id>`)."""
    asked = [
        Shown(f"question_{one.pk}", fr=one.label_fr or one.code, en=one.label_en or one.label_fr or one.code)
        for one in questions
    ]
    return Sheet(fr=PEOPLE.fr, en=PEOPLE.en, columns=(*PEOPLE.columns, *asked))
