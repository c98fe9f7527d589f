"""What the upper floors’ pages need beside the demonstration: a link in each state, a draft of each thing."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

Samples = dict[str, dict[str, Any]]
FORGED = "somebody-guessed-this"


def registrations() -> Samples:
    """A registration with seats, one that waits, their links, a contact list, somebody to forget."""
    from registrations.booking import links
    from registrations.inviting.oppositions import unsubscribe_address
    from registrations.models import Contact, Registration, Seat

    live = Registration.objects.filter(stop__tour__slug="prochaine", state="live", stop__starts_on__gt=_today())
    waiting = live.filter(attendees__seats__state=Seat.State.WAITLISTED).select_related("stop").earliest("pk")
    seated = live.filter(stop=waiting.stop, attendees__seats__state=Seat.State.CONFIRMED).earliest("pk")
    came = Registration.objects.filter(stop__tour__slug="prochaine", attendees__check_ins__isnull=False).earliest("pk")
    contact = Contact.objects.earliest("pk")
    firms = [one.company for one in live.filter(company__isnull=False).select_related("company").order_by("pk")[:2]]
    stop = {"tour": "prochaine", "stop": waiting.stop.slug}
    one = {**stop, "registration": str(seated.public_id)}
    person, here = seated.attendees.earliest("pk"), came.attendees.earliest("pk")
    held = {"tour": "prochaine", "stop": came.stop.slug}
    return {
        "stop_crowded": stop,
        "mine": {"token": links.token_of(seated)},
        "mine_waiting": {"token": links.token_of(waiting)},
        "mine_forged": {"token": FORGED},
        "mine_person": {"token": links.token_of(seated), "attendee": str(person.public_id)},
        "registration": one,
        "registration_waiting": {**stop, "registration": str(waiting.public_id)},
        "registration_person": {**one, "attendee": str(person.public_id)},
        "unsubscribe": {"token": unsubscribe_address("plus@demo.example").rstrip("/").rpartition("/")[2]},
        "contact_list": {"contact_list": str(contact.contact_list.public_id)},
        "contact": {"contact": str(contact.public_id)},
        "person": {"person": str(here.person.public_id)},
        "firm": {"firm": str(firms[0].public_id)},
        "firm_pair": {"firm": str(firms[0].public_id), "other": str(firms[1].public_id)},
        "attendance_person": {**held, "attendee": str(here.public_id)},
    }


def filling() -> Samples:
    """A ticket, a code, questions of the form, an invitation, a relay, a message by rule, calls that are due."""
    from events.models import Stop, Tour
    from registrations.booking import links
    from registrations.booking.questions.operations import add_question
    from registrations.inviting.invitations.operations import create_invitation
    from registrations.models import AccessCode, Call, ContactList, Message, Registration, Relay, Seat

    tour = Tour.objects.get(slug="prochaine")
    live = Registration.objects.filter(stop__tour=tour, state="live", stop__starts_on__gt=_today())
    stop = live.filter(attendees__seats__state=Seat.State.WAITLISTED).earliest("pk").stop
    seated = live.filter(stop=stop, attendees__seats__state=Seat.State.CONFIRMED).earliest("pk")
    once = {"settings": {"choices": [{"fr": "oui", "en": "yes"}, {"fr": "non", "en": "no"}]}}
    question = add_question(tour, "single", {**once, "label_fr": "Déjeunez-vous ?", "label_en": "Lunch?"}, actor=None)
    each = {**once, "label_fr": "Venez-vous en train ?", "label_en": "By train?", "asked_of": "attendee"}
    add_question(tour, "single", each, actor=None)
    code = AccessCode.objects.create(stop=stop, code="MODELE-2026")
    relay, _new = Relay.objects.get_or_create(stop=stop, organisation=None)
    begins = timezone.now() + datetime.timedelta(days=1)
    invitation = create_invitation(
        stop,
        {
            "subject_fr": "Une étape près de chez vous", "text_fr": "Venez.", "subject_en": "A stop near you",
            "text_en": "Come.", "starts_at": begins, "relay": relay, "contact_lists": ContactList.objects.all()[:1],
        },
        actor=None,
    )  # fmt: skip
    rule = Message.objects.create(
        tour=tour, days=-2, at=datetime.time(9), subject_fr="À bientôt", text_fr="À mercredi.", subject_en="Soon",
        text_en="See you.",
    )  # fmt: skip
    called = Stop.objects.filter(tour=tour, registrations__state="live").exclude(pk=stop.pk).earliest("starts_on")
    Call.objects.get_or_create(stop=called, registration=called.registrations.earliest("pk"), reason="moved")
    here = {"tour": tour.slug, "stop": stop.slug}
    return {
        "ticket": {"token": links.ticket_token(seated.attendees.earliest("pk"))},
        "access_code": {**here, "code": code.pk},
        "form_question": {"tour": tour.slug, "question": question.pk},
        "stop_invitation": {"invitation": str(invitation.public_id)},
        "relay": {**here, "relay": relay.code},
        "message_rule": {"message": rule.pk},
        "notice": {"tour": tour.slug, "moment": "registered", "language": "fr"},
        "stop_called": {"tour": tour.slug, "stop": called.slug},
    }


def who_came() -> Samples:
    """A telephone at a door, one where people sign themselves in, a certificate, a scan, evening pages."""
    from registrations.attendance.rule.operations import save_rule
    from registrations.attendance.self_sign_in.links import door_token
    from registrations.desk.devices.links import token_of
    from registrations.models import Certificate, DeskDevice, EveningPage, ScannedSheet

    tour = {"tour": "prochaine"}
    telephones = DeskDevice.objects.filter(stop__tour__slug="prochaine", stop__starts_on__gt=_today())
    device = telephones.exclude(readied_at=None).select_related("stop__tour").get()
    stop, lost = device.stop, telephones.exclude(revoked_at=None).get()
    here, expected = {**tour, "stop": stop.slug}, stop.attendees.filter(cancelled_at=None).earliest("pk")
    rule = save_rule(stop, None, {"self_sign_in": True}, expected_version=None, actor=None)
    certificate = Certificate.objects.filter(sent_at=None, revoked_at=None, attendee__person__erased_at=None)
    certificate = certificate.select_related("attendee__stop").earliest("pk")
    certified = {**tour, "stop": certificate.attendee.stop.slug}
    sheets = ScannedSheet.objects.filter(stop__tour__slug="prochaine").select_related("stop").order_by("pk")
    waiting, uncoded = sheets.filter(noted_at=None, page__gt=0)[0], sheets.filter(page=0)[0]
    pages = EveningPage.objects.filter(stop__tour__slug="prochaine").select_related("stop").order_by("pk")
    draft, approved = pages.filter(approved_at=None).earliest("pk"), pages.exclude(approved_at=None).earliest("pk")
    return {
        "stop_of_door": here,
        "device": {**here, "device": str(device.public_id)},
        "door": {"token": token_of(device)},
        "door_revoked": {"token": token_of(lost)},
        "door_ticket": {"token": token_of(device), "code": expected.code},
        "expected_person": {**here, "attendee": str(expected.public_id)},
        "self_sign_in": {"token": door_token(stop, None, rule)},
        "session_of_rule": {**here, "session": str(stop.sessions.filter(state="planned").earliest("pk").public_id)},
        "stop_certified": certified,
        "certificate": {**certified, "number": certificate.number},
        "certificate_code": {"code": certificate.code},
        "certificate_forged": {"code": FORGED},
        "stop_scanned": {**tour, "stop": waiting.stop.slug},
        "scan": {**tour, "stop": waiting.stop.slug, "scan": waiting.pk},
        "scan_uncoded": {**tour, "stop": uncoded.stop.slug, "scan": uncoded.pk},
        "stop_evening": {**tour, "stop": draft.stop.slug},
        "stop_evening_approved": {**tour, "stop": approved.stop.slug},
    }  # fmt: skip


def surveys() -> Samples:
    """A questionnaire, a campaign open, closed and in preparation, links to take notes, a synthesis in each state."""
    return {**_campaigns(), **_notes(), **_skills(), **_syntheses()}


def _today() -> datetime.date:
    return timezone.localdate()


def _campaigns() -> Samples:
    from events.models import Tour
    from surveys.campaigns import links
    from surveys.campaigns.operations import create_campaign
    from surveys.models import Campaign, Question, Questionnaire, Recipient

    tour = Tour.objects.get(slug="prochaine")
    questionnaire = Questionnaire.objects.get(tour=tour)
    question = Question.objects.filter(questionnaire=questionnaire).earliest("pk")
    opens = timezone.now() + datetime.timedelta(days=2)
    draft = create_campaign(
        tour,
        {
            "title_fr": "Une campagne en préparation", "title_en": "A campaign in preparation",
            "questionnaire": questionnaire, "opens_at": opens, "closes_at": opens + datetime.timedelta(days=14),
        },
        actor=None,
    )  # fmt: skip
    asked = Recipient.objects.filter(campaign__tour=tour, invited_at__isnull=False).select_related("campaign")
    now = timezone.now()
    is_open, closed = asked.filter(campaign__closes_at__gt=now), asked.filter(campaign__closes_at__lt=now)
    page = {"tour": tour.slug, "questionnaire": questionnaire.slug}
    return {
        "questionnaire": page,
        "section": {**page, "section": question.section_id},
        "question": {**page, "question": question.pk},
        "campaign": {"campaign": Campaign.objects.filter(tour=tour, closes_at__gt=now).earliest("pk").slug},
        "campaign_draft": {"campaign": draft.slug},
        "asked": {"token": links.token_of(is_open.filter(response=None).earliest("pk"))},
        "asked_answered": {"token": links.token_of(is_open.filter(response__isnull=False).earliest("pk"))},
        "asked_closed": {"token": links.token_of(closed.filter(response=None).earliest("pk"))},
    }


def _notes() -> Samples:
    from events.models import Stop
    from surveys.listening import links
    from surveys.models import FacilitatorLink, Passage

    held = Stop.objects.filter(tour__slug="prochaine", state="published").earliest("starts_on")
    session = held.sessions.earliest("pk")
    later = timezone.now() + datetime.timedelta(days=3)
    link = FacilitatorLink.objects.create(session=session, name="Camille Exemple", expires_at=later)
    revoked = FacilitatorLink.objects.create(
        session=session, name="Alix Exemple", expires_at=later, revoked_at=timezone.now()
    )
    noted = Passage.objects.create(
        tour=held.tour, stop=held, session=session, text="On s’est parlé.", noted_through=link
    )
    stop = {"tour": "prochaine", "stop": held.slug}
    return {
        "notes": {"token": links.token_of(link)},
        "notes_passage": {"token": links.token_of(link), "passage": str(noted.public_id)},
        "notes_revoked": {"token": links.token_of(revoked)},
        "notes_session": {**stop, "session": session.pk},
        "notes_link": {**stop, "link": link.pk},
        "passage": {**stop, "passage": str(noted.public_id)},
    }


def _skills() -> Samples:
    from surveys.models import FrameworkVersion, Skill, SkillsFramework

    framework = SkillsFramework.objects.earliest("pk")
    draft = SkillsFramework.objects.create(slug="en-cours", title_fr="Un référentiel en cours", title_en="In progress")
    version = FrameworkVersion.objects.create(framework=draft, number=1)
    skill = Skill.objects.create(framework_version=version, code="A", title_fr="Domaine", title_en="Domain")
    return {
        "framework": {"framework": framework.slug},
        "framework_version": {"framework": framework.slug, "number": 1},
        "framework_draft": {"framework": draft.slug},
        "skill": {"framework": draft.slug, "skill": skill.pk},
    }


def _syntheses() -> Samples:
    from surveys.models import Synthesis

    published = Synthesis.objects.filter(last_edition_number__gt=0).select_related("stop").earliest("pk")
    drafted = Synthesis.objects.filter(last_edition_number=0).select_related("stop").earliest("pk")
    section = published.sections.earliest("pk")
    return {
        "synthesis": {"slug": published.slug},
        "synthesis_edition": {"slug": published.slug, "edition": 1},
        "synthesis_section": {"tour": "prochaine", "stop": published.stop.slug, "section": section.pk},
        "stop_drafted": {"tour": "prochaine", "stop": drafted.stop.slug},
    }
