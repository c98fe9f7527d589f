"""Reading campaigns: a tour's, with who was asked and who answered; one's recipients and where each stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, TextChoices, Value, When
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from events.models import Tour
from events.team.queries import tours_for
from surveys.models import Campaign, Recipient, Response
from tournee.mail.models import OutboxAbout, State

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django_stubs_ext import WithAnnotations

    from tournee.accounts.models import User


class Counts(TypedDict):
    """What `with_counts` adds."""

    asked: int
    answered: int


class Stands(TypedDict):
    """What `recipients_of` adds."""

    standing: str


if TYPE_CHECKING:
    CountedCampaign = WithAnnotations[Campaign, Counts]
    StandingRecipient = WithAnnotations[Recipient, Stands]

_RELATED = ("tour", "stop", "session__stop", "organisation", "questionnaire", "version_asked")
_LOST = (State.BOUNCED, State.REFUSED, State.FAILED)


class Standing(TextChoices):
    """Where a recipient stands, as the team is told."""

    WAITING = "waiting", _("to be asked")
    INVITED = "invited", _("asked")
    REMINDED = "reminded", _("reminded")
    BEGAN = "began", _("began to answer")
    ANSWERED = "answered", _("answered")
    OPTED_OUT = "opted_out", _("wants no message")
    BOUNCED = "bounced", _("the message came back")
    ERASED = "erased", _("data erased")


@dataclass(frozen=True, slots=True)
class Rate:
    """`answered` of the `asked`."""

    answered: int
    asked: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where nobody was asked."""
        return self.answered / self.asked if self.asked else None


def campaign_at(campaign: str) -> Campaign:
    """The campaign at that address, with all its page shows of itself. Raises Http404."""
    return get_object_or_404(Campaign.objects.select_related(*_RELATED), slug=campaign)


def campaigns_of(tour: Tour) -> QuerySet[CountedCampaign]:
    """The campaigns of `tour`, newest first, each with how many were `asked` and `answered`. One query."""
    return with_counts(Campaign.objects.filter(tour=tour)).order_by("-opens_at", "-pk")


def campaigns_for(user: User | AnonymousUser) -> QuerySet[CountedCampaign]:
    """The campaigns of the tours whose team `user` belongs to, newest first."""
    found = Campaign.objects.filter(tour__in=tours_for(user).values("pk"))
    return with_counts(found).order_by("-opens_at", "-pk")


def with_counts(campaigns: QuerySet[Campaign]) -> QuerySet[CountedCampaign]:
    """Each with how many people were `asked`, and how many `answered` all of it."""
    asked = Recipient.objects.filter(campaign=OuterRef("pk"), invited_at__isnull=False)
    answered = Response.objects.filter(campaign=OuterRef("pk"), submitted_at__isnull=False)
    return campaigns.select_related(*_RELATED).annotate(asked=_count(asked), answered=_count(answered))


def rate_of(campaign: Campaign) -> Rate:
    """How many answered of those asked. Two queries."""
    return Rate(
        answered=campaign.responses.filter(submitted_at__isnull=False).count(),
        asked=campaign.recipients.filter(invited_at__isnull=False).count(),
    )


def recipients_of(campaign: Campaign) -> QuerySet[StandingRecipient]:
    """Everybody the campaign asks, with where each stands (`standing`, a value of Standing), nothing of the answers."""
    about = OutboxAbout.objects.filter(
        content_type=ContentType.objects.get_for_model(Recipient),
        object_id=OuterRef("pk"),
        message__state__in=_LOST,
    )
    conditions = (
        When(erased_at__isnull=False, then=Value(Standing.ERASED)),
        When(response__submitted_at__isnull=False, then=Value(Standing.ANSWERED)),
        When(opted_out_at__isnull=False, then=Value(Standing.OPTED_OUT)),
        When(response__isnull=False, then=Value(Standing.BEGAN)),
        When(Exists(about), then=Value(Standing.BOUNCED)),
        When(reminded_at__isnull=False, then=Value(Standing.REMINDED)),
        When(invited_at__isnull=False, then=Value(Standing.INVITED)),
    )
    return Recipient.objects.filter(campaign=campaign).annotate(
        standing=Case(*conditions, default=Value(Standing.WAITING))
    )


def standings_of(campaign: Campaign) -> dict[Standing, int]:
    """How many recipients stand where, in the order of the words. One query."""
    counted = recipients_of(campaign).order_by().values_list("standing").annotate(count=Count("pk"))
    found: dict[str, int] = dict(counted)
    return {standing: found[standing] for standing in Standing if standing in found}


def _count(rows: QuerySet[Recipient] | QuerySet[Response]) -> Coalesce:
    counted = rows.order_by().values("campaign").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
