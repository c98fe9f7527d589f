"""The messages of an invitation: to the invited, their one reminder, the test to oneself, and the preview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registrations.inviting.invitations.words import PLACEHOLDERS, known_of, languages_of
from registrations.inviting.moments import moment_of
from registrations.inviting.oppositions import headers_for
from registrations.inviting.relays.links import invitee_link, relay_link
from registrations.models import ContactList, Invitation, Invitee
from tournee.accounts.models import User
from tournee.mail.addresses import Recipient
from tournee.mail.merging import Letter, mark, queue_letters
from tournee.mail.operations import queue_message
from tournee.mail.rendering import Texts, render

TEMPLATE = "registrations/inviting/mail/invitation"


def write_letters(invitation: Invitation, invitees: Sequence[Invitee], *, reminder: bool = False) -> int:
    """Write to `invitees` (with their contact, its list and company); how many messages were written."""
    offered = languages_of(invitation)
    written = 0
    by_kind = sorted(invitees, key=lambda invitee: (_language(invitee, offered), _list_id(invitee)))
    for (language, _list), group in groupby(by_kind, key=lambda one: (_language(one, offered), _list_id(one))):
        some = list(group)
        with translation.override(language):
            source = some[0].contact.contact_list if some[0].contact else None
            written += queue_letters(
                TEMPLATE,
                [_letter(invitee) for invitee in some],
                language=language,
                context=_context(invitation, language, source, firm=mark("firm"), reminder=reminder),
                purpose=gettext_lazy("Reminder of an invitation") if reminder else gettext_lazy("Invitation to a stop"),
                reply_to=invitation.tour.contact_email,
                sender_name=invitation.tour.contact_name,
            )
    return written


def write_test(invitation: Invitation, user: User, language: str) -> None:
    """The invitation as it will be, to one of the team; its links are the relay's own, and stop nothing."""
    queue_message(
        TEMPLATE,
        to=user,
        language=language,
        context={**_sample(invitation, language, name=user.name), "test": True},
        purpose=gettext_lazy("Test of an invitation"),
        reply_to=invitation.tour.contact_email,
        sender_name=invitation.tour.contact_name,
        about=[invitation.stop],
    )


def preview(invitation: Invitation, language: str) -> Texts:
    """What somebody on the first of its lists would read."""
    with translation.override(language):
        name = _("Camille Exemple")
    context = {
        **_sample(invitation, language, name=name),
        "sender_name": invitation.tour.contact_name,
        "purpose": "",
    }
    return render(TEMPLATE, language=language, context=context)


def _letter(invitee: Invitee) -> Letter:
    headers = headers_for(invitee.email)
    contact = invitee.contact
    firm = (contact.company_name if contact else "") or (invitee.company.name if invitee.company else "")
    values = {
        "name": invitee.name,
        "firm": firm or _("your firm"),
        "address": invitee_link(invitee),
        "unsubscribe": headers["List-Unsubscribe"].strip("<>"),
    }
    return Letter(Recipient(invitee.email, invitee.name), values, headers, [invitee.invitation.stop, invitee])


def _context(
    invitation: Invitation, language: str, source: ContactList | None, *, firm: str, reminder: bool = False
) -> Mapping[str, object]:
    stop = invitation.stop
    known = {**known_of(stop), "firm": firm}
    return {
        "subject_said": PLACEHOLDERS.filled(getattr(invitation, f"subject_{language}"), known),
        "text_said": PLACEHOLDERS.filled(getattr(invitation, f"text_{language}"), known),
        "reminder": reminder,
        "stop": stop,
        "tour": stop.tour,
        "when": moment_of(stop),
        "where": ", ".join(filter(None, (stop.venue, stop.address, stop.place))),
        "partner": str(invitation.relay.organisation) if invitation.relay.organisation else "",
        "source": source,
    }


def _sample(invitation: Invitation, language: str, *, name: str) -> dict[str, object]:
    """What a test and a preview are made of."""
    with translation.override(language):
        source = invitation.contact_lists.order_by("pk").first()
        return {
            **_context(invitation, language, source, firm=_("your firm")),
            "name": name,
            "firm": _("your firm"),
            "address": relay_link(invitation.relay),
            "unsubscribe": "",
            "sample": True,
        }


def _language(invitee: Invitee, offered: Sequence[str]) -> str:
    """Theirs, if the invitation is written in it."""
    return invitee.language if invitee.language in offered else offered[0]


def _list_id(invitee: Invitee) -> int:
    return invitee.contact.contact_list_id if invitee.contact else 0
