"""What participants may take home from a stop, as its page lists it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from events.catalogue.said import Said, said, text_of
from events.models import Material
from tournee.database.asked import Asked
from tournee.files.models import StoredFile
from tournee.texts.languages import active_language


class StoredMaterial(NamedTuple):
    """The columns of a material that a page shows, with those of its file and of its session."""

    pk: int
    title_fr: str
    title_en: str
    url: str
    session__title_fr: str | None
    session__title_en: str | None
    file__kind: str | None
    file__token: str | None
    file__name: str | None
    file__content_type: str | None
    file__size: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A material as it is read: `kind` says what opens ("PDF, 1.2 MB", or where it leads), `session` whose it is."""

    title: Said
    url: str
    kind: str
    session: str


_of_stop = Asked(
    StoredMaterial,
    lambda stop: (
        Material.objects.filter(stop=stop).order_by("position", "pk").values_list(*StoredMaterial.__annotations__)
    ),
    int,
)


def stop_materials(stop: int) -> SafeString:
    """The materials of the stop and of its sessions. One query."""
    return _section(tuple(_of_stop(stop)), active_language())


@lru_cache(maxsize=128)
def _section(rows: tuple[StoredMaterial, ...], _language: str) -> SafeString:
    """The section, made once for the same materials; "" where there are none."""
    return render_to_string("events/catalogue/_materials.html", {"lines": [_line(row) for row in rows]})


def _line(row: StoredMaterial) -> Line:
    session = text_of(row, "session__title") if row.session__title_fr else ""
    if row.file__token is None:
        return Line(said(row, "title"), row.url, row.url.split("/")[2].removeprefix("www."), session)
    file = StoredFile(
        kind=row.file__kind or "", token=row.file__token, name=row.file__name or "",
        content_type=row.file__content_type or "", size=row.file__size or 0,
    )  # fmt: skip
    return Line(said(row, "title"), file.url, file.in_words, session)
