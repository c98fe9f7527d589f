"""Template tags of the house: `{% load tournee %}`."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from django import template
from django.forms import BoundField
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html

from tournee.texts import typography
from tournee.texts.translated import language_shown
from tournee.web.languages import OtherLanguage
from tournee.web.languages import other_language as find_other_language

register = template.Library()
Zone = str | datetime.tzinfo | None


def _zone(zone: Zone) -> datetime.tzinfo:
    if isinstance(zone, str) and zone:
        return ZoneInfo(zone)
    return zone if isinstance(zone, datetime.tzinfo) else timezone.get_current_timezone()


@register.simple_tag(takes_context=True)
def other_language(context: Context) -> OtherLanguage:
    """The page at hand in the other language: `.url`, `.code`, `.name`."""
    return find_other_language(context["request"])


@register.filter
def file_size(value: int) -> str:
    """{{ file.size|file_size }}: 1,2 Mo."""
    return typography.format_size(value)


@register.filter
def long_date(value: datetime.date | None, zone: Zone = None) -> str:
    """{{ stop.date|long_date }}: samedi 21 novembre 2026. A datetime is shown in `zone` (a zone or its name)."""
    return "" if value is None else typography.format_date(value, zone=_zone(zone))


@register.filter
def short_date(value: datetime.date | None, zone: Zone = None) -> str:
    """{{ stop.date|short_date }}: 21 novembre 2026."""
    return "" if value is None else typography.format_date(value, weekday=False, zone=_zone(zone))


@register.filter
def day_month(value: datetime.date | None, zone: Zone = None) -> str:
    """{{ stop.date|day_month }}: 21 novembre, where the year is known."""
    return "" if value is None else typography.format_date(value, weekday=False, year=False, zone=_zone(zone))


@register.filter
def clock(value: datetime.time | datetime.datetime | None, zone: Zone = None) -> str:
    """{{ session.starts_at|clock:stop.time_zone }}: 14 h 30."""
    return "" if value is None else typography.format_time(value, zone=_zone(zone))


@register.filter
def date_time(value: datetime.datetime | None, zone: Zone = None) -> str:
    """{{ entry.at|date_time }}: samedi 21 novembre 2026 à 14 h 30."""
    return "" if value is None else typography.format_date_time(value, zone=_zone(zone))


@register.simple_tag
def date_range(first: datetime.date, last: datetime.date, zone: Zone = None) -> str:
    """{% date_range tour.starts_on tour.ends_on %}: du 4 au 6 juin 2019."""
    return typography.format_date_range(first, last, zone=_zone(zone))


@register.simple_tag
def time_range(start: datetime.datetime, end: datetime.datetime, zone: Zone = None) -> str:
    """{% time_range session.starts_at session.ends_at stop.time_zone %}: de 9 h à 12 h 30."""
    return typography.format_time_range(start, end, zone=_zone(zone))


@register.filter
def number(value: typography.Number | None, decimals: int | None = None) -> str:
    """{{ count|number }}: 12 345 with narrow no-break spaces; {{ mean|number:1 }} keeps one decimal."""
    return "" if value is None else typography.format_number(value, decimals=decimals)


@register.filter
def percent(share: typography.Number | None, decimals: int = 0) -> str:
    """{{ 0.45|percent }}: 45 %."""
    return "" if share is None else typography.format_percent(share, decimals=decimals)


@register.filter
def quoted(text: str, language: str) -> str:
    """The text between the quotation marks of the language it is in."""
    from tournee.documents.phrases import quotation_marks  # lazily: no public page asks for it

    opening, closing = quotation_marks(language)
    return f"{opening}{text}{closing}"


@register.simple_tag
def in_its_language(instance: object, name: str) -> str:
    """{% in_its_language tour "title" %}: its text, in a `<span lang>` where that is not the page's language."""
    text, language = getattr(instance, name), language_shown(instance, name)
    return format_html('<span lang="{}">{}</span>', language, text) if language else text


@register.simple_tag
def lang_of(instance: object, name: str) -> str:
    """<h1{% lang_of tour "title" %}>: the attribute lang="fr" where the text is not in the page's language."""
    language = language_shown(instance, name)
    return format_html(' lang="{}"', language) if language else ""


@register.filter
def first_control(field: BoundField) -> str:
    """The id a link to `field` leads to: the first box of a group, the control of any other field."""
    return f"{field.auto_id}_0" if field.field.widget.use_fieldset else field.id_for_label
