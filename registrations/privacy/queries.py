"""Who is known under a name or an address, and what is held of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from events.models import Role, Stop
from events.team.queries import roles_of
from registrations.models import Person, PurgeReport
from registrations.privacy.announcements import Held, personal_data
from registrations.privacy.keeping import retention_rules
from tournee.texts.search import search_key

if TYPE_CHECKING:
    from tournee.accounts.models import User

LIMIT = 50


def people_managed_by(user: User) -> QuerySet[Person]:
    """Whoever came to, or registered for, a stop of a tour that `user` manages; everybody for the administrator."""
    roles = roles_of(user)
    if roles.administrator:
        return Person.objects.all()
    managed = [tour for tour, role in roles.by_tour.items() if role == Role.MANAGER]
    stops = Stop.objects.filter(tour__in=managed)
    return Person.objects.filter(Q(attendances__stop__in=stops) | Q(registrations_made__stop__in=stops)).distinct()


def find_people(user: User, typed: str) -> list[Person]:
    """At most LIMIT people whom `user` manages, by address or by part of a name; nobody for nothing. One query."""
    typed = typed.strip()
    if len(typed) < 3:
        return []
    found = people_managed_by(user).filter(
        Q(email__iexact=typed) | Q(search_key__contains=search_key(typed)), erased_at=None
    )
    return list(found.select_related("company").order_by("search_key", "pk")[:LIMIT])


def everything_about(person: Person) -> list[dict[str, object]]:
    """What every capability holds of the person, as plain values for a file that they can read."""
    return [
        {"what": held.what, "purpose": held.purpose, "values": held.values}
        for source in personal_data
        for held in source(person)
    ]


def reports_in_words(reports: Iterable[PurgeReport]) -> list[tuple[datetime.datetime, list[tuple[str, int]]]]:
    """When each run was, with what it removed and how many rows of it; a rule of former times by its code."""
    names = {rule.code: str(rule.what) for rule in retention_rules}
    return [
        (report.at, [(names.get(code, code), count) for code, count in report.removed.items()]) for report in reports
    ]


def held_by_registrations(person: Person) -> Iterator[Held]:
    """The person, their registrations, seats, presence and consents."""
    organise = _("to organise the stops somebody comes to, and to let them change or cancel")
    details = {
        name: getattr(person, name)
        for name in ("name", "email", "phone", "position", "organisation_name", "kind", "language")
    }
    yield Held(_("person"), organise, {**details, "company": str(person.company or "")})
    for attendee in person.attendances.select_related("stop__tour"):
        seats = attendee.seats.select_related("session")
        yield Held(
            _("registration"),
            organise,
            {
                "tour": str(attendee.stop.tour),
                "stop": str(attendee.stop),
                "code": attendee.code,
                "needs": attendee.needs,
                "desk_note": attendee.desk_note,
                "no_photographs": attendee.no_photographs,
                "cancelled_at": attendee.cancelled_at,
                "sessions": [{"session": str(seat.session), "state": seat.state} for seat in seats],
                "answers": {
                    str(answer.question): answer.value for answer in attendee.form_answers.select_related("question")
                },
            },
        )
        for fact in attendee.check_ins.all():
            yield Held(
                _("check-in"), _("to prove presence"), {"at": fact.at, "how": fact.how, "undone": bool(fact.undoes_id)}
            )
    for registration in person.registrations_made.prefetch_related("form_answers__question").select_related("stop"):
        answers = {str(answer.question): answer.value for answer in registration.form_answers.all()}
        values = {"stop": str(registration.stop), "answers": answers, "registered_at": registration.registered_at}
        yield Held(_("registration made for others too"), organise, values)
    for consent in person.consents.select_related("organisation"):
        values = {
            "purpose": consent.purpose, "given": consent.given, "words": consent.words, "at": consent.at,
            "subjects": consent.subjects, "organisation": str(consent.organisation or ""),
        }  # fmt: skip
        yield Held(_("consent"), _("proof of what was agreed"), values)
