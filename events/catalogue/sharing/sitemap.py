"""Every public page in both languages, for search engines (sitemaps.org)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.template.loader import render_to_string
from django.urls import reverse

from events.catalogue.clock import public_tours
from events.models import Stop
from tournee.floors import Contribution


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A page in every language: its address by name and arguments, and when it last changed if that is known."""

    name: str
    args: tuple[str, ...] = ()
    changed_at: datetime.datetime | None = None


public_pages = Contribution[Callable[[], Iterable[PublicPage]]](
    "public_pages", says="Further public pages for the sitemap, with a constant number of queries (catalogue)"
)


class _Pages(Sitemap[PublicPage]):
    """The pages, each in every language and with the address of the others."""

    i18n = alternates = x_default = True
    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        """This installation's, whatever address the request came by."""
        return urlsplit(settings.SITE_URL).netloc

    def items(self) -> list[PublicPage]:
        return [*_catalogue(), *(page for contributed in public_pages for page in contributed())]

    def location(self, item: PublicPage) -> str:
        return reverse(item.name, args=item.args)

    def lastmod(self, item: PublicPage) -> datetime.datetime | None:
        return item.changed_at


def sitemap() -> bytes:
    """The sitemap. Two queries, and what is contributed."""
    urls = _Pages().get_urls()
    return render_to_string("events/catalogue/sharing/sitemap.xml", {"urls": urls}).encode()


def _catalogue() -> Iterable[PublicPage]:
    tours = public_tours()
    yield PublicPage("home", (), max((tour.changed_at for tour in tours), default=None))
    slugs = {tour.pk: tour.slug for tour in tours}
    for tour in tours:
        yield PublicPage("tour", (tour.slug,), tour.changed_at)
    stops = Stop.objects.filter(tour__in=slugs, published_at__isnull=False).order_by("tour", "pk")
    for tour_id, slug, changed_at in stops.values_list("tour_id", "slug", "changed_at"):
        yield PublicPage("stop", (slugs[tour_id], slug), changed_at)
