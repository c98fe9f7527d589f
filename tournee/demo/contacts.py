"""Contact lists of the made-up edition: a partner's beside the team's, with people and firms that are on both."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.utils import timezone

from events.models import Organisation, Tour
from registrations.inviting import cap
from registrations.inviting.firms import firm_key
from registrations.inviting.lists.operations import create_contact_list, put_contact
from registrations.inviting.oppositions import hash_of, oppose
from registrations.models import Contact, ContactList
from tournee.accounts.models import User
from tournee.demo.cast import Extras
from tournee.demo.coming import LIST
from tournee.mail.bounces import Report, report_bounce

THEIRS = "Adhérents fictifs de l’université"
_NEW, _ON_BOTH, _SAME_FIRM = 14, 4, 2
_ENGLISH = 3


def lists_of(tour: Tour, partner: Organisation, extras: Extras, actor: User) -> list[ContactList]:
    """The team's list, which is there, and the partner's; some of it want no invitation, one takes no mail."""
    ours = ContactList.objects.get(tour=tour, name=LIST)
    values = {
        "name": THEIRS,
        "source": "fichier inventé des anciens stagiaires, transmis par le co-organisateur",
        "obtained_on": tour.starts_on,
        "basis": ContactList.Basis.CONSENT,
        "organisation": partner,
    }
    theirs = create_contact_list(tour, values, actor=actor)
    known = list(ours.contacts.all())
    for number in range(_NEW):
        one, language = extras.person(), "en" if number < _ENGLISH else "fr"
        firm = extras.firm("exemple")[0]
        put_contact(theirs, {"email": one.email, "name": one.name, "company_name": firm, "language": language})
    for contact in known[:_ON_BOTH]:
        put_contact(theirs, {"email": contact.email, "name": contact.name, "company_name": contact.company_name})
    for contact in known[_ON_BOTH : _ON_BOTH + _SAME_FIRM]:
        one = extras.person()
        put_contact(theirs, {"email": one.email, "name": one.name, "company_name": contact.company_name})
    new = list(theirs.contacts.all())
    for contact, through in ((known[10], "invitation"), (new[4], "invitation"), (new[5], "page")):
        oppose(hash_of(contact.email), through=through)
    report_bounce(Report("bounce", known[11].email, reason="550 5.1.1 No such user (made up)"))
    _solicited_enough(known[12])
    return [ours, theirs]


def _solicited_enough(contact: Contact) -> None:
    """Its firm was written to as often as anybody may be in a month."""
    firm = firm_key(contact.email_key, company_id=contact.company_id, company_name=contact.company_name)
    at = timezone.now() - datetime.timedelta(days=13)
    cap.note([(contact.email_key, firm)] * settings.SOLICITATIONS_A_MONTH, "invitation", at)
