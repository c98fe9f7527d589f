"""A stop's possible dates, by their number."""

from __future__ import annotations

from django.http import Http404

from events.models import DateOption


def option_at(option: int) -> DateOption:
    """That possible date, with its stop. Raises Http404."""
    found = DateOption.objects.select_related("stop__tour").filter(pk=option).first()
    if found is None:
        raise Http404
    return found
