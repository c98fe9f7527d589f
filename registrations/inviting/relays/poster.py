"""A relay's poster (A4) and its square picture, each with its own code. Imported lazily: drawing is slow to load."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from events.catalogue.queries import stop_rows
from events.models import Stop
from events.route import position_scene
from registrations.inviting.moments import moment_of
from registrations.inviting.relays.codes import code_items
from registrations.inviting.relays.links import relay_link
from registrations.models import Relay
from tournee.documents.document import Cover, Document
from tournee.documents.inline import Strong
from tournee.drawing import measure
from tournee.drawing.raster import Placed, to_png
from tournee.drawing.scene import Face, Item, Line, Rect, Role, Scene, Text
from tournee.texts.typography import format_date, format_time_range

SIDE = 1080  # pixels of the picture
_EDGE = 72
_MAP, _GAP, _CODE = 270.0, 30.0, 200.0  # units of the poster's scene
_MOST_SESSIONS = 5


def poster(relay: Relay, language: str) -> bytes:
    """An A4 poster in that language: what, when, where it is along the route, the code, the programme."""
    from tournee.documents import pdf  # lazily: it loads reportlab

    return pdf.render(poster_document(relay, language))


def poster_document(relay: Relay, language: str) -> Document:
    """The document of the poster: a cover, and nothing after it."""
    stop, tour = relay.stop, relay.stop.tour
    with override(language):
        cover = Cover(
            kicker=tour.title,
            subtitle=stop.place,
            lead=((Strong(moment_of(stop)),), *filter(None, (_address(stop), *_programme(stop)))),
            lines=tuple(filter(None, (_bidden(relay),))),
            scene=_code_beside_map(relay),
        )
        return Document(
            stop.title or tour.title,
            language,
            (),
            date=stop.starts_on or timezone.localdate(),
            author=settings.SITE_NAME,
            subject=f"{stop.place}, {moment_of(stop)}",
            cover=cover,
            notice=_("Made-up tour: its stops, partners and people are invented.") if tour.fictitious else "",
        )


def picture(relay: Relay, language: str) -> bytes:
    """A square PNG for social networks, in that language: the same in short."""
    with override(language):
        shown = _map(relay.stop, 520)
        parts = [Placed(_words(relay))]
        if shown is not None:
            scale = min(1.0, 520 / shown.height)
            parts.append(Placed(shown, _EDGE - 20, SIDE - 110 - shown.height * scale, scale))
        return to_png(parts, SIDE, SIDE)


def _words(relay: Relay) -> Scene:
    """What stands around the map of the picture, and the code at its right."""
    stop, tour = relay.stop, relay.stop.tour
    room = SIDE - 2 * _EDGE
    title = stop.title or tour.title
    size = next((size for size in (76, 64, 54) if len(measure.wrap(title, room, size, "display", lines=9)) <= 3), 48)
    items: list[Item] = [Rect(0, 0, SIDE, 18, fill="route")]
    items.append(_text(measure.elide(tour.title, room, 30, "sans-semibold"), 104, 30, "sans-semibold", "route"))
    base = 126.0
    for line in measure.wrap(title, room, size, "display", lines=4):
        base += size * 1.12
        items.append(_text(line, base - size * 0.1, size, "display", "ink"))
    for line in measure.wrap(f"{stop.place}, {moment_of(stop)}", room, 36, "sans-semibold", lines=2):
        base += 50
        items.append(_text(line, base, 36, "sans-semibold", "ink"))
    items.append(_text(measure.elide(_address(stop), room, 28), base + 44, 28, "sans", "muted"))
    code, x = 330.0, SIDE - _EDGE - 330.0
    top = SIDE - 132 - code
    items += code_items(relay_link(relay), x, top, code, whole=True)
    items.append(_text(_("Scan to register"), top - 18, 28, "sans-semibold", "ink", x=x))
    short = _short(relay_link(relay))
    items.append(_text(short, SIDE - 96, min(26.0, 26 * code / measure.width(short, 26)), "sans", "ink", x=x))
    foot = _("Made-up tour: its stops, partners and people are invented.") if tour.fictitious else settings.SITE_NAME
    items.append(Line(_EDGE, SIDE - 66, SIDE - _EDGE, SIDE - 66, stroke="rule", stroke_width=2))
    items.append(_text(foot, SIDE - 28, 24, "sans", "muted"))
    return Scene(SIDE, SIDE, title, moment_of(stop), tuple(items))


def _code_beside_map(relay: Relay) -> Scene:
    """The scene of the poster: the map, and the code with what it is for."""
    shown, link = _map(relay.stop, _MAP), relay_link(relay)
    x = _MAP + _GAP if shown else 0.0
    height = max(shown.height if shown else 0.0, _CODE + 56)
    top = (height - _CODE - 56) / 2 + 24
    items: list[Item] = [*(shown.items if shown else ())]
    items.append(Text(x, top - 10, _("Scan to register"), size=15, face="sans-semibold"))
    items += code_items(link, x, top, _CODE)
    short = _short(link)
    items.append(Text(x, top + _CODE + 20, short, size=min(13.0, 13 * _CODE / measure.width(short, 13))))
    said = _("QR code: the stop’s page, where one registers, %(link)s.") % {"link": link}
    described = f"{shown.description}. {said}" if shown else said
    return Scene(x + _CODE, height, _("Where it is"), described, tuple(items))


def _map(stop: Stop, width: float) -> Scene | None:
    """Where the stop is along the route; None while it is not public, or nobody knows where it is."""
    rows = stop_rows(stop.tour, timezone.now(), seats_told=False)
    here = next((row.on_route for row in rows if row.pk == stop.pk), None)
    return position_scene([row.on_route for row in rows if row.on_route], here, width=width) if here else None


def _programme(stop: Stop) -> Iterator[str]:
    """The sessions that are to take place, a line each, and how many more there are."""
    planned = stop.sessions.planned().order_by("starts_at", "pk")
    several_days = stop.ends_on and stop.starts_on != stop.ends_on
    for session in planned[:_MOST_SESSIONS]:
        hours = format_time_range(session.starts_at, session.ends_at, zone=stop.zone)
        day = format_date(session.starts_at, zone=stop.zone, year=False) if several_days else ""
        yield " ".join(filter(None, (day, f"{hours} ·", session.title)))
    if (more := planned.count() - _MOST_SESSIONS) > 0:
        yield _("and %(count)d more sessions") % {"count": more}


def _address(stop: Stop) -> str:
    return ", ".join(filter(None, (stop.venue, stop.address)))


def _bidden(relay: Relay) -> str:
    """Who invites."""
    return _("%(partner)s invites you.") % {"partner": relay.organisation} if relay.organisation else ""


def _short(link: str) -> str:
    """An address as one types it."""
    return link.removeprefix("https://").removeprefix("http://").rstrip("/")


def _text(text: str, base: float, size: float, face: Face, fill: Role, *, x: float = _EDGE) -> Text:
    return Text(x, base, text, size=size, face=face, fill=fill)
