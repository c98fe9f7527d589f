"""Organisations in and out of a sheet."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from events.models import Organisation
from events.organisations.operations import create_organisation
from events.organisations.queries import numbers_of, organisations
from events.organisations.sheet import ORGANISATIONS, rows_of, write_organisation
from tests.events.factories import OrganisationFactory, PostalCodeFactory, TerritoryFactory
from tournee.errors import OperationError
from tournee.models import User
from tournee.sheets.operations import Applied, Outcome, apply
from tournee.sheets.reading import read
from tournee.sheets.separated import write_csv
from tournee.sheets.xlsx import write_xlsx

HEADINGS = "Nom;Nature;Sigle;SIREN;UAI;Code postal;Ville"
PICARDIE = "Université de Picardie;université;UPJV;198013443;0801344B;80300;Albert"
ICAM = "Icam;école;;439946427;;;"
PAGE = "/workspace/organisations/import/"


@pytest.fixture
def albert(db: None) -> None:
    PostalCodeFactory(commune=TerritoryFactory(name="Albert", code="80016"), code="80300")


def upload(*rows: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("organismes.csv", "\n".join([HEADINGS, *rows]).encode())


def imported(content: bytes, name: str, actor: User) -> Applied:
    return apply(read(content, name, ORGANISATIONS), write_organisation, actor=actor)


def row(**values: str) -> dict[str, str | None]:
    return {**{column.name: None for column in ORGANISATIONS.columns}, "kind": "university", **values}


def test_rows_become_organisations_with_numbers_and_town(albert: None, as_editor: Client) -> None:
    preview = as_editor.post(PAGE, {"file": upload(PICARDIE, ICAM)})
    assert not Organisation.objects.exists()
    confirmed = as_editor.post(PAGE, {"upload": preview.context["step"].upload.pk})
    assert confirmed.status_code == 302
    picardie = Organisation.objects.get(acronym="UPJV")
    assert (picardie.kind, str(picardie.town)) == ("university", "Albert")
    assert numbers_of(picardie)["uai"] == ["0801344B"]
    assert Organisation.objects.count() == 2


def test_the_preview_of_what_is_known_already_says_so_and_offers_nothing_to_write(
    albert: None, as_editor: Client, editor: User
) -> None:
    imported(upload(PICARDIE, ICAM).read(), "a.csv", editor)

    step = as_editor.post(PAGE, {"file": upload(PICARDIE, ICAM)})

    assert (step.context["step"].applied.unchanged, step.context["step"].upload) == (2, None)
    assert 'name="upload"' not in step.content.decode()


def test_the_preview_offers_to_write_what_is_new_or_changed_and_counts_no_other_row(
    albert: None, as_editor: Client, editor: User
) -> None:
    imported(upload(PICARDIE).read(), "a.csv", editor)

    html = as_editor.post(f"/en{PAGE}", {"file": upload(PICARDIE, ICAM)}).content.decode()

    assert "Write 1 row<" in html


def test_the_same_file_twice_changes_nothing(albert: None, editor: User) -> None:
    content = upload(PICARDIE, ICAM).read()
    assert imported(content, "a.csv", editor).new == 2
    again = imported(content, "a.csv", editor)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_is_exported_reads_back_without_a_change(albert: None, editor: User, language: str, suffix: str) -> None:
    imported(upload(PICARDIE, ICAM).read(), "a.csv", editor)
    create_organisation({"kind": "school", "name_fr": "=Lycée « é »"}, numbers={"uai": ["0801885P"]}, actor=editor)
    rows = rows_of(organisations())
    if suffix == "csv":
        content = write_csv(ORGANISATIONS, rows, language=language)
    else:
        content = write_xlsx(ORGANISATIONS, rows, title="x", language=language)
    back = imported(content, f"a.{suffix}", editor)
    assert (back.new, back.changed, back.unchanged) == (0, 0, 3)


def test_one_refused_row_keeps_all_out_and_says_where_and_why(albert: None, as_editor: Client) -> None:
    wrong = "Lycée;école;;198013444;;;"
    step = as_editor.post(PAGE, {"file": upload(PICARDIE, wrong)}).context["step"]
    assert step.upload is None
    refusal = step.shown_refusals[0]
    assert (refusal.row, refusal.column, refusal.value) == (3, "SIREN", "198013444")
    assert refusal.reason
    assert refusal.remedy
    assert not Organisation.objects.exists()


def test_a_town_that_several_bear_is_refused_in_its_row(albert: None, editor: User) -> None:
    TerritoryFactory(name="Albert", code="99999")
    with pytest.raises(OperationError) as refusal:
        write_organisation(row(name_fr="X", town="Albert"), actor=editor)
    assert (refusal.value.code, refusal.value.field) == ("several_towns", "town")


def test_an_empty_cell_leaves_what_stands(editor: User) -> None:
    OrganisationFactory(name_fr="Icam", name_en="Icam school", acronym="I")
    assert write_organisation(row(name_fr="ICAM"), actor=editor) is Outcome.CHANGED
    assert Organisation.objects.get().name_en == "Icam school"


def test_a_homonym_with_another_number_is_another_organisation(editor: User) -> None:
    values = row(name_fr="Lycée Jean-Moulin", uai="0801344B")
    assert write_organisation(values, actor=editor) is Outcome.NEW
    assert write_organisation({**values, "uai": "0801885P"}, actor=editor) is Outcome.NEW
    with pytest.raises(OperationError) as refusal:
        write_organisation({**values, "uai": None}, actor=editor)
    assert refusal.value.code == "several_organisations"


def test_numbers_of_two_organisations_in_one_row_are_refused_naming_both(editor: User) -> None:
    create_organisation({"kind": "school", "name_fr": "Une"}, numbers={"uai": ["0801344B"]}, actor=editor)
    create_organisation({"kind": "school", "name_fr": "Autre"}, numbers={"siren": ["439946427"]}, actor=editor)
    with pytest.raises(OperationError, match="Autre / Une"):
        write_organisation(row(name_fr="Une", uai="0801344B", siren="439946427"), actor=editor)


def test_a_number_is_added_to_those_known(editor: User) -> None:
    known = create_organisation(
        {"kind": "university", "name_fr": "X"}, numbers={"uai": ["0801344B"], "siren": ["198013443"]}, actor=editor
    )
    write_organisation(row(name_fr="X", siren="198013443", uai="0801885P"), actor=editor)
    assert numbers_of(Organisation.objects.get(pk=known.pk))["uai"] == ["0801344B", "0801885P"]


@pytest.mark.parametrize(("suffix", "kind"), [("csv", "text/csv"), ("xlsx", "spreadsheetml")])
def test_the_list_downloads_under_its_filters(as_editor: Client, suffix: str, kind: str) -> None:
    OrganisationFactory(name_fr="Icam", kind="school")
    OrganisationFactory(name_fr="Pôle Véhicule", kind="cluster")
    answer = as_editor.get(f"/workspace/organisations/export.{suffix}", {"kind": "cluster"})
    assert kind in answer["Content-Type"]
    reading = read(answer.content, f"a.{suffix}", ORGANISATIONS)
    assert [each.values["name_fr"] for each in reading.rows] == ["Pôle Véhicule"]
