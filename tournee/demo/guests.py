"""One stop of the made-up edition where people of every kind are registered, in every way there is."""

from __future__ import annotations

from events.models import Stop
from registrations.booking.acting_codes import ATTENDEE, PARTY
from registrations.booking.operations import cancel_registration, replace_attendee
from registrations.booking.request import ConsentRequest
from registrations.models import CallBackSubject, Consent, Person, Registration
from tournee.accounts.models import User
from tournee.demo.booking import firm_comes, somebody_comes, wanted
from tournee.demo.cast import Extras
from tournee.history.acting import acting_as

Origin = Registration.Origin


def register_every_kind(stop: Stop, extras: Extras, actor: User) -> None:
    """A school, a student, a jobseeker; from a list, by the team, in English; one cancelled, somebody replaced."""
    somebody_comes(stop, extras, Person.Kind.ORGANISATION, organisation=f"Lycée fictif ({stop.place})")
    somebody_comes(stop, extras, Person.Kind.STUDENT)
    somebody_comes(stop, extras, Person.Kind.JOBSEEKER)
    firm_comes(stop, extras, origin=Origin.IMPORT, actor=actor)
    firm_comes(stop, extras, origin=Origin.TEAM, actor=actor, contact_phone="+33 1 99 00 20 01")
    firm_comes(
        stop, extras, language="en", consents=_agreed(stop), contact_phone="+33 1 99 00 20 02",
        each={"needs": "Step-free access (made up)"},
    )  # fmt: skip
    cancelled = firm_comes(stop, extras)
    with acting_as(PARTY, cancelled):
        cancel_registration(cancelled)
    attendee = firm_comes(stop, extras, people=2).attendees.all()[1]
    with acting_as(f"{ATTENDEE}{attendee.pk}", attendee.registration):
        replace_attendee(attendee, wanted(extras.person(), ()))


def _agreed(stop: Stop) -> list[ConsentRequest]:
    """To be called back by the co-host about two things, photographed and asked."""
    host = stop.partnerships.get(role="co_host").organisation
    subjects = (CallBackSubject.INTERNSHIP.value, CallBackSubject.LABORATORY.value)
    return [
        ConsentRequest(
            Consent.Purpose.CALL_BACK,
            given=True,
            words=f"{host} may call me back about…",
            organisation=host,
            subjects=subjects,
        ),
        ConsentRequest(Consent.Purpose.PHOTOGRAPHS, given=True, words="I may be seen on photographs."),
        ConsentRequest(Consent.Purpose.QUESTIONNAIRE, given=True, words="You may ask me for your study."),
    ]
