"""What a tour tells people about their data: its own notice where it wrote one, else what follows from the rules."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.http import Http404

from events.models import Organisation, Partnership, Tour
from registrations.models import PrivacyNotice
from registrations.privacy.keeping import RetentionRule, retention_rules


@dataclass(frozen=True, slots=True)
class Notice:
    """As it is read: who answers, to whom data go (`co_hosts` beside the tour's words), until when, by rule."""

    tour: Tour
    controller: str
    contact_email: str
    recipients: str
    words: str
    keeps_until: datetime.date | None
    co_hosts: tuple[Organisation, ...]
    rules: tuple[RetentionRule, ...]


def public_tour(tour: str) -> Tour:
    """The public tour of an address; Http404."""
    found = Tour.objects.filter(slug=tour).first()
    if found is None or not found.is_public:
        raise Http404
    return found


def own_notice(tour: Tour) -> PrivacyNotice | None:
    """The notice that the tour's managers wrote, if they did."""
    return PrivacyNotice.objects.filter(tour=tour).first()


def notice_of(tour: Tour) -> Notice:
    """The notice of `tour` in the active language; two queries."""
    own = own_notice(tour)
    hosting = Partnership.objects.filter(role=Partnership.Role.CO_HOST, stop__in=tour.stops.public())
    hosts = Organisation.objects.filter(pk__in=hosting.values("organisation")).order_by("search_key")
    return Notice(
        tour=tour,
        controller=own.controller if own else tour.contact_name,
        contact_email=own.contact_email if own else tour.contact_email,
        recipients=own.recipients if own else "",
        words=own.notice if own else "",
        keeps_until=own.keeps_until if own else None,
        co_hosts=tuple(hosts),
        rules=tuple(rule for rule in retention_rules if rule.told),
    )
