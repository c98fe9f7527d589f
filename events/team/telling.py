"""Which co-hosts learn of a change of their stop: by e-mail, or from whoever changes it where nobody has an account."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.models import ContactPerson, Partnership, Stop
from events.planning.telling.told import By, Change, Told
from events.team.queries import representatives_at

_TEMPLATE = "events/team/mail/stop_changed"


def co_hosts(change: Change) -> Iterator[Told]:
    """Representatives by name, whoever is to be told by hand, on no call list, and co-hosts that nobody reaches."""
    if change.session is not None:
        return
    if written := change.written_with(_TEMPLATE):
        names = ", ".join(sorted(message.to_name for message in written))
        yield Told(names, By.MAIL, [_("They represent its co-hosts.")], len(written), written)
    with_account = {user.pk: user.email.lower() for user in representatives_at(change.stop)}
    for partnership in _hosts_of(change.stop):
        people = [person for person in _people_at(partnership) if person.email.lower() not in with_account.values()]
        for person in people:
            yield Told(f"{person.name} ({partnership.organisation})", By.YOU, [_how_to_reach(person)], 1)
        represented = any(one.user_id in with_account for one in partnership.organisation.memberships.all())
        if not people and not represented:
            said = _("Nobody there has an account and no person to call is noted: find out whom to tell.")
            yield Told(str(partnership.organisation), By.YOU, [said])


def _hosts_of(stop: Stop) -> list[Partnership]:
    hosts = stop.partnerships.filter(role=Partnership.Role.CO_HOST).select_related("organisation")
    related = ("contact_persons", "organisation__contact_persons", "organisation__memberships")
    return list(hosts.prefetch_related(*related))


def _people_at(partnership: Partnership) -> list[ContactPerson]:
    """Whom one calls for this stop; anybody noted at the organisation where nobody was chosen."""
    chosen = list(partnership.contact_persons.all())
    return chosen or list(partnership.organisation.contact_persons.all())


def _how_to_reach(person: ContactPerson) -> str:
    if person.phone:
        return pgettext("somebody to call", "No account here. Telephone: %(phone)s") % {"phone": person.phone}
    if person.email:
        return _("No account here, and no telephone is noted. Write to %(address)s.") % {"address": person.email}
    return _("No account here, and neither telephone nor e-mail address is noted.")
