"""The control room with its own rules: what other rooms watch for is theirs to test."""

import pytest

from events.planning.attention.contributions import BY
from events.planning.attention.needs import attention_rules


@pytest.fixture(autouse=True)
def _own_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    own = [entry for entry in attention_rules._items if entry[1] == BY]
    monkeypatch.setattr(attention_rules, "_items", own)
