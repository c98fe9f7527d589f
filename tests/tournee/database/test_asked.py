"""Queries that are written once."""

import datetime
import uuid
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import Q
from pytest_django import DjangoAssertNumQueries

from events.models import Session, Stop, Tour
from tests.events.factories import SessionFactory, StopFactory, TourFactory
from tournee.database.asked import Asked, columns, instance, plain, under

pytestmark = pytest.mark.django_db
HOSTILE = "x' OR '1'='1"


class Row(NamedTuple):
    pk: int
    slug: str
    starts_on: datetime.date
    published_at: datetime.datetime | None


def by_slug() -> Asked[Row]:
    return Asked(Row, lambda slug: Stop.objects.filter(slug=slug).values_list(*Row.__annotations__), str)


def test_it_answers_as_the_orm_does_with_the_same_types() -> None:
    stop = StopFactory(published=True, slug="albert")
    assert by_slug()("albert") == [Row(stop.pk, "albert", stop.starts_on, stop.published_at)]


def test_it_is_written_once_and_asked_with_other_values(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for slug in ("albert", "vernon"):
        StopFactory(slug=slug)
    ask = by_slug()
    with django_assert_num_queries(2):
        assert [row.slug for slug in ("albert", "vernon") for row in ask(slug)] == ["albert", "vernon"]


def test_a_value_that_looks_like_sql_is_a_value() -> None:
    StopFactory(slug="albert")
    assert by_slug()(HOSTILE) == []


def test_a_moment_is_asked_for_as_the_orm_does() -> None:
    stop = StopFactory(published=True)
    ask = Asked(plain, lambda since: Stop.objects.filter(published_at__gte=since).values_list("pk"), datetime.datetime)
    paris = ZoneInfo("Europe/Paris")
    assert ask(stop.published_at.astimezone(paris)) == [(stop.pk,)]
    assert ask(stop.published_at + datetime.timedelta(microseconds=1)) == []
    assert ask(datetime.datetime(1, 1, 2, tzinfo=datetime.UTC)) == [(stop.pk,)]


def test_a_value_may_be_asked_for_in_several_places() -> None:
    stop = StopFactory()
    session = SessionFactory(stop=stop)
    StopFactory()
    ask = Asked(
        plain,
        lambda stop, of: Stop.objects.filter(Q(pk=stop) | Q(sessions__stop=stop), tour=of).values_list("pk").distinct(),
        *(int, int),
    )
    assert ask(stop.pk, stop.tour_id) == [(session.stop_id,)]


def test_a_union_is_asked_whole() -> None:
    session = SessionFactory()
    ask = Asked(
        plain,
        lambda stop: (
            Stop.objects.filter(pk=stop)
            .values_list("place")
            .union(Session.objects.filter(stop=stop).order_by().values_list("title_fr"), all=True)
        ),
        int,
    )
    assert sorted(ask(session.stop_id)) == sorted([(session.stop.place,), (session.title_fr,)])


def test_too_few_values_are_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        by_slug()()


def test_columns_make_an_object_of_the_model_or_none() -> None:
    stop = StopFactory(tour=TourFactory(title_fr="La route"))
    names = ["id", "title_fr"]
    (row,) = Asked(plain, lambda pk: Stop.objects.filter(pk=pk).values_list(*under("tour", names)), int)(stop.pk)
    found = instance(Tour, names, row)

    assert found == stop.tour
    assert found is not None
    assert found.title == "La route"
    assert instance(Tour, names, (None, None)) is None
    assert set(names) < set(columns(Tour))
    assert connection.alias == found._state.db


def test_an_identifier_is_asked_for_as_the_database_writes_it() -> None:
    stop, _other = StopFactory(), StopFactory()
    ask = Asked(plain, lambda public_id: Stop.objects.filter(public_id=public_id).values_list("pk"), uuid.UUID)

    assert [ask(stop.public_id) for _time in range(2)] == [[(stop.pk,)]] * 2
    assert ask(uuid.uuid4()) == []
