"""The columns of a tour's stops as a table for anybody."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from events.catalogue.open_data.reading import OpenStop
from events.catalogue.said import text_of
from events.models import Stop
from tournee.sheets.columns import Date, Integer, Number, Text, Value
from tournee.sheets.sheet import Sheet

STOPS = Sheet(
    (
        Integer("number", "Numéro", "Number"),
        Text("place", "Ville", "Town"),
        Text("region", "Région", "Region"),
        Text("region_code", "Code de la région", "Region code"),
        Text("territory", "Territoire", "Territory"),
        Text("territory_code", "Code du territoire", "Territory code"),
        Text("title", "Sujet", "Subject"),
        Text("phase", "État", "State"),
        Date("starts_on", "Premier jour", "First day"),
        Date("ends_on", "Dernier jour", "Last day"),
        Text("month", "Mois (sans date fixée)", "Month (no date set)"),
        Date("previous", "Date annoncée auparavant", "Date announced before"),
        Text("reason", "Motif", "Reason"),
        Text("time_zone", "Fuseau horaire", "Time zone"),
        Text("venue", "Lieu", "Venue"),
        Text("address", "Adresse", "Address"),
        Text("step_free", "Accès de plain-pied", "Step-free access"),
        Number("latitude", "Latitude", "Latitude", places=6),
        Number("longitude", "Longitude", "Longitude", places=6),
        Text("url", "Page", "Page"),
    ),
    fr="Étapes",
    en="Stops",
)


def row_of(stop: OpenStop, phase: Stop.Phase, url: str) -> Mapping[str, Value]:
    """The values of a stop in the active language."""
    return {
        "number": stop.number,
        "place": stop.place,
        "region": stop.region__name,
        "region_code": stop.region__code,
        "territory": stop.territory__name,
        "territory_code": stop.territory__code,
        "title": text_of(stop, "title"),
        "phase": str(phase.label),
        "starts_on": stop.starts_on,
        "ends_on": stop.ends_on or stop.starts_on,
        "month": f"{stop.month:%Y-%m}" if stop.month and not stop.starts_on else "",
        "previous": stop.previous_starts_on,
        "reason": text_of(stop, "reason"),
        "time_zone": stop.time_zone,
        "venue": stop.venue,
        "address": stop.address,
        "step_free": str(Stop.StepFree(stop.step_free).label) if stop.step_free else "",
        "latitude": _degrees(stop.latitude),
        "longitude": _degrees(stop.longitude),
        "url": url,
    }


def _degrees(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:.6f}").normalize()
