"""Every change of a campaign, and every answer."""

from surveys.campaigns.operations.answering import save_page
from surveys.campaigns.operations.preparing import (
    approve_campaign,
    ask_after,
    create_campaign,
    edit_campaign,
    faults_of_approval,
    stop_campaign,
)
from surveys.campaigns.operations.removing import faults_of_removal, remove_campaign
from surveys.campaigns.operations.retention import forget_due
from surveys.campaigns.operations.sending import invite_due, opt_out, remind_due, send_test

__all__ = [
    "approve_campaign",
    "ask_after",
    "create_campaign",
    "edit_campaign",
    "faults_of_approval",
    "faults_of_removal",
    "forget_due",
    "invite_due",
    "opt_out",
    "remind_due",
    "remove_campaign",
    "save_page",
    "send_test",
    "stop_campaign",
]
