"""Stops read from a table."""

import datetime as dt

import pytest

from events.models import Organisation, Partnership, Session, Stop, Tour
from tests.events.factories import (
    OrganisationFactory,
    OrganisationIdentifierFactory,
    PartnershipFactory,
    PostalCodeFactory,
    SessionFactory,
    StopFactory,
    TerritoryFactory,
    ThemeFactory,
)
from tests.events.planning.exchange.conftest import imported, table
from tournee.history.models import HistoryEntry
from tournee.sheets.errors import Refusal, SheetRefused

FRENCH = "Ville;Date;Sujet;Lieu;Adresse;Accès;Accès sans marche;Jauge de sécurité;Session;Nature;Début;Fin;Salle;Places"
ALBERT = (
    "Albert;12/03/2031;Quelles compétences ?;Lycée;1 rue du Parc;Près de la gare;oui;120;"
    "Atelier;atelier;9h30;12:00;A;40"
)
VISIT = ";;;;;;;;Visite;visite;14h;16h;;15"


def refusal(tour: Tour, *rows: str, headings: str = FRENCH) -> Refusal:
    """The only one of a file that is refused."""
    with pytest.raises(SheetRefused) as refused:
        imported(tour, table(headings, *rows))
    (only,) = refused.value.refusals
    return only


def test_each_row_is_a_session_and_the_stops_columns_may_stay_empty_on_its_further_rows(tour: Tour) -> None:
    imported(tour, table(FRENCH, ALBERT, VISIT))

    (stop,) = Stop.objects.all()
    assert (stop.place, stop.town.code, stop.state) == ("Albert", "80016", "idea")
    assert (stop.starts_on, stop.title_fr, stop.step_free) == (dt.date(2031, 3, 12), "Quelles compétences ?", "yes")
    workshop, visit = stop.sessions.all()
    assert (workshop.kind, workshop.capacity, visit.kind) == ("workshop", 40, "company_visit")
    assert workshop.starts_at.astimezone(stop.zone).strftime("%d/%m %H:%M") == "12/03 09:30"


def test_english_headings_and_dates_say_the_same(tour: Tour) -> None:
    headings = "Town,Date,Subject (French),Session title,Kind,Start,End"
    imported(tour, table(headings, "Albert,12 March 2031,Which skills?,Workshop,workshop,9:30 am,12:00"))

    session = Session.objects.get()
    assert (session.stop.starts_on, session.kind) == (dt.date(2031, 3, 12), "workshop")


@pytest.mark.parametrize(
    ("said", "day", "month", "options"),
    [
        ("12/03/2031", "2031-03-12", None, 0),
        ("12 mars 2031", "2031-03-12", None, 0),
        ("2031-03-12", "2031-03-12", None, 0),
        ("mars 2031", None, "2031-03-01", 0),
        ("March 2031", None, "2031-03-01", 0),
        ("2031-03", None, "2031-03-01", 0),
        ("12/03/2031 ou 14/03/2031", None, None, 2),
        ("12 March 2031 or 14 March 2031 or 2 April 2031", None, None, 3),
        ("", None, None, 0),
    ],
)
def test_a_date_is_a_day_a_month_or_several_possible_days(
    tour: Tour, said: str, day: str | None, month: str | None, options: int
) -> None:
    imported(tour, table("Ville;Date", f"Albert;{said}"))

    stop = Stop.objects.get()
    assert [str(value) if value else None for value in (stop.starts_on, stop.month)] == [day, month]
    assert stop.date_options.count() == options


def test_a_stop_of_two_days_has_a_last_day_and_sessions_on_either(tour: Tour) -> None:
    headings = "Ville;Date;Dernier jour;Session;Début;Fin"
    imported(tour, table(headings, "Albert;12/03/2031;13/03/2031;Un;9h;10h", ";;;Deux;13/03/2031 9h;10h"))

    zone = Stop.objects.get().zone
    assert [session.starts_at.astimezone(zone).day for session in Session.objects.all()] == [12, 13]


def test_the_same_file_twice_changes_nothing(tour: Tour) -> None:
    OrganisationFactory(name_fr="Lycée Lamarck")
    file = table(
        f"{FRENCH};Co-organisateurs", f"{ALBERT};Lycée Lamarck", f"{VISIT};", "Albert;avril 2031;Autre" + ";" * 12
    )
    assert imported(tour, file).imported.stops.new == 2
    written = HistoryEntry.objects.count()

    again = imported(tour, file).imported

    assert (again.written, again.stops.same, again.sessions.same) == (0, 2, 2)
    assert HistoryEntry.objects.count() == written


def test_a_changed_cell_changes_that_and_nothing_else(tour: Tour) -> None:
    imported(tour, table(FRENCH, ALBERT, VISIT))
    before = Stop.objects.get().version

    again = imported(tour, table(FRENCH, ALBERT.replace("Lycée", "Gymnase"), VISIT)).imported

    (change,) = again.changes
    assert (change.row, change.heading, change.before, change.after) == (2, "Lieu", "Lycée", "Gymnase")
    assert (Stop.objects.get().version, again.sessions.changed) == (before + 1, 0)
    assert HistoryEntry.objects.latest("pk").changes == {"venue": ["Lycée", "Gymnase"]}


def test_another_day_takes_the_sessions_along(tour: Tour) -> None:
    imported(tour, table(FRENCH, ALBERT, VISIT))

    again = imported(tour, table(FRENCH, ALBERT.replace("12/03", "19/03"), VISIT)).imported

    assert (again.stops.changed, again.sessions.changed, Stop.objects.count()) == (1, 0, 1)
    assert {session.starts_at.day for session in Session.objects.all()} == {19}


def test_an_empty_cell_and_a_missing_row_take_nothing_away(tour: Tour) -> None:
    imported(tour, table(FRENCH, ALBERT, VISIT))

    again = imported(tour, table(FRENCH, "Albert;12/03/2031" + ";" * 12)).imported

    assert again.written == 0
    assert (Session.objects.count(), Stop.objects.get().venue) == (2, "Lycée")


def test_one_wrong_row_in_four_hundred_is_named_and_keeps_all_out(tour: Tour) -> None:
    rows = [f"Albert;{1 + n % 28:02}/{4 + n // 28 % 6:02}/2031;Sujet {n};Lieu {n}" for n in range(400)]
    rows[35] = "Albert;31/02/2031;Sujet;Lieu"

    wrong = refusal(tour, *rows, headings="Ville;Date;Sujet;Lieu")

    assert (wrong.row, wrong.column, wrong.value) == (37, "Date", "31/02/2031")
    assert wrong.remedy.startswith("Écrivez") or wrong.remedy.startswith("Write")
    assert not Stop.objects.exists()


def test_a_session_the_operation_refuses_names_its_row_and_column(tour: Tour) -> None:
    wrong = refusal(tour, ALBERT, VISIT.replace("16h", "13h"))

    assert (wrong.row, wrong.column, wrong.value) == (3, "Fin", "13:00")
    assert not Stop.objects.exists()


def test_a_session_of_a_stop_without_a_day_is_refused_with_what_to_do(tour: Tour) -> None:
    wrong = refusal(tour, ALBERT.replace("12/03/2031", "mars 2031"))

    assert (wrong.row, wrong.column) == (2, "Début")
    assert wrong.remedy


def test_a_row_below_a_refused_stop_is_not_given_to_another(tour: Tour) -> None:
    wrong = refusal(tour, ALBERT, ALBERT.replace("12/03/2031", "99/03/2031"), VISIT.replace("16h", "13h"))

    assert wrong.row == 3


def test_two_rows_that_say_otherwise_of_one_stop_are_refused(tour: Tour) -> None:
    wrong = refusal(tour, ALBERT, ";;;Gymnase;;;;;Visite;visite;14h;16h;;15")

    assert (wrong.row, wrong.column, wrong.value) == (3, "Lieu", "Gymnase")


def test_an_unknown_town_is_refused_with_those_like_it(tour: Tour) -> None:
    wrong = refusal(tour, "Albertt;mars 2031", headings="Ville;Date")

    assert (wrong.row, wrong.column, wrong.value) == (2, "Ville", "Albertt")
    assert "Albert (Somme, 80016)" in wrong.remedy


def test_homonyms_are_named_and_told_apart_by_code_or_departement(tour: Tour) -> None:
    rhone = TerritoryFactory(departement=True, code="69", name="Rhône")
    PostalCodeFactory(commune=TerritoryFactory(name="Albert", code="69999", parent=rhone), code="69990")

    wrong = refusal(tour, "Albert;mars 2031", headings="Ville;Date")
    assert "Albert (Rhône, 69999)" in wrong.remedy
    assert "Albert (Somme, 80016)" in wrong.remedy

    for said in ("69999", "69", "Rhône", "69990"):
        imported(tour, table("Ville;Code INSEE ou département;Date", f"Albert;{said};mars 2031"))
    assert Stop.objects.get().town.code == "69999"


def test_a_place_outside_communes_says_so(tour: Tour) -> None:
    for _time in range(2):
        imported(tour, table("Town,INSEE code,Date", "Canterbury,none,March 2031"))

    assert (Stop.objects.get().place, Stop.objects.get().town) == ("Canterbury", None)


def test_partners_are_known_by_name_acronym_or_number_and_added_by_role(tour: Tour) -> None:
    OrganisationFactory(name_fr="Lycée Lamarck")
    OrganisationFactory(name_fr="Université de Picardie", acronym="UPJV")
    OrganisationIdentifierFactory(organisation=OrganisationFactory(), value="0801344B")

    imported(tour, table("Ville;Co-organisateurs;Animateurs", 'Albert;"Lycee Lamarck; 0801344b";UPJV'))

    roles = Partnership.objects.filter(stop__place="Albert").values_list("role", flat=True)
    assert sorted(roles) == ["co_host", "co_host", "facilitator"]


def test_a_new_organisation_needs_its_kind_and_is_created_once(tour: Tour) -> None:
    OrganisationFactory(name_fr="Pôle Aéronautique")

    wrong = refusal(tour, "Albert;Pole Aeronautiqe", headings="Ville;Co-organisateurs")
    assert "Pôle Aéronautique" in wrong.remedy
    assert (wrong.row, wrong.column) == (2, "Co-organisateurs")

    rows = ("Albert;mars 2031;Pôle Nouveau (pôle)", "Albert;mai 2031;Pôle Nouveau (cluster)")
    found = imported(tour, table("Ville;Date;Co-organisateurs", *rows)).imported
    assert found.organisations == ["Pôle Nouveau"]
    assert Organisation.objects.get(name_fr="Pôle Nouveau").kind == "cluster"


def test_a_partner_missing_from_the_cell_stays(tour: Tour) -> None:
    stop = StopFactory(tour=tour)
    PartnershipFactory(stop=stop, organisation=OrganisationFactory(name_fr="Un"))
    OrganisationFactory(name_fr="Deux")

    found = imported(tour, table("Reference;Co-hosts", f"{stop.public_id};Deux")).imported

    assert (found.partners, stop.partnerships.count()) == (1, 2)


def test_themes_are_the_tours(tour: Tour) -> None:
    tour.themes.add(ThemeFactory(label_fr="Recruter", label_en="Hiring"))
    ThemeFactory(label_fr="Ailleurs")

    wrong = refusal(tour, "Albert;Ailleurs", headings="Ville;Thèmes")
    assert "Recruter" in wrong.remedy or "Hiring" in wrong.remedy

    imported(tour, table("Ville;Thèmes", "Albert;hiring"))
    assert [theme.label_fr for theme in Stop.objects.get().themes.all()] == ["Recruter"]


def test_a_public_stop_is_not_moved_by_a_file_and_says_where_it_is(tour: Tour) -> None:
    stop = StopFactory(published=True, tour=tour)

    wrong = refusal(tour, f"{stop.public_id};19/06/2031", headings="Reference;Date")

    assert (wrong.row, wrong.column) == (2, "Date")
    assert wrong.remedy
    assert Stop.objects.get().starts_on == dt.date(2031, 6, 18)


def test_a_public_stops_room_goes_through_the_pages_operation_and_is_announced_before(tour: Tour) -> None:
    stop = StopFactory(published=True, tour=tour)
    session = SessionFactory(stop=stop)

    file = table("Reference;Session reference;Room", f"{stop.public_id};{session.public_id};Amphi")
    found = imported(tour, file).imported

    session.refresh_from_db()
    assert (found.told, session.room, session.sequence) == (["Albert"], "Amphi", 1)


def test_a_dry_run_says_the_same_and_writes_nothing(tour: Tour) -> None:
    found = imported(tour, table(FRENCH, ALBERT, VISIT), dry_run=True).imported

    assert (found.stops.new, found.sessions.new) == (1, 2)
    assert not Stop.objects.exists()


def test_a_reference_of_another_tour_is_refused(tour: Tour) -> None:
    wrong = refusal(tour, f"{StopFactory().public_id};x", headings="Reference;Venue")

    assert (wrong.row, wrong.column) == (2, "Reference")


def test_a_table_with_neither_town_nor_reference_is_refused(tour: Tour) -> None:
    assert refusal(tour, "x;mars 2031", headings="Lieu;Date").row is None


def test_two_stops_in_one_town_are_told_apart_by_date_then_subject(tour: Tour) -> None:
    rows = ("Albert;12/03/2031;Un", "Albert;12/03/2031;Deux", "Albert;;Trois", "Albert;;Quatre")
    file = table("Ville;Date;Sujet", *rows)
    imported(tour, file)

    assert Stop.objects.count() == 4
    assert imported(tour, file).imported.written == 0
