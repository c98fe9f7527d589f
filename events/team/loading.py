"""From an address to what it is about."""

from __future__ import annotations

import uuid

from django.shortcuts import get_object_or_404

from events.models import Invitation, Membership, Organisation, Tour


def tour_named(tour: str) -> Tour:
    """The tour at that address, or Http404."""
    return get_object_or_404(Tour, slug=tour)


def organisation_named(organisation: str) -> Organisation:
    """The organisation at that address, or Http404."""
    return get_object_or_404(Organisation, slug=organisation)


def membership_numbered(membership: int) -> Membership:
    """That membership with whom and what it joins, or Http404."""
    return get_object_or_404(Membership.objects.select_related("user", "tour", "organisation"), pk=membership)


def invitation_numbered(invitation: int) -> Invitation:
    """That invitation, for those who sent it, or Http404."""
    return get_object_or_404(Invitation.objects.select_related("tour", "organisation"), pk=invitation)


def invitation_with(token: uuid.UUID) -> Invitation:
    """The invitation behind a link in an e-mail, or Http404."""
    return get_object_or_404(Invitation.objects.select_related("tour", "organisation", "invited_by"), token=token)
