"""What somebody is about to do when they approve an invitation, in sentences, and who is left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from registrations.inviting.invitations.audience import Audience, State, audience_of
from registrations.inviting.invitations.queries import goes_out_at
from registrations.inviting.invitations.words import languages_of
from registrations.models import Invitation
from tournee.texts.typography import format_date_time, format_number

_OPPOSED = ngettext_lazy(
    "Left out: %(count)s person who wants no invitation.",
    "Left out: %(count)s people who want no invitation.",
    "number",
)
_REGISTERED = ngettext_lazy(
    "Left out: %(count)s person registered already, or whose firm is.",
    "Left out: %(count)s people registered already, or whose firms are.",
    "number",
)
_CAPPED = ngettext_lazy(
    "Left out: %(count)s person whose firm was written to %(cap)s times in the last thirty days.",
    "Left out: %(count)s people whose firms were written to %(cap)s times in the last thirty days.",
    "number",
)
_UNREACHABLE = ngettext_lazy(
    "Left out: %(count)s address that returns messages.",
    "Left out: %(count)s addresses that return messages.",
    "number",
)
_SAME_PERSON = ngettext_lazy(
    "Left out: %(count)s address that is on two of the lists.",
    "Left out: %(count)s addresses that are on two of the lists.",
    "number",
)
_SAME_FIRM = ngettext_lazy(
    "Left out: %(count)s address of a firm that is written to through another list.",
    "Left out: %(count)s addresses of firms that are written to through another list.",
    "number",
)
_INVITED_BEFORE = ngettext_lazy(
    "Left out: %(count)s person who was invited to this stop before.",
    "Left out: %(count)s people who were invited to this stop before.",
    "number",
)

_READS_ENGLISH = ngettext_lazy(
    "%(count)s person is known to read English, in which nothing is written: they read the French text.",
    "%(count)s people are known to read English, in which nothing is written: they read the French text.",
    "number",
)
_READS_FRENCH = ngettext_lazy(
    "%(count)s person is known to read French, in which nothing is written: they read the English text.",
    "%(count)s people are known to read French, in which nothing is written: they read the English text.",
    "number",
)


def question(audience: Audience) -> str:
    """What one is about to do, with the number of people."""
    count = audience.count(State.WAITING)
    said = ngettext("You are about to write to %(count)s person", "You are about to write to %(count)s people", count)
    return said % {"count": format_number(count)}


def said_before_approval(invitation: Invitation, audience: Audience) -> list[str]:
    """In which languages they read it, who is left out and why, when it goes out and how fast."""
    return [*_languages(invitation, audience), *_left_out(audience), *_moments(invitation, audience)]


def audience_now(invitation: Invitation) -> Audience:
    """Whom it would go to as things stand."""
    return audience_of(invitation, timezone.now())


def _languages(invitation: Invitation, audience: Audience) -> Iterator[str]:
    offered = languages_of(invitation)
    counts: dict[str, int] = {}
    for language, count in audience.languages().items():
        read = language if language in offered or not offered else offered[0]
        counts[read] = counts.get(read, 0) + count
    for language, count in counts.items():
        words = {"count": format_number(count)}
        if language == "fr":
            yield ngettext("%(count)s of them reads French.", "%(count)s of them read French.", count) % words
        else:
            yield ngettext("%(count)s of them reads English.", "%(count)s of them read English.", count) % words
    yield from unwritten(invitation, audience.languages())


def unwritten(invitation: Invitation, languages: Mapping[str, int]) -> list[str]:
    """How many of the invited read a language in which nothing is written, a sentence each."""
    offered = languages_of(invitation)
    found = []
    for language, count in languages.items():
        if offered and language not in offered:
            said = _READS_ENGLISH if language == "en" else _READS_FRENCH
            found.append(str(said % {"number": count, "count": format_number(count)}))
    return found


def _left_out(audience: Audience) -> Iterator[str]:
    """One sentence for each reason, where anybody is."""
    counted = (
        (audience.count(State.OPPOSED), _OPPOSED),
        (audience.count(State.REGISTERED), _REGISTERED),
        (audience.count(State.CAPPED), _CAPPED),
        (audience.count(State.UNREACHABLE), _UNREACHABLE),
        (audience.same_person, _SAME_PERSON),
        (audience.same_firm, _SAME_FIRM),
        (audience.invited_before, _INVITED_BEFORE),
    )
    for number, said in counted:
        if number:
            words = {"number": number, "count": format_number(number), "cap": settings.SOLICITATIONS_A_MONTH}
            yield str(said % words)


def _moments(invitation: Invitation, audience: Audience) -> Iterator[str]:
    zone = invitation.stop.zone
    when = format_date_time(goes_out_at(invitation), zone=zone)
    if goes_out_at(invitation) != invitation.starts_at:
        yield _("The first message goes out on %(when)s: the moment chosen is in quiet hours.") % {"when": when}
    else:
        yield _("The first message goes out on %(when)s.") % {"when": when}
    hours = -(-audience.count(State.WAITING) // invitation.per_hour)
    yield ngettext(
        "At %(pace)s an hour it takes about %(hours)s hour of sending, with a pause in quiet hours.",
        "At %(pace)s an hour it takes about %(hours)s hours of sending, with a pause in quiet hours.",
        hours,
    ) % {"pace": format_number(invitation.per_hour), "hours": format_number(hours)}
    if invitation.reminds_at:
        when = format_date_time(invitation.reminds_at, zone=zone)
        yield _("Those who have not registered are reminded once, from %(when)s.") % {"when": when}
