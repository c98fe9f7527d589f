"""What a partner copies into a page of theirs to show a tour's stops there."""

from __future__ import annotations

from html import escape

from django.urls import reverse

from events.calendars.links import absolute
from events.models import Tour

SANDBOX = "allow-popups allow-top-navigation-by-user-activation"


def snippet_of(tour: Tour) -> str:
    """The HTML of a frame with the list of a public tour's stops, in the active language."""
    address = f"{absolute(reverse('tour_embed', args=[tour.slug]))}?show=list"
    return (
        f'<iframe src="{escape(address)}" title="{escape(tour.title)}" width="100%" height="600"'
        f' sandbox="{SANDBOX}" loading="lazy"></iframe>'
    )
