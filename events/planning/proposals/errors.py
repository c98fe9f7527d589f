"""What proposals refuse."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.models import Proposal
from tournee.errors import OperationError


class ProposalError(OperationError):
    """A proposal that cannot be made, or not be decided so."""


class NothingProposed(ProposalError):
    """Everything proposed stands so already."""

    def __init__(self) -> None:
        super().__init__(
            _("All of this stands so already. Change what should be different, then send it."), code="nothing_changed"
        )


class AlreadyDecided(ProposalError):
    """Somebody was quicker; the message says who, and what was decided."""

    def __init__(self, proposal: Proposal) -> None:
        said: dict[str, str | Promise] = {
            Proposal.State.ACCEPTED: _("%(who)s has accepted this proposal already. There is nothing left to decide."),
            Proposal.State.DECLINED: _("%(who)s has declined this proposal already. There is nothing left to decide."),
            Proposal.State.WITHDRAWN: _("%(who)s has withdrawn this proposal. There is nothing left to decide."),
        }
        who = proposal.decided_by or _("Somebody")
        super().__init__(said[proposal.state] % {"who": who}, code="already_decided")
        self.proposal = proposal


class ChangedSince(ProposalError):
    """What the proposal is about was changed since, and whoever accepts has not seen it as it stands now."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "What this proposal changes was changed by somebody else meanwhile. Compare below; "
                "if the proposal is still right, accept it again."
            ),
            code="changed_since",
        )

    def for_programs(self) -> str:
        return str(
            _(
                "What this proposal changes was changed meanwhile. Read the proposal again, compare its changes, "
                "then accept it with “seen”."
            )
        )
