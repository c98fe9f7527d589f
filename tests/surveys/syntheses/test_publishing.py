"""Publishing freezes: figures, words and files of an edition are the same for ever."""

import hashlib
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from events.planning.operations import remove_stop
from registrations.inviting.oppositions import hash_of, oppose
from registrations.privacy.operations import erase_person
from surveys.models import Answer, Edition, Passage, Response, Synthesis
from surveys.syntheses.errors import SynthesisError
from surveys.syntheses.exports import syntheses_of
from surveys.syntheses.operations import edit_section, publish_edition, remove_section
from tests.events.factories import StopFactory
from tests.registrations.factories import CompanyFactory
from tests.surveys.syntheses.held import answered, came, held_stop, said, sent, started
from tournee.errors import OperationError
from tournee.mail.models import OutboxMessage

pytestmark = pytest.mark.django_db


def publish(synthesis: Synthesis, **asked: Any) -> Edition:
    return publish_edition(synthesis, actor=None, **asked)


def frozen(edition: Edition) -> tuple[Any, ...]:
    """All that a reader can get of it."""
    kept = Edition.objects.get(pk=edition.pk)
    faces = [(face.language, face.title, face.html, face.pdf.read()) for face in kept.faces.order_by("language")]
    return kept.content, kept.annex.read(), kept.annex_sha256, faces


def full_synthesis(answers: int = 12) -> Synthesis:
    stop = held_stop(8)
    answered(sent(stop), answers)
    said(stop, 2, 1, uncoded=1)
    return started(stop)


def test_an_edition_keeps_content_both_languages_and_the_annex_with_its_hash() -> None:
    edition = publish(full_synthesis())

    assert [face.language for face in edition.faces.order_by("language")] == ["en", "fr"]
    assert all(face.pdf.read().startswith(b"%PDF") for face in edition.faces.all())
    assert edition.annex_sha256 == hashlib.sha256(edition.annex.read()).hexdigest() == edition.annex.sha256
    assert edition.annex.content_type == "text/csv"


def test_nothing_that_happens_later_changes_an_edition() -> None:
    synthesis = full_synthesis()
    edition = publish(synthesis)
    before = frozen(edition)
    section = synthesis.sections.get()

    answered(sent(synthesis.stop), 9)
    Answer.objects.filter(question="first").update(choice="school")
    edit_section(section, {"text_fr": "Autre chose."}, expected_version=None, actor=None)
    remove_section(section, actor=None)
    Passage.objects.update(withdrawn_at=timezone.now())
    came(synthesis.stop, 3)
    publish(synthesis, repeat_answers=True)

    assert frozen(edition) == before


def test_erasing_somebody_leaves_every_figure_right() -> None:
    stop = held_stop()
    people = came(stop, 8)
    campaign = sent(stop)
    answered(campaign, 12)
    recipient = campaign.recipients.first()
    recipient.attendee = people[0]
    recipient.save()
    synthesis = started(stop)
    edition = publish(synthesis)
    before = frozen(edition)

    erase_person(people[0].person, actor=None)
    erase_person(people[1].person, actor=None)

    assert frozen(edition) == before
    with pytest.raises(SynthesisError) as refused:
        publish(synthesis)  # counted anew, it says the same
    assert refused.value.code == "unchanged"


@pytest.mark.parametrize("what", ["present", "answered", "passages", "written"])
def test_any_one_of_them_is_something_to_say(what: str) -> None:
    stop = held_stop(1 if what == "present" else 0)
    if what == "answered":
        answered(sent(stop), 1)
    if what == "passages":
        said(stop, uncoded=1)

    assert publish(started(stop, written=what == "written")).number == 1


def test_nothing_to_say_is_refused() -> None:
    stop = held_stop()
    sent(stop)

    with pytest.raises(SynthesisError) as refused:
        publish(started(stop, written=False))

    assert refused.value.code == "nothing_to_say"
    assert not Edition.objects.exists()


def test_a_stop_that_is_not_public_has_no_edition() -> None:
    with pytest.raises(SynthesisError) as refused:
        publish(started(StopFactory()))

    assert refused.value.code == "stop_not_public"


def test_the_same_edition_twice_is_refused() -> None:
    synthesis = full_synthesis()
    publish(synthesis)

    with pytest.raises(SynthesisError) as refused:
        publish(synthesis)

    assert refused.value.code == "unchanged"


def test_an_edition_that_somebody_else_published_meanwhile_is_not_published_again() -> None:
    synthesis = full_synthesis()
    publish(synthesis, number=1)

    with pytest.raises(SynthesisError) as refused:
        publish(synthesis, number=1)

    assert refused.value.code == "published_meanwhile"


@pytest.mark.parametrize("more", [1, 4])
def test_an_edition_too_close_to_one_before_is_refused(more: int) -> None:
    stop = held_stop(3)
    campaign = sent(stop)
    answered(campaign, 12)
    synthesis = started(stop)
    publish(synthesis)
    answered(campaign, more, start=12)

    with pytest.raises(SynthesisError) as refused:
        publish(synthesis)

    assert refused.value.code == "too_close"
    assert str(more) in str(refused.value)


def test_twelve_answers_more_of_as_many_firms_make_a_new_edition() -> None:
    stop = held_stop(3)
    campaign = sent(stop)
    answered(campaign, 12)
    synthesis = started(stop)
    publish(synthesis)
    answered(campaign, 12, start=12)

    assert publish(synthesis).content["campaigns"][0]["answered"] == 24


@pytest.mark.parametrize(("more", "firms"), [(5, 5), (12, 1)])
def test_an_edition_is_refused_where_somebody_s_answer_is_had_by_subtraction(more: int, firms: int) -> None:
    """Five people, of whom one said something alone; twelve people, but all of one firm."""
    stop = held_stop(3)
    campaign = sent(stop)
    answered(campaign, 12)
    synthesis = started(stop)
    publish(synthesis)
    answered(campaign, more, start=12, company=CompanyFactory() if firms == 1 else None)

    with override("en"), pytest.raises(SynthesisError) as refused:
        publish(synthesis)

    assert refused.value.code == "too_close"
    assert "repeat the answers of the last edition" in str(refused.value)


def test_a_question_that_few_more_answered_is_too_close_though_the_campaign_is_not() -> None:
    stop = held_stop(3)
    campaign = sent(stop)
    answered(campaign, 12)
    synthesis = started(stop)
    publish(synthesis)
    answered(campaign, 6, start=12)
    late = Response.objects.order_by("-pk")[:4]
    Answer.objects.filter(response__in=list(late), question="first").delete()

    with pytest.raises(SynthesisError) as refused:
        publish(synthesis)

    assert refused.value.code == "too_close"


def test_the_answers_of_the_last_edition_may_be_repeated() -> None:
    stop = held_stop(3)
    campaign = sent(stop)
    answered(campaign, 12)
    synthesis = started(stop)
    first = publish(synthesis)
    answered(campaign, 2, start=12)
    edit_section(synthesis.sections.get(), {"text_fr": "Corrigé."}, expected_version=None, actor=None)

    second = publish(synthesis, repeat_answers=True)
    first.refresh_from_db()

    assert second.content["campaigns"] == first.content["campaigns"]
    assert "Corrigé." in second.faces.get(language="fr").html


def test_those_who_came_are_told_once_and_only_of_the_first_edition() -> None:
    stop = held_stop()
    people = came(stop, 4)
    people[3].person.email = ""
    people[3].person.save()
    oppose(hash_of(people[2].person.email))
    synthesis = started(stop)

    publish(synthesis)
    remove_section(synthesis.sections.get(), actor=None)
    publish(synthesis)

    told = OutboxMessage.objects.all()
    assert {message.to_address for message in told} == {people[0].person.email, people[1].person.email}
    assert told.count() == 2


def test_the_message_leads_to_the_page_and_lets_one_unsubscribe() -> None:
    synthesis = started(held_stop(1))
    publish(synthesis)

    message = OutboxMessage.objects.get()
    assert message.bulk
    assert f"/syntheses/{synthesis.slug}/" in message.text
    assert "List-Unsubscribe-Post" in message.headers
    assert message.headers["List-Unsubscribe"].strip("<>") in message.text


def test_a_refused_edition_tells_nobody() -> None:
    synthesis = full_synthesis()
    with pytest.raises(OperationError):
        publish(synthesis, number=7)

    assert not OutboxMessage.objects.exists()


def test_publishing_renews_the_public_pages() -> None:
    synthesis = full_synthesis()
    before = synthesis.tour.public_version

    publish(synthesis)

    synthesis.tour.refresh_from_db()
    assert synthesis.tour.public_version == before + 1


def test_a_stop_that_is_deleted_takes_its_draft_along() -> None:
    stop = StopFactory()
    started(stop)

    remove_stop(stop, expected_version=None, actor=None)

    assert not Synthesis.objects.exists()


def test_the_newest_edition_is_among_the_documents_of_the_tour() -> None:
    synthesis = full_synthesis()
    publish(synthesis)
    remove_section(synthesis.sections.get(), actor=None)
    edition = publish(synthesis)

    files = {document.path[-1]: document.content() for document in syntheses_of(synthesis.tour, "en")}
    what = f"synthesis-{synthesis.slug}"

    assert set(files) == {f"{what}-2-en.pdf", f"{what}-2.csv"}
    assert files[f"{what}-2.csv"] == edition.annex.read()


def test_a_draft_is_not_among_them() -> None:
    synthesis = full_synthesis()

    assert not list(syntheses_of(synthesis.tour, "fr"))
