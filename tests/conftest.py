"""What every test may ask for, and what no test may do."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.template import engines
from django.utils import translation
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadGroupScheduling

from tests.harness.reading import refuse_writes_on_reading
from tests.harness.undefined import Undefined
from tests.tournee.factories import UserFactory
from tournee.models import User

# A moment written without an offset is UTC, however it is written and wherever the tests run.
time_machine.naive_mode = time_machine.NaiveMode.UTC
# How fast the machine is decides nothing: no example is too slow.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option of the run on a second kind of database."""
    parser.addoption(
        "--database-only", action="store_true", help="only tests that use the database: the others have run elsewhere"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what no database can change, where only that is asked for. What takes long together begins first."""
    items.sort(key=group_of)
    if config.getoption("--database-only"):
        chosen = [item for item in items if uses_database(item) and not is_the_same_on_any(item)]
        config.hook.pytest_deselected(items=list(set(items) - set(chosen)))
        items[:] = chosen


def group_of(item: pytest.Item) -> str:
    """The name of the group that one worker takes; for what is in none, one that comes after all."""
    mark = item.get_closest_marker("xdist_group")
    return mark.args[0] if mark else "~"


class ByModule(LoadGroupScheduling):
    """Work is shared out by the module, and by the group where there is one.

    By the test, the scheduler itself took as long as many of them: it looks through all that is done for each.
    """

    def _split_scope(self, nodeid: str) -> str:
        group = super()._split_scope(nodeid)
        return nodeid.partition("::")[0] if group == nodeid else group


@pytest.hookimpl(optionalhook=True)  # where xdist is left out
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadGroupScheduling | None:
    """Share out the tests by module; those in a browser, which are few and long, each by itself."""
    return ByModule(config, log) if config.option.markexpr != "e2e" else None


def pytest_collection_finish() -> None:
    """What is loaded by now stays: Python need not look through all of it for cycles again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A case made of a whole file is named by its argument: what is in it may tell the second it was made in."""
    return argname if isinstance(val, bytes | str) and len(val) > LONGEST_NAME else None


LONGEST_NAME = 60
SAME_ON_ANY = {("tournee", room) for room in ("documents", "drawing", "web")}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def uses_database(item: pytest.Item) -> bool:
    """Whether a test may ask the database anything: any other that tried would fail."""
    asked_for = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return bool(asked_for) or item.get_closest_marker("django_db") is not None


def is_the_same_on_any(item: pytest.Item) -> bool:
    """Whether a test says that it is about a page, or is about a room that asks nothing particular of its database.

    That each page opens on both, with each role, the walk of every address sees. A module is marked `page` where all
    that its pages ask and change is tested apart, too; one that also tests operations or queries runs on both.
    """
    room = item.path.parent.relative_to(Path(__file__).parent).parts[:2]
    return item.get_closest_marker("page") is not None or room in SAME_ON_ANY


@pytest.fixture(autouse=True)
def _language_as_at_the_start() -> Iterator[None]:
    """No test leaves its language to the next."""
    with translation.override("fr"):
        yield


@pytest.fixture(autouse=True)
def _no_variable_is_undefined(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template of ours that names what its context lacks fails the test."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Undefined())  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _reading_never_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A GET or a HEAD that changes the database fails the test."""
    refuse_writes_on_reading(monkeypatch)


@pytest.fixture(autouse=True)
def _nothing_is_kept_of_another_test(request: pytest.FixtureRequest) -> None:
    """The cache is empty, and the kinds of objects are known, whatever ran before: numbers of queries stay the same."""
    cache.clear()
    if request.node.get_closest_marker("django_db") or {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("_django_db_helper")
        ContentType.objects.get_for_models(*apps.get_models())


@pytest.fixture
def user(db: None) -> User:
    """A user with no membership."""
    return UserFactory()


@pytest.fixture
def administrator(db: None) -> User:
    """The administrator of the installation."""
    return UserFactory(is_administrator=True)
