"""Every GET of the API answers with what its description says."""

from functools import lru_cache
from typing import Any

import pytest
from django.utils import timezone
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator, validate
from rest_framework.test import APIClient

from tests.events.factories import (
    MembershipFactory,
    OrganisationFactory,
    PostalCodeFactory,
    SessionFactory,
    StopFactory,
    TerritoryFactory,
    ThemeFactory,
    TourFactory,
)
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(administrator: Any) -> APIClient:
    client = APIClient()
    client.force_authenticate(administrator)
    return client


@lru_cache(maxsize=1)
def described() -> dict[str, Any]:
    """The description, made once: it takes a second. Nobody changes it."""
    found: dict[str, Any] = APIClient().get("/api/schema/").json()
    return found


@pytest.fixture
def objects(administrator: Any) -> dict[str, list[Any]]:
    """Objects with everything, and with as little as can be; the values that addresses are made of."""
    region = TerritoryFactory(region=True)
    departement = TerritoryFactory(departement=True, parent=region)
    full, bare = TerritoryFactory(parent=departement), TerritoryFactory(code="2A004")
    PostalCodeFactory(commune=full)
    tour = TourFactory(published=True, previous_edition=TourFactory())
    tour.themes.add(ThemeFactory())
    stop = StopFactory(published=True, tour=tour, region=region, territory=TerritoryFactory(ti=True))
    idea = StopFactory(tour=tour, region=None, territory=None, starts_on=None, ends_on=None)
    linked = SessionFactory(stop=stop, online_url="https://meet.example.org/1", capacity=None)
    plain = SessionFactory(stop=idea, online_url="")
    universities = [OrganisationFactory(website="https://example.org/", town=full), OrganisationFactory(website="")]
    MembershipFactory(tour=tour)
    return {
        **_of_the_worlds([World(number, administrator) for number in (1, 2)]),
        "tours": [tour.slug, TourFactory().slug],
        "stops": [stop.public_id, idea.public_id],
        "sessions": [linked.public_id, plain.public_id],
        "organisations": [each.slug for each in universities],
        "towns": [full.code, bare.code],
    }


def _of_the_worlds(worlds: list[World]) -> dict[str, list[Any]]:
    """What planning's rooms and the upper floors' routes are asked about, in two tours."""
    for world in worlds:
        world.skill.framework_version.frozen_at = timezone.now()
        world.skill.framework_version.save()
    return {
        "checklist-items": [world.item.pk for world in worlds],
        "commitments": [world.promise.pk for world in worlds],
        "exchanges": [world.exchange.pk for world in worlds],
        "materials": [world.material.pk for world in worlds],
        "partnerships": [world.partnership.pk for world in worlds],
        "prompts": [world.prompt.pk for world in worlds],
        "proposals": [world.proposal.pk for world in worlds],
        "snoozes": [world.snooze.pk for world in worlds],
        "tasks": [world.task.pk for world in worlds],
        "thresholds": [world.threshold.pk for world in worlds],
        "registrations": [world.registration.public_id for world in worlds],
        "registration-terms": [world.terms.pk for world in worlds],
        "access-codes": [world.code.pk for world in worlds],
        "form-questions": [world.form_question.pk for world in worlds],
        "calls": [world.call.pk for world in worlds],
        "companies": [firm.public_id for world in worlds for firm in (world.firm, world.merge.gone)],
        "contact-lists": [world.contact.contact_list.public_id for world in worlds],
        "messages-to-registered": [world.written.pk for world in worlds],
        "notice-texts": [world.notice_text.pk for world in worlds],
        "privacy-notices": [world.tour.slug for world in worlds],
        "relays": [world.relay.code for world in worlds],
        "stop-invitations": [world.stop_invitation.public_id for world in worlds],
        "attendance-reports": [world.public_stop.public_id for world in worlds],
        "indicators": ["people-present", "no-show-rate"],
        "certificates": [world.certificate.pk for world in worlds],
        "evening-pages": [world.evening.pk for world in worlds],
        "check-ins": [world.fact_at_door.nonce for world in worlds],
        "questionnaires": [world.question.questionnaire.slug for world in worlds],
        "questionnaire-pages": [world.question.section_id for world in worlds],
        "questions": [world.question.pk for world in worlds],
        "campaigns": [world.campaign.slug for world in worlds],
        "passages": [world.passage.public_id for world in worlds],
        "skills-frameworks": [world.skill.framework_version.framework.slug for world in worlds],
        "syntheses": [world.synthesis.slug for world in worlds],
    }


def test_every_answer_is_as_described(api: APIClient, objects: dict[str, list[Any]]) -> None:
    description = described()
    gets = {
        path: each["get"]
        for path, each in description["paths"].items()
        if path.startswith("/api/v1/") and "get" in each
    }
    assert {path.split("/")[3] for path in gets} == set(objects)
    for path, operation in gets.items():
        told = operation["responses"]["200"]
        schema = told["content"]["application/json"]["schema"] | {"components": description["components"]}
        beginning, brace, rest = path.partition("{")
        addresses = [beginning + str(key) + rest.partition("}")[2] for key in objects[path.split("/")[3]]]
        for address in addresses if brace else [path]:
            answer = api.get(address)
            assert answer.status_code == 200, address
            wrong = [error.message for error in Draft202012Validator(schema).iter_errors(answer.json())]
            assert not wrong, (address, wrong)
            assert set(told["headers"]) <= set(answer.headers), address


@pytest.mark.parametrize("value", ["", None, "https://example.org/"])
def test_a_link_that_may_be_sent_is_described_by_one_branch(value: str | None) -> None:
    schemas = described()["components"]["schemas"]
    for name, member in (("PatchedOrganisationRequest", "website"), ("PatchedSessionRequest", "online_url")):
        assert Draft202012Validator(schemas[name]["properties"][member]).is_valid(value)


def test_the_description_of_all_that_the_product_offers_is_valid() -> None:
    description = described()

    validate(description, cls=OpenAPIV31SpecValidator)
    assert {"/api/v1/passages/{public_id}/code/", "/api/v1/skills-frameworks/{slug}/"} <= set(description["paths"])
