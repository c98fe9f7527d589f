"""Rights are memberships: a user's role on a tour, or for an organisation; and invitations to one."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tournee.texts.languages import LANGUAGE_CHOICES


class Role(models.TextChoices):
    """What somebody is on a tour (reader, editor, manager) or for an organisation (representative)."""

    READER = "reader", _("reader")
    EDITOR = "editor", _("editor")
    MANAGER = "manager", _("manager")
    REPRESENTATIVE = "representative", _("representative")


ROLE_FITS = Q(tour__isnull=False, organisation__isnull=True, role__in=["reader", "editor", "manager"]) | Q(
    tour__isnull=True, organisation__isnull=False, role="representative"
)
STILL_OPEN = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)


class Membership(models.Model):
    """`user` is `role` on `tour`, or a representative of `organisation` (and so co-host of the stops it co-hosts)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, null=True, blank=True, related_name="memberships")
    organisation = models.ForeignKey(
        "events.Organisation", on_delete=models.CASCADE, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=14, choices=Role)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("membership")
        constraints = [
            models.CheckConstraint(condition=ROLE_FITS, name="membership_role_fits"),
            models.UniqueConstraint(fields=["user", "tour"], name="membership_once_on_tour"),
            models.UniqueConstraint(fields=["user", "organisation"], name="membership_once_for_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"


class Invitation(models.Model):
    """An invitation by e-mail to become a member; its link works once, until `expires_at`.

    Personal data: the address invited, erased 30 days after the invitation was accepted, withdrawn or ran out.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGE_CHOICES, default="fr")
    tour = models.ForeignKey("events.Tour", on_delete=models.CASCADE, null=True, blank=True, related_name="invitations")
    organisation = models.ForeignKey(
        "events.Organisation", on_delete=models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    role = models.CharField(_("role"), max_length=14, choices=Role)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("invitation")
        ordering = ["-invited_at"]
        constraints = [
            models.CheckConstraint(condition=ROLE_FITS, name="invitation_role_fits"),
            models.UniqueConstraint(
                fields=["email", "tour"], condition=STILL_OPEN, name="invitation_open_once_on_tour"
            ),
            models.UniqueConstraint(
                fields=["email", "organisation"], condition=STILL_OPEN, name="invitation_open_once_for_organisation"
            ),
        ]

    def __str__(self) -> str:
        return self.email
