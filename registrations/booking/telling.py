"""Which registered people learn of a change of their stop, and who cannot be written to."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.planning.telling.told import By, Change, Told
from registrations.models import Attendee, Registration, Seat
from tournee.mail.models import OutboxMessage, OutboxPart

_FOLDER = "registrations/booking/mail/"
_NAMED = 20  # people to call, by name; a longer list is read on the stop’s own page


def registered(change: Change) -> Iterator[Told]:
    """Everybody registered: the messages that are written, then whoever has to be called."""
    written = change.written_with(_FOLDER)
    reached = _told(change)
    people = Attendee.objects.filter(registration__in=reached, cancelled_at=None)
    if written:
        yield Told(_who(reached, people), By.MAIL, list(_said(change, people)), len(written), written)
    silent = reached.filter(contact__email="").select_related("contact", "company").order_by("contact__name", "pk")
    for registration in silent[:_NAMED]:
        who, phone = registration.contact.name, registration.contact.phone
        if registration.company:
            who = f"{who} ({registration.company})"
        said = (
            _("Registered, without an e-mail address. Telephone: %(phone)s") % {"phone": phone}
            if phone
            else _(
                "Registered, with neither e-mail address nor telephone: they learn of it only if somebody knows them."
            )
        )
        yield Told(who, By.CALL, [said], 1)
    if (more := silent.count() - _NAMED) > 0:
        who = ngettext("%(count)s more registration", "%(count)s more registrations", more) % {"count": more}
        yield Told(who, By.CALL, [_("Registered, without an e-mail address: the stop’s list has their numbers.")], more)


def _told(change: Change) -> QuerySet[Registration]:
    """The registrations that follow the stop, or the session, as `following` writes to them."""
    live = Registration.objects.filter(stop=change.stop, state=Registration.State.LIVE)
    if change.session is not None:
        there = Seat.objects.filter(session=change.session, state__in=Seat.LIVE)
        return live.filter(pk__in=Attendee.objects.filter(seats__in=there).values("registration_id"))
    return live.exclude(origin=Registration.Origin.WALK_IN)


def _who(registrations: QuerySet[Registration], people: QuerySet[Attendee]) -> str:
    """“64 people registered, of 23 firms”."""
    count = people.count()
    firms = registrations.exclude(company=None).values("company").distinct().count()
    coming = ngettext("%(count)s person registered", "%(count)s people registered", count) % {"count": count}
    if not firms:
        return coming
    of_firms = ngettext("of %(count)s firm", "of %(count)s firms", firms) % {"count": firms}
    return f"{coming}, {of_firms}"


def _said(change: Change, people: QuerySet[Attendee]) -> Iterator[str]:
    """How many messages that is, for whom there is none, and what becomes of calendar entries and waiting lists."""
    written = change.written_with(_FOLDER)
    said = ngettext(
        "%(count)s message, each in the language they registered in.",
        "%(count)s messages, each in the language they registered in.",
        len(written),
    )
    yield said % {"count": len(written)}
    if without := people.filter(person__email="").exclude(registration__contact__email="").count():
        said = ngettext(
            "%(count)s of them has no e-mail address of their own: whoever registered them is written to.",
            "%(count)s of them have no e-mail address of their own: whoever registered them is written to.",
            without,
        )
        yield said % {"count": without}
    if waiting := people.filter(seats__state=Seat.State.WAITLISTED).distinct().count():
        said = ngettext("%(count)s of them is on a waiting list.", "%(count)s of them are on a waiting list.", waiting)
        yield said % {"count": waiting}
    yield from _entries(written)


def _entries(written: list[OutboxMessage]) -> Iterator[str]:
    parts = OutboxPart.objects.filter(message__in=[message.pk for message in written])
    if moved := parts.filter(content_type__contains="method=REQUEST").count():
        said = ngettext(
            "%(count)s entry in a calendar is set right.", "%(count)s entries in calendars are set right.", moved
        )
        yield said % {"count": moved}
    if gone := parts.filter(content_type__contains="method=CANCEL").count():
        said = ngettext(
            "%(count)s entry in a calendar is taken out.", "%(count)s entries in calendars are taken out.", gone
        )
        yield said % {"count": gone}
