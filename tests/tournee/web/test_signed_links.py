"""Signed links open one object for one purpose."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tournee.web.signed_links import Signed, read, sign

SOMEBODY = uuid.UUID("6f9f4c1e-5b7e-4b0e-9d52-0d4a6f1b7c11")


@given(public_id=st.uuids(), version=st.integers(1, 32767))
def test_a_token_names_what_was_signed(public_id, version):
    assert read("registration", sign("registration", public_id, version)) == Signed(public_id, version)


def test_a_token_opens_nothing_else():
    assert read("answers", sign("registration", SOMEBODY)) is None


@given(st.text(max_size=90))
def test_what_was_not_signed_is_nobodys(text):
    assert read("registration", text) is None


@pytest.mark.parametrize("position", [0, 10, 22, 24, 40, -1])
def test_a_changed_character_is_noticed(position):
    token = sign("registration", SOMEBODY)
    changed = list(token)
    changed[position] = "A" if changed[position] != "A" else "B"
    assert read("registration", "".join(changed)) is None


def test_a_token_survives_a_new_secret_while_the_old_one_is_kept(settings):
    token = sign("registration", SOMEBODY)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another secret of this installation"
    assert read("registration", token) == Signed(SOMEBODY, 1)
    settings.SECRET_KEY_FALLBACKS = []
    assert read("registration", token) is None
