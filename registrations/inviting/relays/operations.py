"""Every change of a stop's relays."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Organisation, Partnership, Stop
from events.planning.operations.changing import changes_a_tour
from registrations.inviting.errors import InvitingError
from registrations.inviting.relays.queries import partners_at
from registrations.models import Relay
from tournee.accounts.models import User
from tournee.history.operations import record


@changes_a_tour
def add_relay(stop: Stop, organisation: Organisation | None, *, actor: User | None) -> Relay:
    """The relay of a partner of `stop` (None: the team's own), made or opened again; asked for twice, it is one.

    Raises InvitingError for who is no partner of the stop, TourArchived.
    """
    if organisation is not None and not partners_at(stop).filter(pk=organisation.pk).exists():
        raise InvitingError(
            _("%(partner)s is no partner of this stop. Add it to the stop’s partners first.")
            % {"partner": organisation},
            code="no_partner",
            field="organisation",
        )
    relay = Relay.objects.filter(stop=stop, organisation=organisation).first()
    if relay is None:
        return _made(stop, organisation, actor)
    if relay.closed_at is not None:
        Relay.objects.filter(pk=relay.pk).update(closed_at=None, version=F("version") + 1)
        relay.refresh_from_db()
        record("relay.open", relay, actor=actor)
    return relay


def add_usual_relays(stop: Stop, *, actor: User | None) -> list[Relay]:
    """A relay for the team and for each co-host of `stop` that has none yet; the new ones. Raises TourArchived."""
    with transaction.atomic():
        known = set(Relay.objects.filter(stop=stop).values_list("organisation_id", flat=True))
        hosts = partners_at(stop).filter(partnerships__stop=stop, partnerships__role=Partnership.Role.CO_HOST)
        wanted: list[Organisation | None] = [None, *hosts.order_by("search_key", "pk").distinct()]
        return [add_relay(stop, one, actor=actor) for one in wanted if (one.pk if one else None) not in known]


@changes_a_tour
def close_relay(relay: Relay, *, actor: User | None) -> Relay:
    """Nobody is to pass the link on any more; it still leads to the stop, and its figures stay. Raises TourArchived."""
    closed = Relay.objects.filter(pk=relay.pk, closed_at=None).update(
        closed_at=timezone.now(), version=F("version") + 1
    )
    relay.refresh_from_db()
    if closed:
        record("relay.close", relay, actor=actor)
    return relay


def _made(stop: Stop, organisation: Organisation | None, actor: User | None) -> Relay:
    """A new relay; where somebody made it at the same moment, theirs."""
    try:
        with transaction.atomic():
            relay: Relay = Relay.objects.create(stop=stop, organisation=organisation)
            record("relay.create", relay, actor=actor)
            return relay
    except IntegrityError:
        return Relay.objects.get(stop=stop, organisation=organisation)
