"""Which partners a caller may write to and read."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.models import Tour
from events.team.queries import tours_for
from events.team.rules import edits_any_tour


def of_their_tours(user: Any, prefix: str = "") -> Q:
    """The partnerships of the caller's tours."""
    tours = tours_for(user).values("pk")
    return (
        Q(**{f"{prefix}tour__in": tours})
        | Q(**{f"{prefix}stop__tour__in": tours})
        | Q(**{f"{prefix}session__stop__tour__in": tours})
    )


def nobodys(user: Any, name: str) -> Tour:
    """A tour that is nobody's; for whoever edits tours, the field that names nothing of theirs."""
    if edits_any_tour.test(user):
        raise serializers.ValidationError({name: [_("Give one of your tours.")]}, code="no_such_thing")
    return Tour(pk=0)
