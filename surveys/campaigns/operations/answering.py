"""Answering: a page at a time, each saved before the next is shown; once it is submitted it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from surveys.campaigns.errors import AnswerRefused
from surveys.models import Answer, Campaign, Recipient, Response
from tournee.questions.tally import Row


def save_page(
    recipient: Recipient, page: int, answers: Mapping[str, Sequence[Row]], *, language: str, last: bool = False
) -> Response:
    """Keep the answers of one page (rows by question code), in place of what was answered there before.

    `last` submits: answered once, it is answered. A page sent twice is kept once. Raises AnswerRefused when the
    campaign is not open, or the response was submitted.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_related("version_asked").get(pk=recipient.campaign_id)
        _require_open(campaign)
        response = _response(recipient, campaign, language)
        if response.submitted_at is not None:
            raise AnswerRefused(_("You have answered already: thank you. Your answers are kept."), code="submitted")
        response.answers.filter(question__in=list(answers)).delete()
        Answer.objects.bulk_create(
            Answer(
                response=response,
                question=code,
                item=row.item,
                choice=row.choice,
                number=row.number,
                text=row.text,
            )
            for code, rows in answers.items()
            for row in rows
        )
        now = timezone.now()
        response.page = max(response.page, page)
        response.language = language
        response.saved_at = now
        response.submitted_at = now if last else None
        response.save(update_fields=["page", "language", "saved_at", "submitted_at"])
    return response


def _require_open(campaign: Campaign) -> None:
    phase = campaign.phase(timezone.now())
    if phase == Campaign.Phase.CLOSED:
        raise AnswerRefused(
            _("This questionnaire is closed: no answer is taken any more. What you sent before is kept."),
            code="closed",
        )
    if phase != Campaign.Phase.OPEN:
        raise AnswerRefused(_("This questionnaire is not open yet."), code="not_open")


def _response(recipient: Recipient, campaign: Campaign, language: str) -> Response:
    """The recipient's response, locked; made where there is none yet."""
    known = Response.objects.select_for_update().filter(recipient=recipient).first()
    if known:
        return known
    try:
        with transaction.atomic():
            return Response.objects.create(
                recipient=recipient,
                campaign=campaign,
                version_answered=campaign.version_asked,
                company_id=recipient.company_id,
                origin=recipient.origin,
                unit=campaign.unit,
                basis=campaign.basis,
                language=language,
            )
    except IntegrityError:  # two windows opened at once
        return Response.objects.select_for_update().get(recipient=recipient)
