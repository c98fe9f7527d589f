"""Contacts as a sheet: an address each, with a name, a firm and a language where they are known."""

from __future__ import annotations

from collections.abc import Mapping

from registrations.booking.exchange.names import FIRST_NAME, NAME_LENGTH, named
from registrations.inviting.errors import InvitingError
from registrations.inviting.lists.operations import put_contact
from registrations.models import CompanyIdentifier, ContactList
from tournee.accounts.models import User
from tournee.history.operations import record
from tournee.sheets.columns import Choice, Code, Email, Text, Value
from tournee.sheets.operations import Outcome, Write
from tournee.sheets.sheet import Sheet
from tournee.texts.languages import LANGUAGE_CHOICES

CONTACTS = Sheet(
    fr="Contacts",
    en="Contacts",
    columns=(
        Email("email", fr="Adresse électronique", en="E-mail address", required=True,
              aliases=("Courriel", "E-mail", "Email", "Mail", "Adresse e-mail")),
        Text("name", fr="Nom", en="Name", max_length=NAME_LENGTH,
             aliases=("Contact", "Nom du contact", "Nom de famille", "Nom et prénom", "Prénom et nom", "Nom complet",
                      "Last name", "Surname", "Family name", "Full name")),
        FIRST_NAME,
        Text("company_name", fr="Entreprise", en="Firm", aliases=("Société", "Raison sociale", "Company"),
             max_length=200),
        Code("siren", fr="SIREN", en="SIREN", length=9, digits=True, pad=True),
        Choice("language", fr="Langue", en="Language", choices=LANGUAGE_CHOICES,
               synonyms={"fr": "fr", "en": "en", "anglais": "en", "french": "fr"}),
    ),
)  # fmt: skip
_OUTCOMES = {True: Outcome.NEW, False: Outcome.CHANGED, None: Outcome.UNCHANGED}


def writer(contact_list: ContactList) -> Write:
    """What writes one row into that list. An address that comes twice is one contact; an empty cell leaves what stands.

    A firm is linked where its SIREN is known. History is told once, with the first row.
    """
    noted: list[ContactList] = []

    def write(values: Mapping[str, Value], *, actor: User) -> Outcome:
        if not noted:
            record("contact_list.import", contact_list, actor=actor)
            noted.append(contact_list)
        siren = values.get("siren")
        known = (
            CompanyIdentifier.objects.filter(scheme="siren", value=siren).select_related("company").first()
            if siren
            else None
        )
        given = {**values, "name": named(values, InvitingError), "company": known.company if known else None}
        return _OUTCOMES[put_contact(contact_list, given)]

    return write
