"""On which terms a stop takes registrations: when, from whom, and how its seats and its waiting list work."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from tournee.history.models import Versioned
from tournee.texts.search import search_key


class Terms(Versioned):
    """The terms of one stop; a stop without any takes everybody from its publication to the end of its last session.

    `offer_hours` is how long a seat that came free is held for whoever waits first; none: it is confirmed at once.
    `smaller_may_pass` lets a smaller entry of the waiting list be served before a larger one that does not fit.
    """

    stop = models.OneToOneField("events.Stop", on_delete=models.CASCADE, related_name="terms")
    opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    approval = models.BooleanField(_("each registration is approved by the team"), default=False)
    with_code_only = models.BooleanField(_("only those with a code register"), default=False)
    maximum_per_firm = models.PositiveSmallIntegerField(_("people of one firm at most"), null=True, blank=True)
    smaller_may_pass = models.BooleanField(_("a smaller party may pass a larger one that does not fit"), default=False)
    offer_hours = models.PositiveSmallIntegerField(_("hours to accept a seat that came free"), null=True, blank=True)

    class Meta:
        verbose_name = _("terms of registration")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="terms_window_forward",
            ),
            models.CheckConstraint(
                condition=Q(maximum_per_firm__isnull=True) | Q(maximum_per_firm__gte=1), name="terms_somebody_of_a_firm"
            ),
            models.CheckConstraint(
                condition=Q(offer_hours__isnull=True) | Q(offer_hours__gte=1), name="terms_offer_lasts"
            ),
        ]

    def __str__(self) -> str:
        return f"terms of stop {self.stop_id}"

    @property
    def tour(self) -> Tour:
        """The tour whose team edits them."""
        return self.stop.tour


class AccessCode(Versioned):
    """A code that opens a stop to those who have it; seats may be set aside for them in its sessions until `until`."""

    stop = models.ForeignKey("events.Stop", on_delete=models.CASCADE, related_name="access_codes")
    organisation = models.ForeignKey(
        "events.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("partner it is for"),
    )  # fmt: skip
    code = models.CharField(_("code"), max_length=40)
    key = models.CharField(max_length=40, editable=False)
    until = models.DateTimeField(_("seats are set aside until"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    derived_fields = ("key",)

    class Meta:
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        ordering = ["code", "pk"]
        constraints = [models.UniqueConstraint(fields=["stop", "key"], name="access_code_once_at_stop")]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = search_key(self.code)[:40]
        super().save(*args, **kwargs)

    @property
    def tour(self) -> Tour:
        """The tour whose team edits it."""
        return self.stop.tour


class SetAside(models.Model):
    """Seats of one session kept for those with a code: what is left of them counts as taken for everybody else.

    `left` is a part of the session's `seats_taken`; it falls with each seat taken by the code, and to nothing when the
    time is over.
    """

    access_code = models.ForeignKey(AccessCode, on_delete=models.CASCADE, related_name="set_asides")
    session = models.ForeignKey("events.Session", on_delete=models.CASCADE, related_name="set_asides")
    seats = models.PositiveIntegerField(_("seats set aside"))
    left = models.PositiveIntegerField(editable=False)

    class Meta:
        verbose_name = _("seats set aside")
        constraints = [
            models.UniqueConstraint(fields=["access_code", "session"], name="set_aside_once"),
            models.CheckConstraint(condition=Q(left__lte=F("seats")), name="set_aside_left_of_its_seats"),
        ]

    def __str__(self) -> str:
        return f"{self.left}/{self.seats}"
