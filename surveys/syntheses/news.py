"""What syntheses tell whoever follows a tour's changes, and search engines."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from events.calendars.links import absolute
from events.catalogue.sharing.changes import Change
from events.catalogue.sharing.sitemap import PublicPage
from events.models import Tour
from surveys.models import Edition, EditionFace
from tournee.texts.languages import active_language


def editions_published(tour: Tour) -> Iterator[Change]:
    """The editions of the tour's syntheses, under their titles in the active language. One query."""
    faces = EditionFace.objects.filter(edition__synthesis__tour=tour, language=active_language())
    rows = faces.values_list(
        "title", "edition__number", "edition__published_at", "edition__synthesis_id", "edition__synthesis__slug"
    )
    for title, number, at, synthesis, slug in rows:
        told = _("Published: %(title)s") if number == 1 else _("Published in a new edition: %(title)s")
        url = absolute(reverse("synthesis", args=[slug]))
        yield Change(f"synthesis-{synthesis}/{number}", told % {"title": title}, "", url, at)


def synthesis_pages() -> Iterator[PublicPage]:
    """The newest edition of each published synthesis of a public tour. One query."""
    newest = Edition.objects.filter(number=F("synthesis__last_edition_number")).exclude(
        synthesis__tour__state=Tour.State.DRAFT
    )
    for slug, at in newest.order_by("synthesis").values_list("synthesis__slug", "published_at"):
        yield PublicPage("synthesis", (slug,), at)
