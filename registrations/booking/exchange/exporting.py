"""The people of registrations as a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Prefetch, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from events.models import Stop, Tour
from registrations.booking.agreeing import standing
from registrations.booking.exchange.sheet import with_answers
from registrations.booking.queries import party_name
from registrations.booking.questions.queries import answers_of_people
from registrations.models import Attendee, CompanyIdentifier, Consent, FormQuestion, Registration, Seat
from tournee.sheets.columns import Value
from tournee.sheets.separated import write_csv
from tournee.sheets.xlsx import write_xlsx


def file_of(scope: Stop | Tour, found: QuerySet[Registration], suffix: str, *, language: str) -> tuple[bytes, str]:
    """The content and the name of a file of these registrations of a stop or a tour; `suffix` is csv or xlsx.

    One row a person, those who came no more only where their whole registration is cancelled. A constant number of
    queries. What people typed is never run as a formula.
    """
    people = _people(found)
    tour = scope if isinstance(scope, Tour) else scope.tour
    questions = list(_questions(scope, tour))
    sheet = with_answers(questions)
    rows = _rows(people, questions)
    title = f"{sheet.title(language)} – {tour.title if isinstance(scope, Tour) else scope.place}"
    with translation.override(language):
        if suffix == "csv":
            return write_csv(sheet, rows, language=language), f"{title}.csv"
        return write_xlsx(sheet, rows, title=title, language=language), f"{title}.xlsx"


def _people(found: QuerySet[Registration]) -> list[Attendee]:
    still = Q(cancelled_at=None) | Q(registration__state=Registration.State.CANCELLED)
    seats = Seat.objects.filter(state__in=Seat.LIVE).select_related("session").order_by("session__starts_at", "pk")
    numbers = CompanyIdentifier.objects.order_by("scheme")
    consents = Consent.objects.select_related("organisation").order_by("at", "pk")
    people = Attendee.objects.filter(still, registration__in=found.prefetch_related(None).order_by().values("pk"))
    related = (
        "person", "registration__company", "registration__contact", "registration__stop__tour",
        "registration__relay__organisation", "registration__access_code",
    )  # fmt: skip
    return list(
        people.select_related(*related)
        .prefetch_related(
            Prefetch("seats", seats, to_attr="live_seats"),
            Prefetch("registration__company__identifiers", numbers),
            Prefetch("registration__consents", consents),
        )
        .order_by("registration__stop__starts_on", "registration_id", "pk")
    )


def _questions(scope: Stop | Tour, tour: Tour) -> QuerySet[FormQuestion]:
    asked = FormQuestion.objects.filter(tour=tour).order_by("position", "pk")
    return asked.filter(Q(stop=None) | Q(stop=scope)) if isinstance(scope, Stop) else asked


def _rows(people: Sequence[Attendee], questions: Sequence[FormQuestion]) -> Iterator[dict[str, Value]]:
    answers: Mapping[int, Mapping[int, str]] = answers_of_people(people) if questions else defaultdict(dict)
    for attendee in people:
        said = answers[attendee.pk]
        yield {**_row(attendee), **{f"question_{one.pk}": said.get(one.pk, "") for one in questions}}


def _row(attendee: Attendee) -> dict[str, Value]:
    registration, person = attendee.registration, attendee.person
    company, stop = registration.company, registration.stop
    live: list[Seat] = getattr(attendee, "live_seats", [])
    waits = [seat for seat in live if seat.state == Seat.State.WAITLISTED]
    is_contact = registration.contact_id == person.pk
    return {
        "name": str(person),
        "email": person.email,
        "phone": registration.contact.phone if is_contact else person.phone,
        "firm": "" if registration.party == Registration.Party.PERSON else party_name(registration),
        "party": registration.party,
        "town": company.town_name if company else "",
        "number": ", ".join(one.value for one in company.identifiers.all()[:1]) if company else "",
        "sessions": "; ".join(seat.session.title for seat in live),
        "language": registration.language,
        "needs": attendee.needs,
        "no_photographs": attendee.no_photographs,
        "code": attendee.code,
        "stop": stop.place,
        "stop_date": stop.starts_on,
        "waiting": "; ".join(seat.session.title for seat in waits),
        "state": str(registration.get_state_display()),
        "contact": str(registration.contact),
        "registered": registration.registered_at.astimezone(stop.zone).date(),
        "origin": str(registration.get_origin_display()),
        "relay": str(registration.relay) if registration.relay else "",
        "access_code": str(registration.access_code) if registration.access_code else "",
        "agreements": "; ".join(_agreements(registration)) if is_contact else "",
    }


def _agreements(registration: Registration) -> Iterator[str]:
    """What the contact agreed to and did not take back: purpose, by whom."""
    for consent in standing(registration.consents.all()):
        by = _("%(name)s: %(value)s") % {"name": consent.get_purpose_display(), "value": consent.organisation}
        yield by if consent.organisation else str(consent.get_purpose_display())
