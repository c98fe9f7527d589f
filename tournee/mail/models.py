"""The outbox: every e-mail is a row, written in the transaction that caused it and sent afterwards."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tournee.mail.queries import OutboxQuerySet


class State(models.TextChoices):
    """What is known of a message. Nothing here says "delivered": a server that accepts promises only to try."""

    QUEUED = "queued", _("waiting")
    SENDING = "sending", _("being sent")
    ACCEPTED = "accepted", _("accepted by the server")
    DEFERRED = "deferred", _("put off, to be retried")
    FAILED = "failed", _("given up")
    REFUSED = "refused", _("refused by the server")
    BOUNCED = "bounced", _("returned")
    HELD = "held", _("held: to be decided")
    CANCELLED = "cancelled", _("not sent")


DUE = (State.QUEUED, State.DEFERRED)
CANCELLABLE = (*DUE, State.HELD)
PENDING = (*DUE, State.SENDING, State.HELD)
_TONES = {
    State.ACCEPTED: "ok",
    State.SENDING: "part",
    State.DEFERRED: "warn",
    State.HELD: "warn",
    State.FAILED: "danger",
    State.REFUSED: "danger",
    State.BOUNCED: "danger",
    State.CANCELLED: "off",
}
PERSONAL_TEXTS = ("to_name", "reply_to", "subject", "text", "html", "search")
SETTLED = (State.ACCEPTED, State.FAILED, State.REFUSED, State.BOUNCED, State.CANCELLED)


class OutboxMessage(models.Model):
    """One e-mail to one address.

    Personal data: the recipient's name and address and what was written to them, to send it and to tell the team what
    became of it. Subject, texts, parts and name are removed `MAIL_KEEP_TEXTS_DAYS` after the message was settled, the
    row `MAIL_KEEP_ROWS_DAYS` after it (due work "mail.purge"). `message_id` never changes, whatever is tried again.
    The texts of a `confidential` message (a code, a link that opens an account) are shown to nobody and removed once it
    is settled. `written_at` is its date for the reader; `queued_at` is when trying began, anew when a held one is
    released. A message is claimed (`claim`, `claimed_at`) with its batch; only the one being handed over is SENDING.
    """

    message_id = models.CharField(max_length=255, unique=True, editable=False)
    template = models.CharField(max_length=120)
    language = models.CharField(max_length=2)
    purpose = models.CharField(_("purpose"), max_length=120)
    to_address = models.EmailField(_("address"), db_index=True)
    to_name = models.CharField(_("name"), max_length=120, blank=True)
    sender_name = models.CharField(_("sender"), max_length=120, blank=True)
    reply_to = models.CharField(_("replies go to"), max_length=320, blank=True)
    bulk = models.BooleanField(_("sent to many"), default=False)
    confidential = models.BooleanField(_("for its recipient only"), default=False)
    headers = models.JSONField(default=dict)
    subject = models.CharField(_("subject"), max_length=500, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    search = models.CharField(max_length=1200, blank=True, editable=False)

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    written_at = models.DateTimeField(_("written"), default=timezone.now)
    queued_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=32, blank=True)
    claimed_at = models.DateTimeField(null=True)
    uncertain_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(_("settled"), null=True)
    last_error = models.TextField(blank=True)
    purged_at = models.DateTimeField(null=True)
    resend_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="resends")

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(fields=["state", "bulk", "not_before"], name="outbox_due"),
            models.Index(fields=["state", "claimed_at"], name="outbox_state"),
            models.Index(fields=["-written_at"], name="outbox_newest"),
        ]

    def __str__(self) -> str:
        """No personal data: history keeps this label."""
        return f"{self.purpose} {self.message_id}"

    @property
    def purpose_in_words(self) -> str:
        """The purpose in the reader's language: it is stored as the source of its translation."""
        return gettext(self.purpose) if self.purpose else ""

    @property
    def tone(self) -> str:
        """How the state's badge looks (the style guide names them)."""
        return _TONES.get(State(self.state), "open")

    @property
    def can_be_cancelled(self) -> bool:
        """Not sent, nor being sent."""
        return self.state in CANCELLABLE

    @property
    def can_be_resent(self) -> bool:
        """Settled, its text is still there, and nobody but the recipient could use it."""
        return self.state in SETTLED and self.purged_at is None and not self.confidential

    @property
    def shown_title(self) -> str:
        """What the team reads in lists: the subject, or only the purpose where the subject holds a code."""
        return self.purpose_in_words if self.confidential else self.subject or self.purpose_in_words


class OutboxPart(models.Model):
    """A part of a message beside its texts: a file, or (`alternative`) another form of the text such as a calendar
    invitation, whose `content_type` carries its parameters (`text/calendar; method=REQUEST`)."""

    message = models.ForeignKey(OutboxMessage, on_delete=models.CASCADE, related_name="parts")
    content_type = models.CharField(max_length=120)
    filename = models.CharField(max_length=120, blank=True)
    content = models.BinaryField()
    alternative = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]


class OutboxAbout(models.Model):
    """What a message is about (a stop, its tour, a registration): by it the floors above find theirs."""

    message = models.ForeignKey(OutboxMessage, on_delete=models.CASCADE, related_name="abouts")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    subject = GenericForeignKey("content_type", "object_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "content_type", "object_id"], name="outbox_about_once")
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="outbox_about")]


class BouncedAddress(models.Model):
    """An address that takes no mail: nothing sent to many goes there any more; a personal message is still tried.

    Personal data: the address, to spare it and our standing with mail servers; kept `MAIL_KEEP_ROWS_DAYS`, or until
    an administrator says that it works again, or a message to it is accepted.
    """

    class Source(models.TextChoices):
        SERVER = "server", _("the mail server refused it")
        WEBHOOK = "webhook", _("the mail provider reported it")
        RETURN_PATH = "return_path", _("a message came back")
        COMPLAINT = "complaint", _("its owner called our message unwanted")

    address = models.EmailField(unique=True)
    since = models.DateTimeField(default=timezone.now)
    source = models.CharField(max_length=12, choices=Source.choices)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("address that takes no mail")

    def __str__(self) -> str:
        return self.get_source_display()
