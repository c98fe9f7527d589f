"""The product's addresses, and under /floor/ what each page is measured against.

Floor (a), `ready`: a view that returns a string of the page's own bytes, through the same middleware. Floor (b),
`bare`: what anybody would write first, one query and one template that shows the same list (of stops; of sessions) with
Django's own tags and filters, with a tenth of the page's bytes in it and the rest as a ready string.
"""

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from events.models import Session, Stop
from tests.bench.answers import floors as answers
from tests.bench.changing import change_each_time
from tests.bench.control_room import floors as control_room
from tests.bench.desk import floors as check_ins
from tests.bench.finding import floors as finding
from tests.bench.listing import floors as listing
from tests.bench.people import floors as people
from tests.bench.registrations import floors as registrations
from tournee import settings
from tournee.urls import urlpatterns as product
from tournee.wsgi import application

ROW = """<li class="stop"><a href="{% url 'stop' tour row.slug %}"><span class="n">{{ row.number }}</span>
<span class="when">{{ row.starts_on|date:"j F Y" }}</span><span class="where"><b>{{ row.place }}</b>
<small>{{ row.region__name|default:"" }}</small></span><span class="what">{{ row.title_fr }}</span>
<span class="state {{ row.state }}">{{ row.state }}</span></a></li>
"""
SESSION = """<li id="session-{{ row.public_id }}">
<span class="when">{{ row.starts_at|time:"H:i" }} – {{ row.ends_at|time:"H:i" }}</span><h3>{{ row.title_fr }}</h3>
<p>{{ row.kind }} · {{ row.room }}</p><p>{{ row.summary_fr }}</p><span>{{ row.capacity }}</span></li>
"""
LIST = "<ol>{{% for row in rows %}}{}{{% endfor %}}</ol>{{{{ filling|safe }}}}"
BARE = {name: engines["django"].from_string(LIST.format(row)) for name, row in (("tour", ROW), ("stop", SESSION))}


if settings.env.bool("BENCH_CHANGE_EACH_TIME", False):
    change_each_time()


_pages: dict[str, bytes] = {}


def page(request: HttpRequest, address: str) -> bytes:
    """The bytes of the product's own page at `address`, asked of itself once (Django's test client weighs 2 MB)."""
    if address not in _pages:
        _pages[address] = application.get_response(WSGIRequest({**request.META, "PATH_INFO": f"/{address}"})).content
    return _pages[address]


def ready(request: HttpRequest, address: str) -> HttpResponse:
    """Floor (a)."""
    return HttpResponse(page(request, address))


def bare(request: HttpRequest, tour: str, address: str) -> HttpResponse:
    """Floor (b) of a tour's page: its stops with their regions."""
    stops = Stop.objects.filter(tour__slug=tour).order_by("starts_on")
    rows = stops.values("slug", "number", "starts_on", "place", "region__name", "title_fr", "state")
    return _bare("tour", {"tour": tour, "rows": list(rows)}, page(request, address))


def bare_stop(request: HttpRequest, tour: str, stop: str, address: str) -> HttpResponse:
    """Floor (b) of a stop's page: its programme."""
    sessions = Session.objects.filter(stop__tour__slug=tour, stop__slug=stop).order_by("starts_at")
    rows = sessions.values("public_id", "starts_at", "ends_at", "title_fr", "kind", "room", "summary_fr", "capacity")
    return _bare("stop", {"rows": list(rows)}, page(request, address))


def _bare(name: str, context: dict[str, object], page: bytes) -> HttpResponse:
    """The rows, and as much filling as the page has bytes beside them."""
    return HttpResponse(BARE[name].render({**context, "filling": "x" * (len(page) * 9 // 10)}))


urlpatterns = [
    path("floor/ready/<path:address>", ready),
    path("floor/bare/<slug:tour>/", bare, {"address": "tours/mesuree/"}),
    path("floor/bare/<slug:tour>/<slug:stop>/", bare_stop, {"address": "tours/mesuree/ville-7/"}),
    *answers,
    *check_ins,
    *registrations,
    *people,
    *listing,
    *control_room,
    *finding,
    *product,
]
