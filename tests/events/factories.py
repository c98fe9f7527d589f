"""Plain factories for the first floor's models.

Everything is upcoming (the tour runs from March to October 2031), so that a test needs no frozen clock unless time is
its subject; `held=True` puts a stop or a session in June 2019.
"""

import datetime

import factory

from events.models import (
    ContactPerson,
    Membership,
    Organisation,
    OrganisationIdentifier,
    Partnership,
    PostalCode,
    Role,
    Session,
    Speaker,
    Speaking,
    Stop,
    Territory,
    Theme,
    Tour,
    Vocabulary,
)
from tests.tournee.factories import UserFactory


class Factory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class TerritoryFactory(Factory):
    """A commune of vintage 2026; `TerritoryFactory(ti=True)` and the like make the other kinds."""

    class Meta:
        model = Territory

    class Params:
        epci = factory.Trait(scheme="epci", code=factory.Sequence(lambda n: f"2000{n:05d}"), name="CC du Pays")
        departement = factory.Trait(scheme="departement", code=factory.Sequence(lambda n: f"d{n:04d}"), name="Somme")
        region = factory.Trait(scheme="region", code=factory.Sequence(lambda n: f"r{n:04d}"), name="Hauts-de-France")
        ti = factory.Trait(
            scheme="ti", vintage="2023-2027", code=factory.Sequence(lambda n: f"ti-{n:04d}"), name="Industrie Sud"
        )
        uk_county = factory.Trait(
            scheme="uk_county", vintage="2010", code=factory.Sequence(lambda n: f"UKJ{n:02d}"), name="Kent CC"
        )

    scheme = "commune"
    vintage = "2026"
    code = factory.Sequence(lambda n: f"{80000 + n:05d}")
    name = factory.Sequence(lambda n: f"Commune {n}")
    latitude = 50.0
    longitude = 2.65


class PostalCodeFactory(Factory):
    class Meta:
        model = PostalCode

    commune = factory.SubFactory(TerritoryFactory)
    code = "80300"


class OrganisationFactory(Factory):
    class Meta:
        model = Organisation

    slug = factory.Sequence(lambda n: f"organisation-{n}")
    kind = Organisation.Kind.UNIVERSITY
    name_fr = factory.Sequence(lambda n: f"Université {n}")
    name_en = factory.Sequence(lambda n: f"University {n}")


class OrganisationIdentifierFactory(Factory):
    class Meta:
        model = OrganisationIdentifier

    organisation = factory.SubFactory(OrganisationFactory)
    scheme = OrganisationIdentifier.Scheme.UAI
    value = "0801344B"


class ContactPersonFactory(Factory):
    class Meta:
        model = ContactPerson

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Contact {n}")
    role = "Chargée de mission"
    email = factory.Sequence(lambda n: f"contact{n}@example.org")
    phone = "+33 3 00 00 00 00"


class VocabularyFactory(Factory):
    class Meta:
        model = Vocabulary

    code = factory.Sequence(lambda n: f"vocabulary-{n}")
    name_fr = "Thèmes"
    name_en = "Themes"


class ThemeFactory(Factory):
    class Meta:
        model = Theme

    vocabulary = factory.SubFactory(VocabularyFactory)
    slug = factory.Sequence(lambda n: f"theme-{n}")
    label_fr = factory.Sequence(lambda n: f"Thème {n}")
    label_en = factory.Sequence(lambda n: f"Theme {n}")


class TourFactory(Factory):
    """A tour in preparation; `published=True` makes it public."""

    class Meta:
        model = Tour

    class Params:
        published = factory.Trait(
            state=Tour.State.PUBLISHED, published_at=datetime.datetime(2026, 1, 5, 9, tzinfo=datetime.UTC)
        )

    slug = factory.Sequence(lambda n: f"tournee-{n}")
    title_fr = factory.Sequence(lambda n: f"Tournée {n}")
    title_en = factory.Sequence(lambda n: f"Tour {n}")
    starts_on = datetime.date(2031, 3, 1)
    ends_on = datetime.date(2031, 10, 31)


class StopFactory(Factory):
    """An idea without a date.

    `dated=True` gives it a day, `confirmed=True` a day and that state; `published=True` numbers it in a public tour,
    `cancelled=True` the same, then called off; `held=True` is published and over since June 2019.
    """

    class Meta:
        model = Stop

    class Params:
        dated = factory.Trait(
            starts_on=datetime.date(2031, 6, 18), ends_on=factory.SelfAttribute("starts_on"), venue="Lycée Lamarck",
            address="7 rue Roger-Salengro",
        )  # fmt: skip
        confirmed = factory.Trait(dated=True, state=Stop.State.CONFIRMED)
        published = factory.Trait(
            dated=True, state=Stop.State.PUBLISHED, number=factory.Sequence(lambda n: n + 1),
            tour=factory.SubFactory(TourFactory, published=True),
            published_at=datetime.datetime(2026, 1, 6, 9, tzinfo=datetime.UTC),
        )  # fmt: skip
        cancelled = factory.Trait(
            published=True, state=Stop.State.CANCELLED, reason_fr="Salle fermée.", reason_en="Room closed."
        )
        held = factory.Trait(published=True, starts_on=datetime.date(2019, 6, 18))

    tour = factory.SubFactory(TourFactory)
    slug = factory.Sequence(lambda n: f"albert-{n}")
    place = "Albert"
    title_fr = "Usine du futur"
    title_en = "Factory of the future"
    latitude = 50.0012
    longitude = 2.6515


class SessionFactory(Factory):
    """A workshop of two hours on its stop's first day, from 9 a.m. in the stop's zone (18 June 2031 if it has none)."""

    class Meta:
        model = Session

    stop = factory.SubFactory(StopFactory, dated=True)
    title_fr = factory.Sequence(lambda n: f"Atelier {n}")
    title_en = factory.Sequence(lambda n: f"Workshop {n}")
    starts_at = factory.LazyAttribute(
        lambda session: datetime.datetime.combine(
            session.stop.starts_on or datetime.date(2031, 6, 18), datetime.time(9), session.stop.zone
        ).astimezone(datetime.UTC)
    )
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + datetime.timedelta(hours=2))
    capacity = 30


class SpeakerFactory(Factory):
    class Meta:
        model = Speaker

    name = factory.Sequence(lambda n: f"Intervenante {n}")
    position_fr = "Professeure"
    position_en = "Professor"


class SpeakingFactory(Factory):
    class Meta:
        model = Speaking

    session = factory.SubFactory(SessionFactory)
    speaker = factory.SubFactory(SpeakerFactory)


class PartnershipFactory(Factory):
    """An organisation that co-hosts a stop; pass `stop=None, tour=…` for a partner of the tour."""

    class Meta:
        model = Partnership

    organisation = factory.SubFactory(OrganisationFactory)
    role = Partnership.Role.CO_HOST
    stop = factory.SubFactory(StopFactory)


class MembershipFactory(Factory):
    """An editor of a tour; `reader=True`, `manager=True`, or `representative=True` for an organisation's co-host."""

    class Meta:
        model = Membership

    class Params:
        reader = factory.Trait(role=Role.READER)
        manager = factory.Trait(role=Role.MANAGER)
        representative = factory.Trait(
            role=Role.REPRESENTATIVE, tour=None, organisation=factory.SubFactory(OrganisationFactory)
        )

    user = factory.SubFactory(UserFactory)
    tour = factory.SubFactory(TourFactory)
    role = Role.EDITOR
