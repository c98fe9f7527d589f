"""The messages of a campaign: the invitation, one reminder, and the test to oneself."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from registrations.inviting.oppositions import headers_for
from surveys.campaigns import links
from surveys.campaigns.moments import stop_of_campaign, zone_of
from surveys.models import Campaign, Recipient
from tournee.accounts.models import User
from tournee.mail.addresses import Recipient as To
from tournee.mail.operations import queue_message
from tournee.questions.content import said
from tournee.texts.languages import active_language
from tournee.texts.typography import format_date


def invite(recipient: Recipient) -> None:
    """Ask."""
    _write(recipient, "invitation")


def remind(recipient: Recipient) -> None:
    """Ask once more, and never again."""
    _write(recipient, "reminder")


def test(campaign: Campaign, user: User) -> None:
    """The invitation, with a link to the preview instead of an answer of one's own."""
    with translation.override(user.language):
        preview = settings.SITE_URL + reverse("campaign_preview", args=[campaign.slug])
        queue_message(
            "surveys/campaigns/mail/invitation",
            to=user,
            language=user.language,
            context={
                **_about(campaign),
                "name": user.name,
                "address": preview,
                "unsubscribe": "",
                "came": True,
                "list": None,
            },
            purpose=_("Test of a questionnaire"),
            reply_to=campaign.tour.contact_email,
            sender_name=campaign.tour.contact_name,
            about=[campaign.tour],
        )


def _write(recipient: Recipient, template: str) -> None:
    campaign = recipient.campaign
    with translation.override(_language(recipient)):
        headers = headers_for(recipient.email)
        queue_message(
            f"surveys/campaigns/mail/{template}",
            to=To(recipient.email, recipient.name),
            language=_language(recipient),
            context={
                **_about(campaign),
                "name": recipient.name,
                "address": links.my_questionnaire(recipient),
                "unsubscribe": headers["List-Unsubscribe"].strip("<>"),
                "came": recipient.origin == Recipient.Origin.PRESENT,
                "list": recipient.contact.contact_list if recipient.contact else None,
            },
            purpose=_("Questionnaire"),
            reply_to=campaign.tour.contact_email,
            sender_name=campaign.tour.contact_name,
            bulk=True,
            confidential=True,  # whoever reads its link answers in somebody's name, or reads what they began to answer
            about=[campaign.stop or campaign.tour, recipient],
            headers=headers,
        )


def _language(recipient: Recipient) -> str:
    """Theirs, if the questionnaire is offered in it."""
    version = recipient.campaign.version_asked
    offered = version.content.get("languages", ["fr"]) if version else ["fr"]
    return recipient.language if recipient.language in offered else offered[0]


def _about(campaign: Campaign) -> dict[str, object]:
    version, stop = campaign.version_asked, stop_of_campaign(campaign)
    thanks = (
        version.content.get("thanks", {})
        if version
        else {"fr": campaign.questionnaire.thanks_fr, "en": campaign.questionnaire.thanks_en}
    )
    return {
        "campaign": campaign,
        "tour": campaign.tour,
        "stop": stop,
        "minutes": campaign.questionnaire.minutes,
        "closes_on": format_date(campaign.closes_at, zone=zone_of(stop)),
        "thanks": said(thanks, active_language()),
    }
