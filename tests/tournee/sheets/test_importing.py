"""Preview, then confirm: all rows or none."""

import datetime as dt
from collections.abc import Mapping
from csv import reader

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone, translation

from tests.tournee.factories import UserFactory
from tests.tournee.sheets.samples import ORGANISATIONS, csv, xlsx
from tournee.errors import OperationError
from tournee.models import User
from tournee.sheets import limits
from tournee.sheets.columns import Value
from tournee.sheets.errors import SheetRefused
from tournee.sheets.importing import import_file
from tournee.sheets.models import SheetUpload
from tournee.sheets.operations import ChangedSince, Outcome, apply, keep_upload, kept_upload, preview, purge_uploads
from tournee.sheets.reading import read
from tournee.sheets.refused import refused_rows
from tournee.sheets.steps import Step, import_step

PURPOSE = "tests.people"


def write_person(values: Mapping[str, Value], *, actor: User) -> Outcome:
    """Users stand for whatever a sheet writes: named by the sheet, found by their address."""
    name, email = str(values["name"]), str(values["email"])
    if name == "Personne":
        raise OperationError("Nobody is called so.", code="nobody", field="name")
    known = User.objects.filter(email=email).first()
    if known is None:
        UserFactory(name=name, email=email)
        return Outcome.NEW
    if known.name == name:
        return Outcome.UNCHANGED
    User.objects.filter(pk=known.pk).update(name=name)
    return Outcome.CHANGED


GOOD = csv("Nom;Courriel", "Anne;anne@example.org", "Luc;luc@example.org", "Zoé;zoe@example.org")
BAD = csv("Nom;Courriel", "Anne;anne@example.org", "Personne;luc@example.org")


def names() -> set[str]:
    return set(
        User.objects.filter(email__in=["anne@example.org", "luc@example.org", "zoe@example.org"]).values_list(
            "name", flat=True
        )
    )


def take(user: User, **data: object) -> Step:
    request = RequestFactory().post("/", data) if data else RequestFactory().get("/")
    return import_step(request, sheet=ORGANISATIONS, write=write_person, purpose=PURPOSE, actor=user)


def send(user: User, content: bytes, name: str = "liste.csv") -> Step:
    return take(user, file=SimpleUploadedFile(name, content))


def test_a_preview_counts_what_would_happen_and_writes_nothing(user: User) -> None:
    UserFactory(name="Luc", email="luc@example.org")
    UserFactory(name="Zoë", email="zoe@example.org")
    applied = preview(read(GOOD, "liste.csv", ORGANISATIONS), write_person, actor=user)
    assert (applied.new, applied.changed, applied.unchanged) == (1, 1, 1)
    assert names() == {"Luc", "Zoë"}


def test_applying_writes_every_row(user: User) -> None:
    applied = apply(read(GOOD, "liste.csv", ORGANISATIONS), write_person, actor=user)
    assert applied.new == 3
    assert names() == {"Anne", "Luc", "Zoé"}


def test_rows_left_out_must_be_those_that_were_seen_refused(user: User) -> None:
    with pytest.raises(ChangedSince):
        apply(read(BAD, "liste.csv", ORGANISATIONS), write_person, actor=user, leaving={2})
    with pytest.raises(ChangedSince):
        apply(read(GOOD, "liste.csv", ORGANISATIONS), write_person, actor=user, leaving={3})
    assert names() == set()

    apply(read(BAD, "liste.csv", ORGANISATIONS), write_person, actor=user, leaving={3})
    assert names() == {"Anne"}


def test_whatever_rows_are_refused_are_left_out_in_one_pass(user: User) -> None:
    written: list[str] = []

    def write(values: Mapping[str, Value], *, actor: User) -> Outcome:
        written.append(str(values["name"]))
        return write_person(values, actor=actor)

    done = import_file(BAD, "liste.csv", ORGANISATIONS, write, actor=user, leave_refused=True)

    assert (written, names()) == (["Anne", "Personne"], {"Anne"})
    assert (done.applied.new, done.reading.refused_rows) == (1, {3})


def test_each_row_left_out_is_told_with_why_however_many_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REPORTED", 2)
    content = csv("Nom;Effectif;Courriel", "Anne;x;x", "Luc;y;luc@example.org", "Zoé;z;z", "Bo;8;bo@example.org")
    reading = read(content, "liste.csv", ORGANISATIONS)

    written = refused_rows(content, "liste.csv", reading).decode("utf-8-sig").splitlines()
    told = [(number, bool(why and remedy)) for number, why, remedy, *_typed in reader(written[1:], delimiter=";")]

    assert told == [("2", True), ("3", True), ("4", True)]
    assert (len(reading.refusals), len(reading.further), reading.refusal_count) == (2, 2, 5)


def test_a_file_refused_as_a_whole_is_never_written_in_part(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REPORTED", 1)
    content = csv("Nom;Effectif;Courriel", "Anne;x;anne@example.org", "Luc;8;luc@example.org")
    reading = read(content, "liste.csv", ORGANISATIONS)
    reading.refuse(None, None, None, "It says nothing of anybody.", "Choose another one.")

    with pytest.raises(SheetRefused):
        apply(reading, write_person, actor=user, leave_refused=True)


def test_one_row_that_an_operation_refuses_means_that_nothing_is_written(user: User) -> None:
    with pytest.raises(SheetRefused) as refused:
        apply(read(BAD, "liste.csv", ORGANISATIONS), write_person, actor=user)
    (refusal,) = refused.value.refusals
    assert (refusal.row, refusal.column, refusal.value, refusal.reason) == (
        3,
        "Nom",
        "Personne",
        "Nobody is called so.",
    )
    assert names() == set()


def test_one_row_that_cannot_be_read_means_that_nothing_is_written(user: User) -> None:
    reading = read(csv("Nom;Courriel", "Anne;anne@example.org", "Luc;luc"), "liste.csv", ORGANISATIONS)
    with pytest.raises(SheetRefused):
        apply(reading, write_person, actor=user)
    assert names() == set()


def test_an_upload_is_confirmed_by_the_person_who_made_it_for_the_page_it_was_made_on(user: User) -> None:
    upload = keep_upload(GOOD, "liste.csv", purpose=PURPOSE, actor=user)
    assert kept_upload(str(upload.pk), purpose=PURPOSE, actor=user) == upload
    for purpose, actor, identifier in (
        ("tests.other", user, str(upload.pk)),
        (PURPOSE, UserFactory(), str(upload.pk)),
        (PURPOSE, user, "not-an-identifier"),
    ):
        with pytest.raises(SheetRefused):
            kept_upload(identifier, purpose=purpose, actor=actor)


def test_a_new_upload_takes_the_place_of_the_one_before(user: User) -> None:
    for _time in range(2):
        keep_upload(GOOD, "liste.csv", purpose=PURPOSE, actor=user)
    assert SheetUpload.objects.count() == 1


def test_uploads_nobody_confirmed_are_gone_after_a_day(user: User) -> None:
    upload = keep_upload(GOOD, "liste.csv", purpose=PURPOSE, actor=user)
    assert purge_uploads() == 0
    SheetUpload.objects.update(created_at=timezone.now() - dt.timedelta(days=1, minutes=1))
    with pytest.raises(SheetRefused):
        kept_upload(str(upload.pk), purpose=PURPOSE, actor=user)
    assert purge_uploads() == 1


def test_a_file_is_previewed_then_confirmed_once(user: User) -> None:
    step = send(user, GOOD)
    assert step.upload is not None
    assert (step.done, names()) == (False, set())
    confirmed = take(user, upload=str(step.upload.pk))
    assert confirmed.done
    assert names() == {"Anne", "Luc", "Zoé"}
    again = take(user, upload=str(step.upload.pk))
    assert (again.done, bool(again.error)) == (False, True)


def test_a_file_with_a_refused_row_cannot_be_confirmed(user: User) -> None:
    step = send(user, BAD)
    assert step.upload is None
    assert [refusal.row for refusal in step.shown_refusals] == [3]
    assert SheetUpload.objects.count() == 0


def test_what_became_impossible_since_the_preview_is_refused_and_the_file_kept(user: User) -> None:
    upload = keep_upload(BAD, "liste.csv", purpose=PURPOSE, actor=user)
    step = take(user, upload=str(upload.pk))
    assert (step.done, names()) == (False, set())
    assert [refusal.row for refusal in step.refusals] == [3]
    assert SheetUpload.objects.filter(pk=upload.pk).exists()


def test_a_file_that_cannot_be_read_is_an_error_of_its_field(user: User) -> None:
    step = send(user, csv("Ville", "Albert"))
    assert step.form.errors["file"]
    assert step.refusals[0].column == "Nom"


def test_no_file_is_an_error_of_its_field(user: User) -> None:
    assert take(user, file="").form.errors["file"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_shows_counts_corrections_first_rows_and_the_button(user: User, language: str) -> None:
    content = xlsx(["Nom", "Courriel", "CP", "Divers"], ["<b>Anne</b>", "anne@example.org", 1000, "x"])
    with translation.override(language):
        step = send(user, content, "liste.xlsx")
        page = render_to_string("tournee/sheets/import.html", {"step": step})
    assert step.upload is not None
    assert str(step.upload.pk) in page
    assert "&lt;b&gt;Anne&lt;/b&gt;" in page
    assert "Divers" in page
    assert "01000" in page


def test_the_page_shows_refusals_and_no_button(user: User) -> None:
    page = render_to_string("tournee/sheets/import.html", {"step": send(user, BAD)})
    assert "Nobody is called so." in page
    assert 'name="upload"' not in page


def test_the_page_shows_the_form_and_what_columns_hold_before_any_file(user: User) -> None:
    with translation.override("en"):
        page = render_to_string("tournee/sheets/import.html", {"step": take(user)})
    assert 'type="file"' in page
    assert "such as 31/12/2026" in page


def test_a_sheet_with_headings_only_has_nothing_to_confirm(user: User) -> None:
    step = send(user, csv("Nom;Courriel"))
    assert step.upload is None
    render_to_string("tournee/sheets/import.html", {"step": step})
