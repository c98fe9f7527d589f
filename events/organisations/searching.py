"""What the workspace's search finds of organisations."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.models import Organisation
from events.organisations.queries import matching
from events.organisations.rules import keeps_organisations
from events.team.queries import roles_of
from tournee.accounts.models import User
from tournee.search.places import Found, Place, Words


def find(user: User, words: Words, limit: int) -> Iterator[Found]:
    """Organisations by name, acronym, number or town: all for those who keep them, else one's own. One query."""
    found = Organisation.objects.select_related("town")
    if not keeps_organisations.test(user):
        found = found.filter(pk__in=roles_of(user).organisations)
    for word in words:
        found = matching(found, word)
    for organisation in found.order_by("search_key", "pk")[:limit]:
        detail = " · ".join(str(part) for part in (organisation.get_kind_display(), organisation.town) if part)
        yield Found(organisation.name, detail, reverse("organisation", args=[organisation.slug]))


PLACE = Place("organisations", _("Organisations"), find)
