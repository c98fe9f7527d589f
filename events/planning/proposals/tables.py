"""A tour's proposals as a table, and its filter."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from events.models import Proposal
from tournee.web.tables import Column

COLUMNS = [
    Column("stop", _("Stop"), sort=["stop__place"]),
    Column("what", _("What is proposed"), sort=["kind"]),
    Column("who", _("By"), sort=["proposed_by__name"]),
    Column("when", _("On"), sort=["proposed_at"]),
    Column("state", _("State"), sort=["settled", "-proposed_at"]),
]


class ProposalFilters(django_filters.FilterSet):
    """Which proposals: of a state, of a kind."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=Proposal.State.choices, empty_label=_("all states"))
    kind = django_filters.ChoiceFilter(
        label=_("What is proposed"), choices=Proposal.Kind.choices, empty_label=_("everything")
    )

    class Meta:
        model = Proposal
        fields = ["state", "kind"]
