"""How long registrations, people, needs, contacts and firms of one person are kept, and their removal."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from events.models import ContactPerson, Speaker
from registrations.models import (
    Attendee,
    Company,
    CompanyFact,
    CompanyIdentifier,
    Contact,
    Person,
    PurgeReport,
    Registration,
)
from registrations.privacy.keeping import RetentionRule
from registrations.privacy.operations import erase_person, still_expected

YEARS = 3  # after the last stop of somebody, where their tour names no date
NEEDS_DAYS = 30
PARTNER_YEARS = 2
_BATCH = 500  # people erased in one run: each is a transaction
_REPORTS_DAYS = 3 * 365


def years_before(day: datetime.date, years: int = YEARS) -> datetime.date:
    """The same day so many years before; 28 February for a 29th that the year has not."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def people_due(today: datetime.date) -> QuerySet[Person]:
    """Whoever registered or came, and whom no tour has a reason to know any more: each of theirs is past its date.

    That is the tour's retention date, and for a tour without one three years after its last day.
    """
    over = Q(stop__tour__privacy_notice__keeps_until__lt=today) | Q(
        stop__tour__privacy_notice__isnull=True, stop__tour__ends_on__lt=years_before(today)
    )
    kept = Registration.objects.exclude(pk__in=Registration.objects.filter(over).values("pk"))
    theirs = Q(attendances__isnull=False) | Q(registrations_made__isnull=False)
    return (
        Person.objects.filter(theirs, erased_at=None)
        .exclude(pk__in=Attendee.objects.filter(registration__in=kept).values("person"))
        .exclude(pk__in=kept.values("contact"))
        .exclude(pk__in=still_expected(today).values("person"))
        .order_by("pk")
        .distinct()
    )


def erase_people(now: datetime.datetime) -> int:
    """Erase whoever is kept no longer; answers, presence and seats stay, unnamed."""
    people = list(people_due(now.date())[:_BATCH])
    for person in people:
        erase_person(person, actor=None)
    return len(people)


def forget_needs(now: datetime.datetime) -> int:
    """What somebody needs to be received well, and the note the desk had of them, thirty days after the stop."""
    over = now.date() - datetime.timedelta(days=NEEDS_DAYS)
    told = Attendee.objects.exclude(needs="", desk_note="")
    told = told.annotate(last_day=Coalesce("stop__ends_on", "stop__previous_starts_on")).filter(last_day__lt=over)
    return Attendee.objects.filter(pk__in=told.values("pk")).update(needs="", desk_note="")


def remove_contacts(now: datetime.datetime) -> int:
    """Addresses obtained more than three years ago, of people who registered for nothing since."""
    since = years_before(now.date())
    registered = Attendee.objects.filter(email_key=OuterRef("email_key"), stop__ends_on__gte=since)
    old = Contact.objects.filter(~Exists(registered), contact_list__obtained_on__lt=since, added_at__date__lt=since)
    count, _by_model = Contact.objects.filter(pk__in=old.values("pk")).delete()
    return count


def forget_firms_of_one(now: datetime.datetime) -> int:
    """The name, town and numbers of firms of one person, three years after the last stop they registered for."""
    since = years_before(now.date())
    headcounts = CompanyFact.objects.filter(company=OuterRef("pk"), kind=CompanyFact.Kind.HEADCOUNT)
    latest = headcounts.order_by("-on", "-pk").values("headcount_to")[:1]
    firms = Company.objects.annotate(staff=Subquery(latest), last=Max("registrations__stop__ends_on")).filter(
        Q(last__lt=since) | Q(last=None, known_since__date__lt=since), staff__lte=1
    )
    ids = list(firms.exclude(name="").values_list("pk", flat=True)[:_BATCH])
    with transaction.atomic():
        CompanyIdentifier.objects.filter(company__in=ids).delete()
        Registration.objects.filter(company__in=ids).update(organisation_name="")
        return Company.objects.filter(pk__in=ids).update(name="", town_name="", search_key="", version=F("version") + 1)


def remove_contact_persons(now: datetime.datetime) -> int:
    """People to call at partners, two years after the last tour that one of their partnerships was of."""
    since = years_before(now.date(), PARTNER_YEARS)
    by_tour = {path: Max(f"partnerships__{path}tour__ends_on") for path in ("", "stop__", "session__stop__")}
    people = ContactPerson.objects.annotate(
        of_tour=by_tour[""], of_stop=by_tour["stop__"], of_session=by_tour["session__stop__"]
    )
    for last in ("of_tour", "of_stop", "of_session"):
        people = people.filter(Q(**{f"{last}__lt": since}) | Q(**{last: None}))
    gone = people.filter(partnerships__isnull=False)
    _count, by_model = ContactPerson.objects.filter(pk__in=gone.values("pk")).delete()
    return by_model.get(ContactPerson._meta.label, 0)


def forget_speakers(now: datetime.datetime) -> int:
    """The e-mail address of speakers, two years after the last session they spoke at; the programme keeps the name."""
    since = now - datetime.timedelta(days=PARTNER_YEARS * 365)
    spoke = Speaker.objects.exclude(email="").annotate(last=Max("sessions__ends_at")).filter(last__lt=since)
    return Speaker.objects.filter(pk__in=spoke.values("pk")).update(email="", version=F("version") + 1)


def remove_reports(now: datetime.datetime) -> int:
    """Reports of the purge itself, three years after."""
    count, _by_model = PurgeReport.objects.filter(at__lt=now - datetime.timedelta(days=_REPORTS_DAYS)).delete()
    return count


RULES = (
    RetentionRule(
        "people",
        _("Names, addresses and telephones of people who registered"),
        _("the tour’s retention date; without one, three years after the tour’s last day"),
        erase_people,
    ),
    RetentionRule("needs", _("Access and food needs"), _("thirty days after the stop"), forget_needs),
    RetentionRule(
        "contacts",
        _("Addresses of contact lists"),
        _("three years after they were obtained, or after the last stop that the person registered for"),
        remove_contacts,
    ),
    RetentionRule(
        "firms_of_one",
        _("Name, town and numbers of firms of one person"),
        _("three years after the last stop they registered for"),
        forget_firms_of_one,
    ),
    RetentionRule(
        "contact_persons",
        _("People to call at partners"),
        _("two years after the last tour their organisation took part in"),
        remove_contact_persons,
        told=False,
    ),
    RetentionRule(
        "speakers",
        _("E-mail addresses of speakers"),
        _("two years after their last session"),
        forget_speakers,
        told=False,
    ),
    RetentionRule("purge_reports", _("Reports of what was removed"), _("three years"), remove_reports, told=False),
)
