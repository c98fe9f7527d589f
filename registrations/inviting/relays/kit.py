"""What a relay is given to pass on: a message ready to forward and a short text, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import override

from registrations.inviting.moments import moment_of
from registrations.inviting.relays.links import relay_link
from registrations.models import Relay
from tournee.web.languages import NAMES


@dataclass(frozen=True, slots=True)
class Kit:
    """The words of a relay in one language, with its link in them."""

    language: str
    name: str
    link: str
    subject: str
    message: str
    post: str

    @property
    def mailto(self) -> str:
        """What opens a new message with it in one's own mail program (RFC 6068)."""
        body = self.message.replace("\n", "\r\n")
        return f"mailto:?subject={quote(self.subject)}&body={quote(body)}"


def kit_of(relay: Relay, language: str) -> Kit:
    """The kit of `relay` (with its stop and tour) in that language; one query."""
    stop = relay.stop
    with override(language):
        link = relay_link(relay)
        where = ", ".join(filter(None, (stop.venue, stop.place)))
        said = {
            "title": stop.title or stop.tour.title,
            "tour": stop.tour.title,
            "place": stop.place,
            "when": moment_of(stop),
            "where": where,
            "link": link,
            "partner": str(relay),
        }
        made_up = _("(Made-up tour: its stops, partners and people are invented.)") if stop.tour.fictitious else ""
        subject = _("%(place)s, %(when)s: %(title)s") % said
        message = (
            _(
                "Hello,\n\n“%(tour)s” stops at %(place)s. Firms of all sizes talk about how they innovate, with whom, "
                "and which skills they lack.\n\nWhen: %(when)s\nWhere: %(where)s\n\nSee the programme and register, "
                "which takes a minute:\n%(link)s\n\nYou may bring colleagues, and pass this message on."
            )
            % said
        )
        signed = f"{message}\n\n{relay.organisation}" if relay.organisation_id else message
        post = _("%(title)s: %(place)s, %(when)s. Firms, come and say how you innovate: %(link)s") % said
        return Kit(
            language,
            NAMES[language],
            link,
            subject,
            "\n\n".join(filter(None, (signed, made_up))),
            " ".join(filter(None, (post, made_up))),
        )
