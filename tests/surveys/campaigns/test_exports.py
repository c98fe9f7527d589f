"""The responses as a file: a row a response, a column an answer, no name."""

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl import load_workbook

from surveys.campaigns.operations import save_page
from surveys.models import Campaign, Response
from tests.events.planning.pages import member
from tests.surveys.campaigns.asked import ask, open_campaign
from tournee.questions.tally import Row

pytestmark = pytest.mark.django_db


def answered(campaign: Campaign) -> Response:
    recipient = ask(campaign, name="Ada Secret")
    save_page(recipient, 1, {"first": [Row(choice="client")], "people": [Row(number=Decimal("12.5"))]}, language="fr")
    return save_page(
        recipient, 2, {"with": [Row(choice="univ")], "free": [Row(text="=1+1; oui")]}, language="en", last=True
    )


def exported(campaign: Campaign, out: Path) -> list[dict[str, str]]:
    call_command("export_responses", campaign=campaign.slug, format="csv", out=out, verbosity=0)
    return list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"), newline="")))


def test_each_submitted_response_is_a_row_of_codes(tmp_path: Path) -> None:
    campaign = open_campaign()
    response = answered(campaign)
    save_page(ask(campaign), 1, {"first": [Row(choice="school")]}, language="fr")  # not submitted

    rows = exported(campaign, tmp_path / "out.csv")

    assert len(rows) == 1
    assert rows[0] | {"submitted_at": ""} == {
        "response": str(response.public_id), "unit": "person", "basis": "present", "origin": "list", "language": "en",
        "submitted_at": "", "first": "client", "people": "12.5", "with.univ": "1", "with.peer": "0",
        "free": "'=1+1; oui",
    }  # fmt: skip
    assert rows[0]["submitted_at"].endswith("+00:00")


def test_what_was_not_answered_is_empty_and_not_zero(tmp_path: Path) -> None:
    campaign = open_campaign()
    save_page(ask(campaign), 2, {"first": [Row(choice="school")]}, language="fr", last=True)

    row = exported(campaign, tmp_path / "out.csv")[0]

    assert (row["with.univ"], row["people"], row["free"]) == ("", "", "")


def test_nobody_is_named(tmp_path: Path) -> None:
    campaign = open_campaign()
    answered(campaign)
    exported(campaign, tmp_path / "out.csv")

    text = (tmp_path / "out.csv").read_text("utf-8-sig")
    assert "Secret" not in text
    assert "@" not in text
    assert str(campaign.recipients.get().public_id) not in text


def test_a_workbook_holds_the_same(tmp_path: Path) -> None:
    campaign = open_campaign()
    answered(campaign)

    call_command("export_responses", campaign=campaign.slug, format="xlsx", out=tmp_path / "out.xlsx", verbosity=0)

    sheet = load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    headings, values = sheet.iter_rows(values_only=True)
    row = dict(zip(headings, values, strict=True))
    assert (row["first"], row["people"], row["with.univ"], row["with.peer"], row["free"]) == (
        "client", 12.5, 1, 0, "=1+1; oui",
    )  # fmt: skip


def test_a_campaign_that_is_not_there_and_a_folder_that_is_not_there_are_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no campaign"):
        call_command("export_responses", campaign="x", format="csv", out=tmp_path / "out.csv")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_responses", campaign=open_campaign().slug, format="csv", out=tmp_path / "no" / "out.csv")


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_editors_download_the_same_from_the_workspace(client: Client, suffix: str) -> None:
    campaign = open_campaign()
    answered(campaign)
    member(client, campaign.tour, "editor")

    answer = client.get(f"/workspace/campaigns/{campaign.slug}/responses.{suffix}")

    assert answer.status_code == 200
    assert f"{campaign.slug}.{suffix}" in answer["Content-Disposition"]


def test_a_hundred_responses_take_as_many_queries_as_one(tmp_path: Path, django_assert_num_queries: Any) -> None:
    campaign = open_campaign()
    answered(campaign)
    with django_assert_num_queries(4):
        exported(campaign, tmp_path / "one.csv")
    answered(campaign)
    answered(campaign)
    with django_assert_num_queries(4):
        assert len(exported(campaign, tmp_path / "three.csv")) == 3
