"""What a co-host proposes for a stop that is already public, and what the team decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tournee.history.models import Versioned


class Proposal(Versioned):
    """A change a co-host proposes: `values` as `kind` stores them, beside those that stood when it was made (`stood`).

    Both map the name of a field to a plain value. `session` is the one it is about; empty for the stop itself and for a
    session to add. `file` is the material's, until somebody decides.
    """

    class Kind(models.TextChoices):
        STOP = "stop", _("change of the stop")
        SESSION = "session", _("change of a session")
        NEW_SESSION = "new_session", _("new session")
        CANCEL_SESSION = "cancel_session", _("session called off")
        SPEAKERS = "speakers", _("who speaks")
        MATERIAL = "material", _("material for participants")

    class State(models.TextChoices):
        OPEN = "open", _("waits for the team")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    stop = models.ForeignKey("events.Stop", on_delete=models.CASCADE, related_name="proposals")
    session = models.ForeignKey("events.Session", on_delete=models.CASCADE, null=True, related_name="proposals")
    kind = models.CharField(max_length=14, choices=Kind)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN, editable=False)
    values = models.JSONField(default=dict)
    stood = models.JSONField(default=dict)
    file = models.ForeignKey("tournee.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    why = models.CharField(_("why"), max_length=500, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("proposal")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="proposal_open_or_decided",
            )
        ]
        indexes = [models.Index(fields=["stop", "state"], name="proposal_open_of_stop")]

    def __str__(self) -> str:
        return self.get_kind_display()
