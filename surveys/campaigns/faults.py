"""What a campaign may not be: the same for its form, the API and the operation, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from events.models import Tour
from registrations.models import ContactList
from surveys.campaigns.audience import TO_PRESENT
from surveys.campaigns.errors import CampaignError
from surveys.models import Campaign

FIELDS = (
    "title_fr", "title_en", "stop", "session", "organisation", "questionnaire", "unit", "basis", "frame", "frame_size",
    "opens_at", "reminds_at", "closes_at",
)  # fmt: skip


def faults_of_campaign(tour: Tour, values: Mapping[str, Any], campaign: Campaign | None) -> Iterator[CampaignError]:
    """What the operation refuses of `values`, over what `campaign` (None for a new one) has; None is not given yet."""

    def given(name: str) -> Any:
        return values[name] if name in values else getattr(campaign, name, None)

    yield from _of_moments(given("opens_at"), given("reminds_at"), given("closes_at"))
    yield from _of_subject(given("stop"), given("session"), given("organisation"), given("basis"))
    if given("basis") == Campaign.Basis.SAMPLE and not (given("frame") and given("frame_size")):
        yield CampaignError(
            _("Say what the sample was drawn from, and how large that is."), code="no_frame", field="frame"
        )
    lists = values["contact_lists"] if "contact_lists" in values else _lists_of(campaign)
    if given("basis") == Campaign.Basis.PRESENT and lists:
        yield CampaignError(
            _(
                "Nobody on these lists would be asked: untick them,"
                " or choose “everyone present, and a list of contacts” above."
            ),
            code="lists_unused",
            field="contact_lists",
        )
    things = {name: given(name) for name in ("stop", "session", "questionnaire")}
    for field, thing in things.items():
        owner = thing.stop if field == "session" and thing else thing
        if owner and owner.tour_id != tour.pk:
            yield CampaignError(_("This belongs to another tour."), code="another_tour", field=field)
    if any(each.tour_id != tour.pk for each in lists or ()):
        yield CampaignError(_("This belongs to another tour."), code="another_tour", field="contact_lists")


def _lists_of(campaign: Campaign | None) -> Iterable[ContactList]:
    return campaign.contact_lists.all() if campaign is not None else ()


def _of_moments(opens_at: Any, reminds_at: Any, closes_at: Any) -> Iterator[CampaignError]:
    if not opens_at or not closes_at:
        return
    if closes_at <= opens_at:
        yield CampaignError(_("It closes before it opens."), code="backwards", field="closes_at")
    elif reminds_at and not opens_at < reminds_at < closes_at:
        yield CampaignError(
            _("The reminder goes out while the questionnaire is open."), code="reminder", field="reminds_at"
        )


def _of_subject(stop: Any, session: Any, organisation: Any, basis: Any) -> Iterator[CampaignError]:
    if sum(map(bool, (stop, session, organisation))) > 1:
        field = "organisation" if organisation else "session"
        yield CampaignError(
            _("Choose one of stop, session and organisation, or none of them for the whole tour."),
            code="several_subjects",
            field=field,
        )
    if organisation and basis in TO_PRESENT:
        yield CampaignError(
            _("Nobody is noted as present at an organisation: ask a list of contacts."),
            code="nobody_present",
            field="basis",
        )
