"""One tour with everything on it, whose objects fill the values of any route."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from events.calendars.mine.operations import make_link
from events.calendars.mine.queries import token_of
from events.models import (
    ChecklistItem,
    Commitment,
    DateOption,
    Exchange,
    Funding,
    Material,
    Membership,
    Prompt,
    Proposal,
    Role,
    Side,
    Snooze,
    SourcedFact,
    Stop,
    Task,
    Threshold,
    Tour,
)
from events.team.operations import invite
from registrations.attendance.certificates import signing
from registrations.attendance.certificates.signing import Certified
from registrations.attendance.self_sign_in.links import door_token
from registrations.booking import links as booking_links
from registrations.desk.devices import links as device_links
from registrations.desk.operations import Noted, check_in
from registrations.evening.operations import approve_page
from registrations.inviting.oppositions import unsubscribe_address
from registrations.models import (
    AccessCode,
    AttendanceRule,
    Call,
    Certificate,
    CompanyMerge,
    DeskDevice,
    EveningPage,
    FormQuestion,
    Message,
    NoticeText,
    PrivacyNotice,
    ScannedSheet,
    Terms,
)
from surveys.campaigns import links as campaign_links
from surveys.listening import links as listening_links
from surveys.syntheses.operations import publish_edition
from tests.events.factories import (
    ContactPersonFactory,
    OrganisationFactory,
    PartnershipFactory,
    SessionFactory,
    StopFactory,
    TerritoryFactory,
    ThemeFactory,
    TourFactory,
)
from tests.registrations.factories import (
    AttendeeFactory,
    CompanyFactory,
    ContactFactory,
    InvitationFactory,
    RegistrationFactory,
    RelayFactory,
    SeatFactory,
)
from tests.surveys.factories import (
    AnswerFactory,
    CampaignFactory,
    FacilitatorLinkFactory,
    PassageFactory,
    QuestionFactory,
    QuestionnaireFactory,
    RecipientFactory,
    ResponseFactory,
    SkillFactory,
    SynthesisFactory,
    SynthesisSectionFactory,
)
from tests.tournee.factories import UserFactory
from tournee.api.models import ApiKey
from tournee.files.models import StoredFile
from tournee.mail.operations import queue_message

Values = dict[str, object]
_TOUR, _STOP = r"^workspace/tours/(?P<tour>[-\w]+)/", r"^workspace/tours/(?P<tour>[-\w]+)/stops/(?P<stop>[-\w]+)/"
_OF_PAPER = (f"{_TOUR}attendance/report", f"{_STOP}attendance/report", f"{_STOP}papers/")


class World:
    """One tour with everything on it; `kwargs` fills any route's values."""

    def __init__(self, number: int, inviter: Any) -> None:
        self.tour: Tour = TourFactory(published=True, intro_fr="x", contact_email="x@example.org")
        self.stop = StopFactory(confirmed=True, tour=self.tour)
        self.organisation = OrganisationFactory()
        self.person = ContactPersonFactory(organisation=self.organisation)
        self.partnership = PartnershipFactory(role="co_host", stop=self.stop, organisation=self.organisation)
        self.session = SessionFactory(stop=self.stop)
        self.membership = Membership.objects.create(user=UserFactory(), tour=self.tour, role=Role.READER)
        self.invitation = invite(self.tour, email=f"i{number}@example.org", role=Role.READER, actor=inviter)
        self.calendar_token = token_of(make_link(self.membership.user, actor=self.membership.user))
        self.funding = Funding.objects.create(tour=self.tour, scheme="FEDER")
        self.fact = SourcedFact.objects.create(tour=self.tour, text_fr="x", source="x")
        self.message = queue_message(
            "events/team/mail/stop_changed", to="x@example.org", language="fr", purpose="x", about=[self.tour],
            context={"stop": self.stop, "tour": self.tour, "moment": "stop_cancelled", "address": "x"},
        )  # fmt: skip
        self.public_stop = StopFactory(published=True, tour=self.tour, number=number)
        self.public_session = SessionFactory(stop=self.public_stop)
        self.theme = ThemeFactory()
        self.public_stop.themes.add(self.theme)
        self.territory = TerritoryFactory(ti=True)
        Stop.objects.filter(pk=self.public_stop.pk).update(territory=self.territory)
        PartnershipFactory(role="supporter", stop=self.public_stop, organisation=self.organisation)
        self._what_is_prepared()
        self._who_comes()
        self._how_rooms_are_filled()
        self._who_came()
        self._what_is_learnt()

    def _what_is_prepared(self) -> None:
        self.item = ChecklistItem.objects.create(tour=self.tour, title_fr="x", days=-1)
        self.task = Task.objects.create(stop=self.stop, title_fr="x", days=-1, side=Side.PARTNER)
        self.option = DateOption.objects.create(
            stop=self.stop, starts_on=self.tour.starts_on, ends_on=self.tour.ends_on
        )
        self.material = Material.objects.create(stop=self.stop, title_fr="x", url="https://example.org/")
        self.prompt = Prompt.objects.create(tour=self.tour, text_fr="x")
        self.exchange = Exchange.objects.create(
            partnership=self.partnership, on=timezone.localdate(), kind=Exchange.Kind.CALL, summary="x"
        )
        self.promise = Commitment.objects.create(partnership=self.partnership, what="x")
        self.proposal = Proposal.objects.create(
            stop=self.stop, kind=Proposal.Kind.STOP, values={"venue": "y"}, stood={"venue": ""}
        )
        self.threshold = Threshold.objects.create(tour=self.tour, rule="no_venue", value=10)
        self.snooze = Snooze.objects.create(tour=self.tour, key="x", until=self.tour.ends_on, reason="x")

    def _who_comes(self) -> None:
        self.registration = RegistrationFactory(stop=self.stop)
        self.attendee = AttendeeFactory(registration=self.registration)
        SeatFactory(attendee=self.attendee, session=self.session)
        self.fact_at_door = check_in(self.attendee, Noted())
        self.contact = ContactFactory(contact_list__tour=self.tour)

    def _how_rooms_are_filled(self) -> None:
        self.terms = Terms.objects.create(stop=self.stop)
        self.code = AccessCode.objects.create(stop=self.stop, code="x")
        self.form_question = FormQuestion.objects.create(tour=self.tour, code="x", kind="text", label_fr="x")
        self.relay = RelayFactory(stop=self.stop, organisation=self.organisation)
        self.public_relay = RelayFactory(stop=self.public_stop)
        self.stop_invitation = InvitationFactory(relay=self.relay)
        self.call = Call.objects.create(stop=self.stop, registration=self.registration, reason="moved")
        self.written = Message.objects.create(tour=self.tour, subject_fr="x", text_fr="x")
        self.notice_text = NoticeText.objects.create(tour=self.tour, moment="registered", language="fr", text="x")
        PrivacyNotice.objects.create(
            tour=self.tour, controller="x", contact_email="x@example.org", keeps_until=self.tour.ends_on
        )
        self.firm, self.other_firm = CompanyFactory(), CompanyFactory()
        for firm in (self.firm, self.other_firm):
            RegistrationFactory(stop=self.stop, party="firm", company=firm)
        self.merge = CompanyMerge.objects.create(kept=self.firm, gone=CompanyFactory(merged_into=self.firm))

    def _who_came(self) -> None:
        said = Certified(tour=self.tour.pk, number=1, minutes=60, day=self.stop.starts_on)
        self.certificate = Certificate.objects.create(
            tour=self.tour, attendee=self.attendee, number=1, minutes=60, code=signing.sign(said)
        )
        scanned = StoredFile.objects.create(kind="scanned_sheet", name="x.png", path=f"{self.tour.slug}.png", size=1)
        self.scan = ScannedSheet.objects.create(stop=self.stop, session=self.session, day=said.day, file=scanned)
        rule = AttendanceRule.objects.create(stop=self.public_stop, self_sign_in=True)
        self.own_rule = AttendanceRule.objects.create(stop=self.stop, session=self.session)
        self.door_code = door_token(self.public_stop, None, rule)
        day = self.stop.starts_on
        self.device = DeskDevice.objects.create(
            stop=self.stop, name="x", day=day, expires_at=timezone.now() + datetime.timedelta(days=1)
        )
        self.evening = EveningPage.objects.create(stop=self.stop, points_fr="x")
        approve_page(EveningPage.objects.create(stop=self.public_stop, points_fr="x"), actor=None)

    def _what_is_learnt(self) -> None:
        self.question = QuestionFactory(section__questionnaire=QuestionnaireFactory(tour=self.tour))
        self.campaign = CampaignFactory(
            stop=self.stop, questionnaire=self.question.questionnaire, approved=True, invited_at=timezone.now()
        )
        self.recipient = RecipientFactory(campaign=self.campaign)
        response = ResponseFactory(recipient=self.recipient, submitted_at=timezone.now())
        self.answer = AnswerFactory(response=response, question=self.question.code)
        self.link = FacilitatorLinkFactory(session=self.session)
        self.passage = PassageFactory(stop=self.stop, tour=self.tour, session=self.session, noted_through=self.link)
        self.skill = SkillFactory()
        self.section = SynthesisSectionFactory(synthesis=SynthesisFactory(stop=self.stop, tour=self.tour))
        self.synthesis = SynthesisFactory(stop=self.public_stop, tour=self.tour)
        check_in(AttendeeFactory(registration=RegistrationFactory(stop=self.public_stop)), Noted())
        publish_edition(self.synthesis, actor=None)

    def kwargs(self, route: str, key: ApiKey, file: StoredFile) -> Values:
        """The values of `route`, those of this world's objects."""
        stop = self.stop if route.removeprefix("^").startswith("workspace/") else self.public_stop
        values: Values = {
            "tour": self.tour.slug, "stop": stop.slug, "session": self.session.pk, "partnership": self.partnership.pk,
            "membership": self.membership.pk, "invitation": self.invitation.pk, "token": self.invitation.token,
            "funding": self.funding.pk, "fact": self.fact.pk, "message_id": self.message.pk,
            "organisation": self.organisation.slug, "slug": self.organisation.slug, "pk": self.person.pk,
            "public_id": stop.public_id, "suffix": "csv", "code": "80016", "key": "x", "provider_id": "oidc",
            "secret": "x", "name": "x", "group": "registrations",
        }  # fmt: skip
        values |= {
            "item": self.item.pk, "task": self.task.pk, "option": self.option.pk, "material": self.material.pk,
            "prompt": self.prompt.pk, "exchange": self.exchange.pk, "commitment": self.promise.pk,
            "proposal": self.proposal.pk, "snooze": self.snooze.pk, "theme": self.theme.slug,
            "territory": f"{self.territory.scheme}-{self.territory.vintage}-{self.territory.code}",
        }  # fmt: skip
        values |= self._above()
        for start, more in self._by_route(key, file).items():
            if route.startswith(start):
                values |= more
        return values

    def _above(self) -> Values:
        """What the upper floors' routes name."""
        return {
            "registration": self.registration.public_id, "attendee": self.attendee.public_id, "day": 0,
            "person": self.attendee.person.public_id, "contact": self.contact.public_id,
            "contact_list": self.contact.contact_list.public_id, "campaign": self.campaign.slug,
            "questionnaire": self.question.questionnaire.slug, "question": self.question.pk, "link": self.link.pk,
            "passage": self.passage.public_id, "framework": self.skill.framework_version.framework.slug,
            "skill": self.skill.pk, "number": 1, "section": self.section.pk, "edition": 1, "language": "fr",
            "answer": self.answer.pk, "id": self.fact_at_door.nonce, "firm": self.firm.public_id,
            "other": self.other_firm.public_id, "merge": self.merge.pk, "relay": self.relay.code, "call": self.call.pk,
            "message": self.written.pk, "moment": "registered", "scan": self.scan.pk, "kind": "case",
            "device": self.device.public_id,
        }  # fmt: skip

    def _by_route(self, key: ApiKey, file: StoredFile) -> dict[str, Values]:
        """What a name means under that beginning of a route, where it means something else elsewhere."""
        unsubscribe = unsubscribe_address("x@example.org").rstrip("/").rpartition("/")[2]
        return {
            "api/v1/^tours": {"slug": self.tour.slug},
            "api/v1/^checklist-items": {"pk": self.item.pk},
            "api/v1/^commitments": {"pk": self.promise.pk},
            "api/v1/^exchanges": {"pk": self.exchange.pk},
            "api/v1/^materials": {"pk": self.material.pk},
            "api/v1/^partnerships": {"pk": self.partnership.pk},
            "api/v1/^prompts": {"pk": self.prompt.pk},
            "api/v1/^proposals": {"pk": self.proposal.pk},
            "api/v1/^snoozes": {"pk": self.snooze.pk},
            "api/v1/^tasks": {"pk": self.task.pk},
            "api/v1/^thresholds": {"pk": self.threshold.pk},
            "api/v1/^sessions": {"public_id": self.session.public_id},
            "api/v1/^registrations": {"public_id": self.registration.public_id},
            "api/v1/^passages": {"public_id": self.passage.public_id},
            "api/v1/^skills-frameworks": {"slug": self.skill.framework_version.framework.slug},
            "api/v1/^syntheses": {"slug": self.synthesis.slug},
            "api/v1/^campaigns": {"slug": self.campaign.slug},
            "api/v1/^questionnaires": {"slug": self.question.questionnaire.slug},
            "api/v1/^questionnaire-pages": {"pk": self.question.section_id},
            "api/v1/^questions": {"pk": self.question.pk},
            "api/v1/^registration-terms": {"pk": self.terms.pk},
            "api/v1/^access-codes": {"pk": self.code.pk},
            "api/v1/^certificates": {"pk": self.certificate.pk},
            "api/v1/^evening-pages": {"pk": self.evening.pk},
            "api/v1/^attendance-reports": {"id": self.public_stop.public_id},
            "api/v1/^indicators": {"code": "people-present"},
            "api/v1/^form-questions": {"pk": self.form_question.pk},
            "api/v1/^calls": {"pk": self.call.pk},
            "api/v1/^companies": {"id": self.firm.public_id},
            "api/v1/^contact-lists": {"public_id": self.contact.contact_list.public_id},
            "api/v1/^messages-to-registered": {"pk": self.written.pk},
            "api/v1/^notice-texts": {"pk": self.notice_text.pk},
            "api/v1/^relays": {"code": self.relay.code},
            "api/v1/^stop-invitations": {"public_id": self.stop_invitation.public_id},
            "workspace/stop-invitations/": {"invitation": self.stop_invitation.public_id},
            "workspace/tours/<slug:tour>/stops/<slug:stop>/attendance/rule/": {"session": self.session.public_id},
            "workspace/tours/<slug:tour>/stops/<slug:stop>/attendance/certificates/": {"number": 1},
            **{route: {"suffix": "pdf"} for route in _OF_PAPER},
            "workspace/tours/<slug:tour>/stops/<slug:stop>/terms/": {"code": self.code.pk},
            "workspace/tours/<slug:tour>/registration-questions/": {"question": self.form_question.pk},
            "i/": {"code": self.public_relay.code},
            "desk/<str:token>/": {"token": device_links.token_of(self.device), "code": self.attendee.code},
            "here/": {"token": self.door_code},
            "verify/": {"code": self.certificate.code},
            "t/": {"token": booking_links.ticket_token(self.attendee)},
            "workspace/tours/<slug:tour>/put-off/": {"key": f"no_lead:{self.stop.pk}"},
            "calendars/sessions/": {"session": self.public_session.public_id},
            "calendars/mine/": {"token": self.calendar_token},
            "account/keys": {"pk": key.pk},
            "files": {"token": file.token, "name": file.name},
            "r/": {"token": booking_links.token_of(self.registration)},
            "q/": {"token": campaign_links.token_of(self.recipient)},
            "u/": {"token": unsubscribe},
            "notes/": {"token": listening_links.token_of(self.link)},
            "syntheses/": {"slug": self.synthesis.slug},
            "workspace/tours/<slug:tour>/questionnaires/": {"section": self.question.section_id},
        }
