"""What tests of proposals share."""

import pytest

from events.planning.announcements import session_changed, stop_rescheduled


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what planning announces while the test runs."""
    heard: list[str] = []
    for moment in (stop_rescheduled, session_changed):
        follow = ("tests", lambda _change, name=moment.name: heard.append(name))
        monkeypatch.setattr(moment, "_subscribers", [*moment._subscribers, follow])
    return heard
