"""What campaigns refuse."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.translation import gettext as _

from tournee.errors import OperationError


class CampaignError(OperationError):
    """A campaign that cannot be changed or sent as it stands."""


class NeededByCampaign(CampaignError):
    """Something below cannot go while a campaign needs it: `sentence` names the campaign, `url` leads to it."""

    def __init__(self, sentence: str, *, url: str, code: str) -> None:
        super().__init__(format_html('{} <a href="{}">{}</a>', sentence, url, _("Open the campaign")), code=code)
        self.sentence = sentence

    def for_programs(self) -> str:
        return self.sentence


class AnswerRefused(OperationError):
    """An answer that comes too late, or to what was not asked."""
