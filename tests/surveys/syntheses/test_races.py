"""Managers who publish at the same moment: one edition, announced once."""

import pytest

from surveys.models import Edition, Synthesis
from surveys.syntheses.errors import SynthesisError
from surveys.syntheses.operations import publish_edition, start_synthesis
from tests.racing import race
from tests.surveys.syntheses.held import held_stop, started
from tournee.mail.models import OutboxMessage

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.races,
    pytest.mark.xdist_group("races"),
]


def test_two_managers_publish_one_edition_at_once() -> None:
    synthesis = started(held_stop(3))

    def publish() -> Edition:
        return publish_edition(Synthesis.objects.get(pk=synthesis.pk), actor=None)

    done = race([publish] * 4)

    others = [one for one in done if not isinstance(one, Edition | SynthesisError)]
    assert others == []
    assert sum(isinstance(one, Edition) for one in done) == 1
    assert {one.code for one in done if isinstance(one, SynthesisError)} <= {"published_meanwhile", "unchanged"}
    assert sum(isinstance(one, SynthesisError) for one in done) == 3
    assert Edition.objects.count() == 1
    assert OutboxMessage.objects.count() == 3


def test_two_who_start_it_at_once_start_one() -> None:
    stop = held_stop()

    done = race([lambda: start_synthesis(stop, actor=None)] * 4)

    assert len({one.pk for one in done if isinstance(one, Synthesis)}) == 1
    assert Synthesis.objects.get().sections.count() == 1
