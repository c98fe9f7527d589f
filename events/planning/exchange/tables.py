"""The table as a file: of a tour's stops, and an empty one with an example to begin from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from events.models import Tour
from events.planning.exchange.columns import day_value
from events.planning.exchange.rows import Row, rows_of, stops_in_full
from events.planning.exchange.sheet import STOPS
from tournee.sheets.columns import Value
from tournee.texts.languages import active_language


def stops_table(tour: Tour, suffix: str) -> tuple[bytes, str]:
    """The stops of `tour` as a file ending in `suffix` (xlsx or csv), and its name."""
    return _file(rows_of(stops_in_full(tour)), suffix), f"{tour.slug} - {STOPS.title(active_language())}.{suffix}"


def model_table(tour: Tour, suffix: str) -> tuple[bytes, str]:
    """A table to begin from, with one stop of two sessions as an example, and its name."""
    return _file(_example(tour), suffix), f"{_('Model')} - {STOPS.title(active_language())}.{suffix}"


def _file(rows: Iterable[Mapping[str, Value]], suffix: str) -> bytes:
    language = active_language()
    if suffix == "csv":
        from tournee.sheets.separated import write_csv  # lazily: sheets are seldom asked for

        return write_csv(STOPS, rows, language=language)
    from tournee.sheets.xlsx import write_xlsx  # lazily: openpyxl is slow to load

    return write_xlsx(STOPS, rows, title=STOPS.title(language), language=language)


def _example(tour: Tour) -> list[Row]:
    french = active_language() == "fr"
    theme = next((str(theme.label) for theme in tour.themes.all()), None)
    session: Row = {
        "session_title_fr": "Atelier : recruter autrement", "session_title_en": "Workshop: hiring differently",
        "kind": "workshop", "starts": dt.time(9, 30), "ends": dt.time(12), "room": "Amphi A" if french else "Hall A",
        "seats": 40,
    }  # fmt: skip
    stop: Row = {
        "town": "Albert", "town_code": "80016", "when": day_value(tour.starts_on),
        "title_fr": "Quelles compétences pour l’usine de demain ?",
        "title_en": "Which skills for tomorrow’s factory?", "venue": "Lycée des Exemples",
        "address": "1 rue de l’Exemple, 80300 Albert", "access_fr": "À dix minutes à pied de la gare.",
        "access_en": "Ten minutes on foot from the station.", "step_free": "yes", "safety_limit": 120,
        "stop_themes": theme, "co_host": "Lycée des Exemples ({kind})".format(kind="école" if french else "school"),
    }  # fmt: skip
    visit: Row = {
        "session_title_fr": "Visite d’un atelier", "session_title_en": "A visit to a workshop", "kind": "company_visit",
        "starts": dt.time(14), "ends": dt.time(16), "seats": 15,
    }  # fmt: skip
    return [{**stop, **session}, visit]
