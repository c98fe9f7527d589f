"""Pages that show an organisation are renewed when it changes."""

from __future__ import annotations

from django.db.models import F, Q

from events.models import Tour
from events.organisations.announcements import OrganisationChange


def renew_pages_showing(change: OrganisationChange) -> None:
    """Grow the public version of every tour that names the organisation: as partner, beside a speaker, as contact."""
    organisation = change.organisation
    shown = (
        Q(partnerships__organisation=organisation)
        | Q(stops__partnerships__organisation=organisation)
        | Q(stops__sessions__partnerships__organisation=organisation)
        | Q(stops__sessions__speakings__speaker__organisation=organisation)
        | Q(stops__contact__organisation=organisation)
    )
    tours = Tour.objects.filter(shown).order_by().values("pk")
    Tour.objects.filter(pk__in=tours).update(public_version=F("public_version") + 1)
