"""Answering: a page at a time, each saved before the next is shown; once it is submitted it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

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
    columns = ("state", "opens_at", "closes_at", "unit", "basis", "version_asked_id")
    campaign = Campaign.objects.only(*columns).get(pk=recipient.campaign_id)
    version = _require_open(campaign)
    now = timezone.now()
    said = {"page": page, "language": language, "saved_at": now, "submitted_at": now if last else None}
    if getattr(recipient, "response", None) is None:
        with suppress(IntegrityError), transaction.atomic():  # refused where it was begun in another window
            response = _begin(recipient, campaign, version, said)
            _write(response, answers)
            return response
    with transaction.atomic():
        response = Response.objects.select_for_update().get(recipient_id=recipient.pk)
        _change(response, said)
        response.answers.filter(question__in=list(answers)).delete()
        _write(response, answers)
    return response


def _require_open(campaign: Campaign) -> int:
    """The id of the version that is asked, while it is asked."""
    phase = campaign.phase(timezone.now())
    if phase == Campaign.Phase.CLOSED:
        raise AnswerRefused(
            _("This questionnaire is closed: no answer is taken any more. What you sent before is kept."),
            code="closed",
        )
    if phase != Campaign.Phase.OPEN or campaign.version_asked_id is None:
        raise AnswerRefused(_("This questionnaire is not open yet."), code="not_open")
    return campaign.version_asked_id


def _begin(recipient: Recipient, campaign: Campaign, version: int, said: Mapping[str, Any]) -> Response:
    """A new response; the database holds that a recipient has one at most."""
    return Response.objects.create(
        recipient_id=recipient.pk,
        campaign_id=campaign.pk,
        version_answered_id=version,
        company_id=recipient.company_id,
        origin=recipient.origin,
        unit=campaign.unit,
        basis=campaign.basis,
        **said,
    )


def _change(response: Response, said: Mapping[str, Any]) -> None:
    """Note that a page of a response, which is locked, was saved."""
    if response.submitted_at is not None:
        raise AnswerRefused(_("You have answered already: thank you. Your answers are kept."), code="submitted")
    for name, value in {**said, "page": max(response.page, said["page"])}.items():
        setattr(response, name, value)
    response.save(update_fields=list(said))


def _write(response: Response, answers: Mapping[str, Sequence[Row]]) -> None:
    """The rows; of a choice that was sent twice, one."""
    Answer.objects.bulk_create(
        Answer(response=response, question=code, item=row.item, choice=row.choice, number=row.number, text=row.text)
        for code, rows in answers.items()
        for row in {(row.item, row.choice): row for row in rows}.values()
    )
