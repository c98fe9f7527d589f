"""Giving somebody a link to note by, and taking it back."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from events.models import Session
from events.planning.operations.changing import changes_a_tour
from surveys.listening.errors import NoteError
from surveys.listening.links import usual_expiry
from surveys.listening.notices import send_link
from surveys.models import FacilitatorLink
from tournee.accounts.models import User
from tournee.history.operations import record


@changes_a_tour
def create_link(
    session: Session, *, name: str, email: str = "", expires_at: datetime.datetime | None = None, actor: User | None
) -> FacilitatorLink:
    """A link by which `name` notes at `session`; sent to `email` if there is one.

    Valid until `expires_at`, by default the evening after the stop's last day. Raises NoteError for no name, a session
    that is cancelled, or a moment that is past; MailError for an address that cannot be one.
    """
    now = timezone.now()
    expires_at = expires_at or usual_expiry(session, now)
    if not name.strip():
        raise NoteError(_("Say for whom the link is."), code="required", field="name")
    if session.state == Session.State.CANCELLED:
        raise NoteError(_("This session is cancelled: nothing is said there."), code="session_cancelled")
    if expires_at <= now:
        raise NoteError(_("This moment is past. Choose a later one."), code="past", field="expires_at")
    link = FacilitatorLink.objects.create(
        session=session, name=name.strip(), email=email.strip(), created_by=actor, created_at=now, expires_at=expires_at
    )
    record("notes_link.create", link, actor=actor, changes={"session": (None, session), "name": None})
    if link.email:
        send_link(link)
    return link


@changes_a_tour
def revoke_link(link: FacilitatorLink, *, actor: User | None) -> None:
    """It opens nothing any more; what was noted by it stays. Revoking twice is revoking once."""
    if FacilitatorLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record("notes_link.revoke", link, actor=actor)
    link.refresh_from_db(fields=["revoked_at"])
