"""What a party is told: the contact everything, each colleague with an address their own part and calendar entry."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from events.planning.announcements import SessionChange, StopChange
from registrations.booking import wording
from registrations.booking.differences import differences
from registrations.booking.entries import DayEntry, due_entries, keep, sent_to
from registrations.booking.own_words import own_words
from registrations.booking.placeholders import filled_words
from registrations.booking.standing import Standing, standings_of
from registrations.booking.untold import is_untold
from registrations.models import Attendee, CalendarInvitation, NoticeDue, Person, Registration, Seat
from tournee.mail.addresses import Recipient, sender_named
from tournee.mail.operations import Part, drawn_up, queue_message, write_drafts, written_together

# What a party reads that was never told it is registered: the confirmation itself says what stands.
_CONFIRMED_INSTEAD = frozenset({"changed", "promoted"})


def owe(registration: Registration) -> None:
    """Note that a new registration is to be confirmed, in the transaction that makes it; see `registered`."""
    if not is_untold(registration):
        NoticeDue.objects.create(registration=registration, moment="registered")


def registered(registration: Registration, standing: Standing) -> None:
    """The confirmation: who has a seat, who waits, how to change it, and each person's calendar entry.

    Called once the registration is made, with what stood then. It is drawn up while nothing is locked. Where somebody
    else told the party meanwhile, of what changed since, it is dropped.
    """
    if is_untold(registration):
        return
    with translation.override(registration.language), drawn_up() as letters:
        entries = _draw_up(registration, "registered", standing, {})
    with transaction.atomic():
        if _take_due_of(registration):
            keep(entries)
            write_drafts(letters)


def confirm_late(registration: Registration) -> bool:
    """The confirmation that is due still, of what stands by now, in a transaction of its own; whether it was.

    A registration that has ended without a word is not confirmed.
    """
    with transaction.atomic():
        if not _take_due_of(registration):
            return False
        registration.refresh_from_db(fields=["state"])
        if registration.state == Registration.State.LIVE:
            _tell_now({registration: "registered"}, new={registration.pk})
    return True


def changed(registration: Registration, *, gone: Attendee | None = None) -> None:
    """The party changed something: what stands now. Whoever comes no more by it (`gone`) is told in any case."""
    tell(registration, "changed", gone=gone)


def approved(registration: Registration) -> None:
    """The team said yes to what was asked for."""
    tell(registration, "approved")


def refused(registration: Registration, reason: str = "") -> None:
    """The team said no to what was asked for; `reason` is why, in its words."""
    tell(registration, "refused", reason=reason)


def expired(registration: Registration) -> None:
    """Nobody took what was offered in time; it goes to whoever is next."""
    tell(registration, "expired")


def cancelled(registration: Registration) -> None:
    """The party does not come: confirmed, and its calendar entries go."""
    tell(registration, "cancelled")


def tell(
    registration: Registration,
    moment: str,
    *,
    change: StopChange | SessionChange | None = None,
    reason: str = "",
    gone: Attendee | None = None,
) -> None:
    """Write to the contact, and to colleagues whose calendar entry is new, different or gone.

    `moment` chooses the sentence: one of the above, `promoted`, `offered`, or `stop_moved`, `stop_postponed`,
    `stop_cancelled`, `stop_reinstated`, `programme_changed`, of which `change` says what was before. Whoever registers
    and gets no seat reads that they wait, or that the team looks at it first; everybody named who has an address learns
    of that too, and of the end of it. A party whose confirmation is due still reads this instead, in full, and its
    colleagues nothing of what is over. In the transaction of what happened.
    """
    if is_untold(registration):
        return
    new = {registration.pk} if _take_due_of(registration) else set()
    _tell_now({registration: moment}, new, change=change, reason=reason, gone=gone)


def tell_each(moments: Mapping[Registration, str]) -> None:
    """The same to several parties, each of its own moment; what stands is read once for all."""
    told = {registration: moment for registration, moment in moments.items() if not is_untold(registration)}
    _tell_now(told, _take_due(told))


def _take_due(registrations: Collection[Registration]) -> set[int]:
    """Take away that these parties are to be told, in a transaction that tells them; the ids of those due still.

    Whoever takes the row away tells: another who wants to waits for it here.
    """
    due = NoticeDue.objects.filter(registration__in=registrations).order_by("pk").select_for_update()
    taken = set(due.values_list("registration", flat=True))
    if taken:
        NoticeDue.objects.filter(registration__in=taken).delete()
    return taken


def _take_due_of(registration: Registration) -> bool:
    """The same of one party, in one query: whether it was due still."""
    return NoticeDue.objects.filter(registration=registration).delete()[0] > 0


def _tell_now(
    moments: Mapping[Registration, str],
    new: Set[int],
    *,
    change: StopChange | SessionChange | None = None,
    reason: str = "",
    gone: Attendee | None = None,
) -> None:
    """Write to those parties; of the `new` ones (ids) nobody was told anything yet."""
    standings = standings_of(moments, new=new)
    sent = sent_to(standings.values())
    entries: list[DayEntry] = []
    with written_together():
        for registration, moment in moments.items():
            standing = standings[registration.pk]
            said = "registered" if standing.new and moment in _CONFIRMED_INSTEAD else moment
            with translation.override(registration.language):
                entries += _draw_up(registration, said, standing, sent, change=change, reason=reason, gone=gone)
        keep(entries)


def _draw_up(
    registration: Registration,
    moment: str,
    standing: Standing,
    sent: Mapping[int, Sequence[CalendarInvitation]],
    *,
    change: StopChange | SessionChange | None = None,
    reason: str = "",
    gone: Attendee | None = None,
) -> list[DayEntry]:
    """Queue the messages, in the registration's language; the calendar entries that they hold, to be kept."""
    contact, due = registration.contact, due_entries(standing, sent)
    if moment == "registered":
        moment = _as_it_stands(standing)
    told = wording.about_the_stop(registration, differences(change), reason)
    told |= wording.of_the_line(registration, moment)
    if contact.email:
        theirs = [entry for entry in due if entry.attendee.person.email in {"", contact.email}]
        context = {**told, **wording.to_the_contact(registration, standing)}
        tickets = wording.with_tickets(standing.attendees, standing)
        _write(registration, contact, "party", moment, due=theirs, tickets=tickets, context=context)
    for attendee in standing.attendees:
        mine = [entry for entry in due if entry.attendee.pk == attendee.pk]
        if standing.new:
            told_of = attendee.cancelled_at is None and moment not in wording.OVER
        else:
            told_of = bool(mine) or attendee == gone or _ends_with(registration, attendee)
        if told_of and attendee.person.email not in {"", contact.email}:
            said = _said_to(attendee, mine, moment, standing)
            context = {**told, **wording.to_themselves(attendee, standing)}
            tickets = wording.with_tickets([attendee], standing)
            _write(registration, attendee.person, "attendee", said, due=mine, tickets=tickets, context=context)
    return due


def _as_it_stands(standing: Standing) -> str:
    """What became of a new registration: it has seats, is asked for, or waits for all it wants."""
    states = {seat.state for seats in standing.seats.values() for seat in seats}
    if not states or Seat.State.CONFIRMED in states:
        return "registered"
    return "pending" if Seat.State.PENDING in states else "waiting"


def _ends_with(registration: Registration, attendee: Attendee) -> bool:
    """Whether the person was expected until the whole registration ended: they may have been told that they are."""
    ended = registration.cancelled_at
    return bool(ended and attendee.cancelled_at and attendee.cancelled_at >= ended)


def _said_to(attendee: Attendee, due: Sequence[DayEntry], moment: str, standing: Standing) -> str:
    """What the moment is to one person: a colleague who comes no more, or is new, does not read of a change."""
    if moment != "changed":
        return moment
    if attendee.cancelled_at:
        replaced = any(one.instead_of_id == attendee.pk for one in standing.attendees)
        return "replaced" if replaced else "cancelled"
    return "registered" if all(entry.invitation.sequence == 0 for entry in due) else moment


def _write(
    registration: Registration,
    person: Person,
    template: str,
    moment: str,
    *,
    due: Sequence[DayEntry],
    tickets: Sequence[Attendee],
    context: dict[str, object],
) -> None:
    from registrations.booking.ics import part_of  # lazily: icalendar is slow to load

    stop, tour = registration.stop, registration.stop.tour
    organiser = sender_named(tour.contact_name)
    parts = [part_of(entry, language=registration.language, organiser=organiser, invited=person.email) for entry in due]
    words = filled_words(own_words(tour.pk, moment, registration.language), registration, person)
    over = moment in wording.OVER
    pictures = [] if over else [wording.picture_of(one) for one in tickets]
    queue_message(
        f"registrations/booking/mail/{template}",
        to=Recipient(person.email, person.name),
        language=registration.language,
        context={"moment": moment, "over": over, "name": person.name, "words": words, **context},
        purpose=_("Registration"),
        reply_to=tour.contact_email,
        sender_name=tour.contact_name,
        about=[registration, stop],
        attachments=[*_one_invitation_first(parts), *pictures],
    )


def _one_invitation_first(parts: list[Part]) -> list[Part]:
    """Mail readers show one invitation of a message; those of further days follow as files."""
    shown = [part for part in parts if part.alternative][:1]
    rest = [part for part in parts if part not in shown]
    files = [
        Part("text/calendar", part.content, filename=part.filename or f"{number}.ics")
        for number, part in enumerate(rest, start=2)
    ]
    return [*shown, *files]
