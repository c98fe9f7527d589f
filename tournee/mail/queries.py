"""Reading the outbox."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from tournee.texts.search import search_key

if TYPE_CHECKING:
    from tournee.accounts.models import User
    from tournee.mail.models import OutboxMessage  # noqa: F401 (named in the class below)


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    """Questions asked of the outbox."""

    def due(self, now: datetime.datetime | None = None) -> OutboxQuerySet:
        """Messages to send now that no sender has claimed, personal ones first."""
        from tournee.mail.models import DUE  # the model's default manager is this class

        return self.filter(state__in=DUE, claim="", not_before__lte=now or timezone.now()).order_by(
            "bulk", "not_before", "pk"
        )

    def visible_to(self, user: User) -> OutboxQuerySet:
        """The messages `user` may see: all for an administrator, else what `message_access` grants."""
        from tournee.mail.rules import granted  # rules ask the models

        return self.filter(granted(user))

    def containing(self, words: str) -> OutboxQuerySet:
        """Messages whose address, name, subject or purpose contain each of `words`, whatever the accents."""
        found = self
        for word in search_key(words).split():
            found = found.filter(search__contains=word)
        return found

    def for_list(self) -> OutboxQuerySet:
        """Without the texts, which lists do not show."""
        return self.defer("text", "html", "headers", "search")

    def about(self, *subjects: models.Model) -> OutboxQuerySet:
        """Messages about any of `subjects`."""
        condition = models.Q(pk__in=[])
        for subject in subjects:
            condition |= about_any(type(subject), [subject.pk])
        return self.filter(condition)


def about_any(model: type[models.Model], ids: Iterable[int]) -> models.Q:
    """The condition "about one of these objects of `model`"; `ids` are keys (a `values_list` makes a subquery)."""
    from tournee.mail.models import OutboxAbout  # as above

    abouts = OutboxAbout.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=ids,
    )
    return models.Q(pk__in=abouts.values("message"))
