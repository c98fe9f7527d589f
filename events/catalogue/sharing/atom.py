"""The feed of a tour's changes (Atom, RFC 4287)."""

from __future__ import annotations

from io import BytesIO

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from events.calendars import links
from events.catalogue.open_data import licence
from events.catalogue.sharing.cards import changes_title
from events.catalogue.sharing.changes import changes_of
from events.models import Tour
from tournee.sheets.columns.base import is_control
from tournee.texts.languages import active_language


def changes_feed(tour: Tour) -> bytes:
    """The feed of a public tour, in the active language. Its entries keep their ids whatever the tour is called."""
    address = links.tour_changes(tour.slug)
    feed = Atom1Feed(
        title=_clean(changes_title(tour)),
        link=links.tour_page(tour.slug),
        description=None,
        subtitle=_clean(" ".join(tour.intro.split())),
        language=active_language(),
        feed_url=address,
        feed_guid=address,
        author_name=settings.SITE_NAME,
        feed_copyright=f"{licence.NAME}, {licence.ADDRESS}",
    )
    for change in changes_of(tour):
        feed.add_item(
            title=_clean(change.title),
            link=change.url,
            description=escape(_clean(change.text or change.title)),
            unique_id=f"{settings.SITE_URL}/changes/{change.key}",
            pubdate=change.at,
            updateddate=change.at,
        )
    written = BytesIO()
    feed.write(written, "utf-8")
    return written.getvalue()


def _clean(text: str) -> str:
    """Without the control characters that XML has no place for."""
    return "".join(sign for sign in text if not is_control(sign))
