"""What inviting holds of somebody, how long, and what removes it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Stop
from registrations.inviting import cap
from registrations.models import Contact, Invitee, Person
from registrations.privacy.announcements import Held
from registrations.privacy.keeping import RetentionRule
from tournee.mail.addresses import normal_address

KEPT_FOR = datetime.timedelta(days=90)  # after the stop


def held_by_inviting(person: Person) -> Iterator[Held]:
    """Each list their address is on, with its source, date and basis; each invitation, and what became of it."""
    if not person.email:
        return
    key = normal_address(person.email)
    for contact in Contact.objects.filter(email_key=key).select_related("contact_list__tour").order_by("pk"):
        known = contact.contact_list
        yield Held(
            _("contact list"),
            _("to invite or to ask"),
            {
                "list": known.name, "tour": str(known.tour), "source": known.source, "obtained_on": known.obtained_on,
                "basis": str(known.get_basis_display()), "email": contact.email, "name": contact.name,
                "company": contact.company_name,
            },
        )  # fmt: skip
    for invitee in Invitee.objects.filter(email_key=key).select_related("invitation__stop__tour").order_by("pk"):
        yield Held(
            _("invitation"),
            _("to invite, and to remind once"),
            {
                "stop": str(invitee.invitation.stop), "tour": str(invitee.invitation.stop.tour), "email": invitee.email,
                "name": invitee.name, "state": str(invitee.get_state_display()), "sent_at": invitee.sent_at,
                "reminded_at": invitee.reminded_at, "opened_at": [one.at for one in invitee.openings.all()],
            },
        )  # fmt: skip


def forget_invitees(now: datetime.datetime) -> int:
    """Remove name and address of whoever was invited, ninety days after the stop; the counts stay."""
    last_day = Coalesce("ends_on", "previous_starts_on")  # postponed for good: the day it was last announced for
    stops = Stop.objects.annotate(last_day=last_day).filter(last_day__lt=(now - KEPT_FOR).date())
    over = Invitee.objects.filter(invitation__stop__in=stops.values("pk"), erased_at=None)
    gone = {"email": "", "email_key": "", "firm_key": "", "name": "", "contact": None, "company": None}
    return over.update(**gone, erased_at=now)


RULES = (
    RetentionRule(
        "invitees", gettext_lazy("Names and addresses of people invited"), gettext_lazy("ninety days after the stop"),
        forget_invitees,
    ),
    RetentionRule(
        "solicitations", gettext_lazy("That a firm was written to, as a keyed hash"), gettext_lazy("one year"),
        cap.forget_due,
    ),
)  # fmt: skip
