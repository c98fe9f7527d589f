"""Skills frameworks: a tree that is written, frozen, and gone on with as a copy."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import Role, Stop
from surveys.models import FrameworkVersion, Skill, SkillMapping, SkillsFramework
from surveys.skills import operations
from surveys.skills.errors import SkillsError
from surveys.skills.queries import newest_frozen_version, tree_of
from tests.events.factories import MembershipFactory, StopFactory
from tests.events.planning.pages import co_host, member, send, text_of
from tests.surveys.factories import CodingFactory, FrameworkVersionFactory, SkillFactory
from tournee.history.models import HistoryEntry
from tournee.history.operations import StaleVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> FrameworkVersion:
    """A version being written, with one domain of two skills."""
    version: FrameworkVersion = FrameworkVersionFactory(framework__slug="metiers")
    domain = operations.add_skill(version, {"title_fr": "Produire"}, actor=None)
    operations.add_skill(version, {"title_fr": "Souder", "parent": domain}, actor=None)
    operations.add_skill(version, {"title_fr": "Régler", "parent": domain}, actor=None)
    return version


def codes(version: FrameworkVersion) -> list[tuple[str, list[str]]]:
    return [(branch.skill.code, [skill.code for skill in branch.below]) for branch in tree_of(version)]


def skill(title: str) -> Skill:
    found: Skill = Skill.objects.get(title_fr=title)
    return found


def at(name: str, *args: object) -> str:
    return reverse(name, args=["metiers", *args])


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(MembershipFactory(tour=StopFactory().tour, role=Role.EDITOR).user)
    return client


def test_a_framework_begins_with_a_version_to_fill_and_an_address_of_its_title() -> None:
    framework = operations.create_framework({"title_fr": "L’industrie"}, actor=None)
    again = operations.create_framework({"title_fr": "New"}, actor=None)

    assert (framework.slug, again.slug) == ("l-industrie", "new-2")
    assert [version.number for version in framework.versions.all()] == [1]


def test_a_skill_without_a_code_is_given_the_next_number(version: FrameworkVersion) -> None:
    assert codes(version) == [("1", ["1.1", "1.2"])]


@pytest.mark.parametrize("code", ["a b", "<b>", "é!"])
def test_a_code_that_could_not_stand_in_an_export_is_refused(version: FrameworkVersion, code: str) -> None:
    with pytest.raises(SkillsError) as refused:
        operations.add_skill(version, {"title_fr": "x", "code": code}, actor=None)

    assert refused.value.field == "code"


def test_two_skills_of_a_version_have_two_codes(version: FrameworkVersion) -> None:
    with pytest.raises(SkillsError) as refused:
        operations.add_skill(version, {"title_fr": "x", "code": "1.1"}, actor=None)

    assert refused.value.code == "code_taken"


def test_a_domain_stands_in_no_other_and_not_in_another_version(version: FrameworkVersion) -> None:
    other = operations.add_skill(version, {"title_fr": "Vendre"}, actor=None)
    elsewhere = SkillFactory()

    for moved, parent in (("Produire", other), ("Souder", elsewhere), ("Souder", skill("Régler"))):
        with pytest.raises(SkillsError) as refused:
            operations.edit_skill(skill(moved), {"parent": parent}, expected_version=None, actor=None)
        assert refused.value.field == "parent"


def test_a_skill_moves_among_its_neighbours_and_to_another_domain(version: FrameworkVersion) -> None:
    operations.move_skill(skill("Régler"), -1, actor=None)
    operations.move_skill(skill("Régler"), -1, actor=None)
    other = operations.add_skill(version, {"title_fr": "Vendre"}, actor=None)

    assert codes(version) == [("1", ["1.2", "1.1"]), ("2", [])]
    operations.edit_skill(skill("Souder"), {"parent": other}, expected_version=None, actor=None)
    assert codes(version) == [("1", ["1.2"]), ("2", ["1.1"])]


def test_a_domain_that_holds_skills_is_not_removed(version: FrameworkVersion) -> None:
    with pytest.raises(SkillsError):
        operations.remove_skill(skill("Produire"), actor=None)

    operations.remove_skill(skill("Souder"), actor=None)
    assert codes(version) == [("1", ["1.2"])]


def test_two_people_who_change_the_same_title_are_told(version: FrameworkVersion) -> None:
    mine = skill("Souder")
    operations.edit_skill(skill("Souder"), {"title_fr": "Souder l’inox"}, expected_version=1, actor=None)

    with pytest.raises(StaleVersion):
        operations.edit_skill(mine, {"title_fr": "Soudure"}, expected_version=1, actor=None)


def test_a_frozen_version_changes_no_more(version: FrameworkVersion) -> None:
    operations.freeze_version(version, actor=None)

    for change in (
        lambda: operations.add_skill(version, {"title_fr": "x"}, actor=None),
        lambda: operations.edit_skill(skill("Souder"), {"title_fr": "x"}, expected_version=None, actor=None),
        lambda: operations.move_skill(skill("Souder"), 1, actor=None),
        lambda: operations.remove_skill(skill("Souder"), actor=None),
        lambda: operations.freeze_version(version, actor=None),
    ):
        with pytest.raises(SkillsError) as refused:
            change()
        assert refused.value.code == "frozen"
    assert codes(version) == [("1", ["1.1", "1.2"])]


def test_an_empty_version_is_not_frozen() -> None:
    with pytest.raises(SkillsError) as refused:
        operations.freeze_version(FrameworkVersionFactory(), actor=None)

    assert refused.value.code == "empty"


def test_the_next_version_is_a_copy_whose_skills_are_the_same(version: FrameworkVersion) -> None:
    with pytest.raises(SkillsError) as refused:
        operations.start_version(version.framework, actor=None)
    assert refused.value.code == "draft_exists"
    operations.freeze_version(version, actor=None)

    copy = operations.start_version(version.framework, actor=None)

    assert (copy.number, copy.frozen_at, codes(copy)) == (2, None, codes(version))
    assert {(m.before.code, m.after.code, m.relation) for m in SkillMapping.objects.all()} == {
        (code, code, "same") for code in ("1", "1.1", "1.2")
    }
    assert {m.after.framework_version for m in SkillMapping.objects.all()} == {copy}


def test_what_passages_are_coded_to_is_the_version_frozen_last(version: FrameworkVersion) -> None:
    assert newest_frozen_version() is None
    operations.freeze_version(version, actor=None)
    operations.start_version(version.framework, actor=None)

    assert newest_frozen_version() == version


def test_a_framework_is_written_and_frozen_by_its_pages(editor: Client) -> None:
    made = send(editor, reverse("skills_framework_new"), title_fr="Métiers", title_en="Trades")
    assert made["location"] == at("skills_framework")
    send(editor, at("skill_new"), title_fr="Produire")
    send(editor, f"{at('skill_new')}?domain={skill('Produire').pk}", title_fr="Souder <b>")
    send(editor, f"{at('skill_new')}?domain={skill('Produire').pk}", title_fr="Régler")
    editor.post(at("skill_move", skill("Régler").pk), {"way": "up"})
    send(editor, at("skill_edit", skill("Régler").pk), title_fr="Régler une machine")

    page = text_of(editor.get(at("skills_framework")))
    assert page.index("Régler une machine") < page.index("Souder")
    assert "Souder &lt;b&gt;" in editor.get(at("skills_framework")).content.decode()
    asked = editor.get(at("skills_framework_freeze"))
    assert asked.status_code == 200
    editor.post(at("skills_framework_freeze"))
    assert SkillsFramework.objects.get().versions.get().frozen_at is not None
    frozen = editor.get(at("skills_framework")).content.decode()
    assert at("skill_new") not in frozen
    editor.post(at("skills_framework_copy"))
    assert "version 2" in text_of(editor.get(at("skills_framework")))
    assert editor.get(at("skills_framework_version", 1)).status_code == 200
    assert editor.get(at("skills_framework_version", 7)).status_code == 404


def test_what_is_refused_stands_beside_its_field_and_nothing_is_lost(editor: Client, version: FrameworkVersion) -> None:
    response = send(editor, at("skill_new"), title_fr="Vendre", code="1.1")

    assert response.status_code == 422
    assert 'id="id_code_error"' in response.content.decode()
    assert 'value="Vendre"' in response.content.decode()


def test_a_form_sent_twice_adds_one_skill(editor: Client, version: FrameworkVersion) -> None:
    typed = {"title_fr": "Vendre", "once": "0123"}

    editor.post(at("skill_new"), typed)
    editor.post(at("skill_new"), typed)

    assert Skill.objects.filter(title_fr="Vendre").count() == 1


def test_moving_a_skill_of_a_frozen_version_says_why_not(editor: Client, version: FrameworkVersion) -> None:
    operations.freeze_version(version, actor=None)

    response = editor.post(at("skill_move", skill("Souder").pk), {"way": "down"}, follow=True)

    assert "figée" in text_of(response) or "frozen" in text_of(response)
    assert codes(version) == [("1", ["1.1", "1.2"])]


def test_frameworks_are_for_those_who_edit_a_tour(client: Client, version: FrameworkVersion) -> None:
    stop: Stop = StopFactory()
    addresses = [reverse("skills_frameworks"), at("skills_framework"), at("skill_new"), at("skills_framework_freeze")]

    assert all(client.get(address).status_code == 302 for address in addresses)
    for sign_in in (lambda: member(client, stop.tour, "reader"), lambda: co_host(client, stop)):
        sign_in()
        assert {client.get(address).status_code for address in addresses} == {403}
    assert reverse("skills_frameworks") not in client.get(reverse("workspace")).content.decode()
    member(client, stop.tour, "editor")
    assert {client.get(address).status_code for address in addresses} == {200}
    assert reverse("skills_frameworks") in client.get(reverse("workspace")).content.decode()


def test_pages_ask_as_many_queries_for_one_skill_as_for_three(editor: Client) -> None:
    version = FrameworkVersionFactory(framework__slug="metiers")
    domain = SkillFactory(framework_version=version)
    addresses = [at("skills_framework"), reverse("skills_frameworks")]
    one = [queries(editor, address) for address in addresses]

    SkillFactory.create_batch(2, framework_version=version, parent=domain)
    FrameworkVersionFactory(framework=version.framework, number=2, frozen_at=timezone.now())
    FrameworkVersionFactory.create_batch(2)

    assert [queries(editor, address) for address in addresses] == one
    assert max(one) <= 8


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_history_names_what_was_done(version: FrameworkVersion) -> None:
    operations.freeze_version(version, actor=None)

    assert set(HistoryEntry.objects.values_list("action", flat=True)) == {"skill.add", "framework.freeze"}


def test_anyone_reads_frozen_versions_over_the_api_and_no_other(client: Client, version: FrameworkVersion) -> None:
    address = "/api/v1/skills-frameworks/"
    assert client.get(address).json()["count"] == 0
    assert client.get(f"{address}metiers/").status_code == 404
    operations.freeze_version(version, actor=None)
    operations.start_version(version.framework, actor=None)

    shown = client.get(f"{address}metiers/").json()

    assert [frozen["number"] for frozen in shown["versions"]] == [1]
    assert shown["versions"][0]["skills"][1] == {
        "code": "1.1", "title": {"fr": "Souder", "en": ""}, "domain": "1"
    }  # fmt: skip
    assert client.get(address).json()["count"] == 1
    assert client.post(address, {}).status_code in {403, 405}


def test_the_api_asks_a_constant_number_of_queries(client: Client, django_assert_num_queries) -> None:
    CodingFactory(skill__framework_version__frozen_at=timezone.now())
    with django_assert_num_queries(4):
        client.get("/api/v1/skills-frameworks/")
    for _time in range(2):
        SkillFactory(framework_version__frozen_at=timezone.now())
    with django_assert_num_queries(4):
        assert client.get("/api/v1/skills-frameworks/").json()["count"] == 3
