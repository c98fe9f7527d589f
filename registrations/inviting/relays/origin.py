"""By whose link somebody came: a relay's, or the one in the invitation that was written to them.

The link leads to the stop's page with `?via=`, and the page is one for everybody: whoever goes on to the form from
there tells it by the address they come from, which a browser names to the same site (`Referrer-Policy: same-origin`).
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest

from events.models import Stop
from registrations.models import Invitee, Relay
from tournee.web import signed_links

VIA = "via"
PURPOSE = "invitee"
_LONGEST = 120


def relay_of(code: str) -> Relay | None:
    """The relay whose link ends in `code`, also one that was closed; its stop with its tour. One query."""
    typed = code.strip().lower()
    if not typed or len(typed) > 12:
        return None
    return Relay.objects.select_related("stop__tour", "organisation").filter(code=typed).first()


def invitee_of(token: str) -> Invitee | None:
    """Whom the link in an invitation was written to; None if it was forged or cut, or they were forgotten since."""
    named = signed_links.read(PURPOSE, token)
    if named is None:
        return None
    with_all = Invitee.objects.select_related("invitation__relay__stop__tour", "invitation__relay__organisation")
    return with_all.filter(public_id=named.public_id).first()


def via_of(request: HttpRequest) -> str:
    """What the request says of where somebody came from, to be kept in a hidden field named `VIA`; empty for nothing.

    From the form that was sent, else the address, else the address of the page of this site one comes from.
    """
    given = request.POST.get(VIA) or request.GET.get(VIA) or _via_of_the_page_before(request)
    return given.strip()[:_LONGEST] if given.isprintable() else ""


def origin_of(request: HttpRequest, stop: Stop) -> tuple[Relay | None, Invitee | None]:
    """The relay and the invitee by whose link somebody came to register for `stop`; None for each that is not known.

    A code of another stop, a forged or a cut one are no origin: registering never fails for it. One query at most.
    """
    via = via_of(request)
    if not via:
        return None, None
    if "." in via:
        invitee = invitee_of(via)
        relay = invitee.invitation.relay if invitee else None
    else:
        invitee, relay = None, relay_of(via)
    return (relay, invitee) if relay is not None and relay.stop_id == stop.pk else (None, None)


def _via_of_the_page_before(request: HttpRequest) -> str:
    """`via` in the address of the page that led here, where that is a page of ours."""
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc != request.get_host():
        return ""
    return parse_qs(before.query).get(VIA, [""])[0]
