"""What readers see changes its version, so that kept pages and feeds are renewed."""

from django.db.models import F

from events.models import Tour


def readers_see_a_change(tour_id: int) -> None:
    """Grow the tour's public version; called in the transaction of the change."""
    Tour.objects.filter(pk=tour_id).update(public_version=F("public_version") + 1)
