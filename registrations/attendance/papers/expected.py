"""The list of people expected: for the reception, and for the day the network dies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from events.catalogue.words import clock_word
from events.models import Session, Stop
from registrations.attendance.documents import Occasion, document_of, facts_of_occasion
from registrations.attendance.gathering import name_on_paper
from registrations.attendance.papers.standing import in_brief, mention, withheld
from registrations.attendance.queries import people_with_a_seat
from registrations.desk.rows import party_of
from registrations.models import Attendee, Seat
from tournee.documents.blocks import Block, Callout, Facts, OrderedList, Paragraph
from tournee.documents.document import Document, Provenance
from tournee.documents.tables import Column, Row, Table
from tournee.sheets.columns import Text, Value
from tournee.sheets.sheet import Sheet
from tournee.texts.typography import format_number, format_time_range

EXPECTED = Sheet(
    fr="Personnes attendues",
    en="People expected",
    columns=(
        Text("name", fr="Nom", en="Name"),
        Text("party", fr="Entreprise ou organisme", en="Firm or organisation"),
        Text("role", fr="Fonction", en="Position"),
        Text("code", fr="Code du billet", en="Ticket code"),
        Text("sessions", fr="Sessions", en="Sessions"),
        Text("mark", fr="Photographies", en="Photographs"),
        Text("note", fr="Note pour l’accueil", en="Note for the desk"),
    ),
)


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody expected; `sessions` are the numbers of those they have a seat in, by their order in the programme."""

    name: str
    party: str
    role: str
    code: str
    sessions: tuple[int, ...]
    no_photographs: bool
    note: str


def sessions_of(stop: Stop) -> list[Session]:
    """What is to take place, in order."""
    return list(stop.sessions.planned().order_by("starts_at", "pk"))


def expected_at(stop: Stop, sessions: Sequence[Session]) -> list[Expected]:
    """Everybody expected, in order of name; two queries."""
    numbers = {session.pk: number for number, session in enumerate(sessions, start=1)}
    chosen: dict[int, list[int]] = defaultdict(list)
    seats = Seat.objects.filter(session__in=numbers, state__in=Seat.TAKING).order_by()
    for attendee, session in seats.values_list("attendee", "session"):
        chosen[attendee].append(numbers[session])
    people = people_with_a_seat(stop).filter(person__erased_at=None).select_related("person__company")
    return [
        Expected(
            name_on_paper(one), party_of(one.person), one.person.position, one.code,
            tuple(sorted(chosen.get(one.pk, ()))), one.no_photographs, one.desk_note,
        )
        for one in people.order_by("person__search_key", "pk")
    ]  # fmt: skip


def expected_list(stop: Stop, occasion: Occasion, language: str, *, contacts: bool = False) -> Document:
    """Who is expected, in order of name, with a box to tick and the numbers of their sessions.

    Of a stop cancelled or postponed, who is to be told; where they are reached for whoever may see these `contacts`.
    """
    with override(language):
        clock = clock_word(stop.time_zone)
        source = Provenance(occasion.tour, data=_("registrations"), read_at=occasion.at, clock=clock)
        facts = Facts(facts_of_occasion(occasion))
        told = bool(in_brief(stop))
        listed = _blocks_to_tell(stop, contacts=contacts) if told else _blocks_expected(stop)
        blocks: list[Block] = [*_mention(stop), facts, *listed]
        title = _("People to tell") if told else _("People expected")
        return document_of(title, occasion, blocks, language, provenance=source)


def _mention(stop: Stop) -> Iterator[Block]:
    """Before all else, that nobody is to come."""
    title, sentence = mention(stop)
    if title:
        yield Callout(title, (Paragraph(sentence),), "warning")


def _blocks_expected(stop: Stop) -> Iterator[Block]:
    sessions = sessions_of(stop)
    return expected_blocks(stop, sessions, expected_at(stop, sessions))


def _blocks_to_tell(stop: Stop, *, contacts: bool) -> Iterator[Block]:
    """Who was registered, with a box to tick once they are told, and where their party's contact is reached."""
    found = people_with_a_seat(stop).filter(person__erased_at=None)
    found = found.select_related("person__company", "registration__contact")
    people = list(found.order_by("person__search_key", "pk"))
    if not people:
        yield Paragraph(_("Nobody was registered."), "lead")
        return
    said = ngettext("%(count)s person is to be told.", "%(count)s people are to be told.", len(people))
    yield Paragraph(said % {"count": format_number(len(people))}, "lead")
    if not contacts:
        yield Paragraph(_("The tour’s team has telephone numbers and addresses, and the call list where there is one."))
    columns = [
        Column(pgettext("person", "Told"), "tick"),
        Column(_("Name"), width=1.5),
        Column(_("Firm or organisation"), width=1.5),
        *([Column(_("Telephone"), width=1), Column(_("E-mail address"), width=1.6)] if contacts else []),
    ]
    rows: list[Row] = [
        (None, name_on_paper(one), party_of(one.person), *(_reached_at(one) if contacts else ())) for one in people
    ]
    yield Table(_("People to tell, in order of first name"), tuple(columns), rows, row_headers=False)


def _reached_at(attendee: Attendee) -> tuple[str, str]:
    """The telephone number and the e-mail address of whoever registered them, with the name where it is another."""
    contact = attendee.registration.contact
    if contact.erased_at is not None:
        return "", ""
    name = "" if contact.pk == attendee.person_id else contact.name
    return contact.phone, " – ".join(filter(None, (name, contact.email)))


def expected_blocks(stop: Stop, sessions: Sequence[Session], people: Sequence[Expected]) -> Iterator[Block]:
    """The programme by numbers, and the table; in the active language."""
    count = len(people)
    said = pgettext("on paper", "Nobody is expected.")
    if count:
        said = ngettext("%(count)s person is expected.", "%(count)s people are expected.", count)
        said %= {"count": format_number(count)}
    yield Paragraph(said, "lead")
    if len(sessions) > 1:
        yield OrderedList(tuple(_session_in_words(session, stop) for session in sessions))
    several = len(sessions) > 1
    told = [(one.role, ", ".join(map(str, one.sessions)) if several else "", _to_know(one)) for one in people]
    roles, numbers, notes = (any(values) for values in zip(*told, strict=True)) if told else (False, False, False)
    columns = [
        Column(_("Here"), "tick"),
        Column(_("Name"), width=1.8),
        Column(_("Firm or organisation"), width=1.8),
        *([Column(_("Position"), width=1.2)] if roles else []),
        Column(_("Code"), width=0.6),
        *([Column(_("Sessions"), width=0.6)] if numbers else []),
        *([Column(_("To know"), width=1)] if notes else []),
    ]
    rows: list[Row] = [
        (
            None, one.name, one.party, *([role] if roles else []), one.code,
            *([chosen] if numbers else []), *([note] if notes else []),
        )
        for one, (role, chosen, note) in zip(people, told, strict=True)
    ]  # fmt: skip
    caption = _("People expected, in order of first name")
    yield Table(caption, tuple(columns), rows, row_headers=False, empty=_("Nobody is registered yet."))


def _session_in_words(session: Session, stop: Stop) -> str:
    """Its title, and its hours while the stop takes place."""
    if withheld(stop):
        return session.title
    return f"{session.title}, {format_time_range(session.starts_at, session.ends_at, zone=stop.zone)}"


def _to_know(one: Expected) -> str:
    return ". ".join(filter(None, (_("No photographs") if one.no_photographs else "", one.note)))


def rows_expected(stop: Stop, language: str) -> Iterator[Mapping[str, Value]]:
    """A row for each person expected."""
    with override(language):
        sessions = sessions_of(stop)
        for one in expected_at(stop, sessions):
            yield {
                "name": one.name, "party": one.party, "role": one.role, "code": one.code,
                "sessions": ", ".join(sessions[number - 1].title for number in one.sessions),
                "mark": _("No photographs") if one.no_photographs else "", "note": one.note,
            }  # fmt: skip
