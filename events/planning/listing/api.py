"""Who looks after a stop, over the API: POST /api/v1/stops/<id>/lead/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from events.models import Stop
from events.planning.listing.operations import choose_lead
from events.team.queries import members_of
from tournee.accounts.models import User


class LeadSerializer(serializers.Serializer[Any]):
    """Somebody of the tour's team, by e-mail address; null for nobody."""

    email = serializers.EmailField(allow_null=True)


def take_lead(stop: Stop, body: Mapping[str, Any], actor: User) -> object:
    """Make the team's member of that address the one who looks after `stop`."""
    member = members_of(stop.tour).filter(user__email__iexact=body["email"]).first() if body["email"] else None
    if body["email"] and member is None:
        said = _("Nobody of this address is in the tour’s team.")
        raise serializers.ValidationError({"email": [said]}, code="not_in_the_team")
    return choose_lead(stop, member.user if member else None, expected_version=None, actor=actor)
