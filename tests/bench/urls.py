"""The product's addresses, and under /floor/ what each page is measured against.

Floor (a), `ready`: a view that returns a string of the page's own bytes, through the same middleware. Floor (b),
`bare`: one query over the tour's stops and a template with nothing but those rows, filled up to the page's own size.
"""

from functools import lru_cache
from itertools import count

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path

from events.catalogue import clock
from events.models import Stop
from tournee import settings
from tournee.urls import urlpatterns as product

ROW = "<li>{{ row.number }} {{ row.place }} {{ row.title_fr }} {{ row.starts_on }} {{ row.state }}</li>"
BARE = engines["django"].from_string(f"<ol>{{% for row in rows %}}{ROW}{{% endfor %}}</ol>{{{{ filling|safe }}}}")
FIELDS = ("number", "place", "title_fr", "starts_on", "state")


if settings.env.bool("BENCH_CHANGE_EACH_TIME", False):
    # As if the tour were changed before each request: no page and no part of one is kept under the version asked
    # for. The route’s drawing stays, since it is kept as long as it looks the same.
    changes = count()
    clock.version = lambda tour: f"{tour.pk}-{tour.__dict__.setdefault('bench', next(changes))}"


@lru_cache
def page(address: str) -> bytes:
    """The bytes of the product's own page at `address`, fetched once."""
    return Client(HTTP_HOST="localhost").get(f"/{address}").content


def ready(request: HttpRequest, address: str) -> HttpResponse:
    """Floor (a)."""
    return HttpResponse(page(address))


def bare(request: HttpRequest, tour: str, address: str) -> HttpResponse:
    """Floor (b)."""
    rows = list(Stop.objects.filter(tour__slug=tour).values(*FIELDS))
    filling = "x" * max(0, len(page(address)) - 60 * len(rows))
    return HttpResponse(BARE.render({"rows": rows, "filling": filling}))


urlpatterns = [
    path("floor/ready/<path:address>", ready),
    path("floor/bare/<slug:tour>/<path:address>", bare),
    *product,
]
