"""The search for garbage is paused while documents are set, and always comes back."""

import gc

import pytest

from tournee.documents.pdf.collecting import collection_paused


@pytest.fixture(autouse=True)
def _collecting():
    gc.enable()
    yield
    gc.enable()


def test_it_comes_back_even_after_an_error():
    def fail() -> None:
        with collection_paused():
            assert not gc.isenabled()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert gc.isenabled()


def test_of_documents_set_at_once_the_last_to_end_brings_it_back_whatever_their_order():
    first, second = collection_paused(), collection_paused()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_whoever_turned_it_off_finds_it_off():
    gc.disable()
    with collection_paused():
        pass
    assert not gc.isenabled()
