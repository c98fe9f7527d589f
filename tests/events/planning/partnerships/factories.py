"""Exchanges with partners, and what they promised."""

import datetime

import factory
from django.utils import timezone

from events.models import Commitment, Exchange
from tests.events.factories import Factory, PartnershipFactory


class ExchangeFactory(Factory):
    """A call, noted today by nobody in particular."""

    class Meta:
        model = Exchange

    partnership = factory.SubFactory(PartnershipFactory)
    on = factory.LazyFunction(timezone.localdate)
    kind = Exchange.Kind.CALL
    summary = factory.Sequence(lambda n: f"La salle sera prête {n}.")


class CommitmentFactory(Factory):
    """Something promised without a day; `late=True` for yesterday."""

    class Meta:
        model = Commitment

    class Params:
        late = factory.Trait(due_on=factory.LazyFunction(lambda: timezone.localdate() - datetime.timedelta(days=1)))

    partnership = factory.SubFactory(PartnershipFactory)
    what = factory.Sequence(lambda n: f"La grande salle {n}")
