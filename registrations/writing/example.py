"""A registration to show words by: a real one of the tour, or one that is made up and never saved."""

from __future__ import annotations

import datetime

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from events.models import Stop, Tour
from registrations.models import Company, Message, Person, Registration
from registrations.writing.audience import Reader, readers_of
from tournee.mail.models import OutboxAbout, OutboxMessage

_LOOKED_AT = 20  # of the readers of a message: one of them is still registered, or an example does


def example_of(tour: Tour, stop: Stop | None = None) -> Reader:
    """The latest registration of the tour (or of the stop) with its contact; without any, somebody made up."""
    found = Registration.objects.filter(stop__tour=tour, state=Registration.State.LIVE, contact__erased_at=None)
    found = found.filter(stop=stop) if stop else found
    latest = found.select_related("stop__tour", "company", "contact").order_by("-registered_at", "-pk").first()
    return Reader(latest, latest.contact) if latest else _made_up(tour, stop)


def reader_of(message: Message) -> Reader | None:
    """Somebody `message` really went to, still registered under that address; None where that is no longer known."""
    kind, parties = (ContentType.objects.get_for_model(model) for model in (Message, Registration))
    went = OutboxMessage.objects.filter(abouts__content_type=kind, abouts__object_id=message.pk)
    written = dict(went.order_by("pk").values_list("pk", "to_address")[:_LOOKED_AT])
    about = OutboxAbout.objects.filter(message__in=written, content_type=parties).values("object_id")
    waited = message.audience == Message.Audience.WAITING  # and may have a seat by now
    audience = Message.Audience.CONTACTS if waited else message.audience
    found = readers_of(audience, Registration.objects.filter(pk__in=about, contact__erased_at=None)).found
    return next((reader for reader in found if reader.person.email in written.values()), None)


def _made_up(tour: Tour, stop: Stop | None) -> Reader:
    at = stop or Stop.objects.filter(tour=tour).order_by("starts_on", "pk").first()
    if at is None:
        day = tour.starts_on or datetime.date(2031, 3, 3)
        at = Stop(tour=tour, place="Albert", starts_on=day, ends_on=day, venue=_("the hall"))
    at.tour = tour
    firm = Company(name=_("Example Workshop"))
    person = Person(name=_("Ana Example"), company=firm)
    registration = Registration(stop=at, company=firm, party=Registration.Party.FIRM, contact=person)
    return Reader(registration, person)
