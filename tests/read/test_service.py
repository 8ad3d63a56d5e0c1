"""What a service of several lines and municipalities says in the workbook, and what it is told before it is planned."""

from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.kit import BOOK, doctor, instance_of
from tests.read.books import edited, faults, read_in_process, with_cells
from vaktplan.domain.days import DayClass
from vaktplan.domain.instance import Instance, Lock, Municipality, TypeLimit
from vaktplan.domain.people import Absence, DutyShare, Pairing, PairingKind, Role, Supervision
from vaktplan.errors import Fault, InvalidInput
from vaktplan.read import raw
from vaktplan.read.columns import Kind
from vaktplan.read.example import example
from vaktplan.read.models import load_book, models_root
from vaktplan.read.required import DOCTORS, LINES, SETUP_FIELDS, TYPES
from vaktplan.read.roster_sheet import read_roster
from vaktplan.read.sheets import SHEETS
from vaktplan.read.template import workbook_bytes, write_workbook
from vaktplan.read.workbook import ReadResult, read_workbook

pytestmark = pytest.mark.usefixtures("quickly")
FIRST_NEW = {LINES.name: "pool", TYPES.name: "weekdays", DOCTORS.name: "first_day"}
NEW_SHEETS = ("Kommuner", "Sammen", "Veiledning", "Rekkefølger", "Vakttak", "Plasser", "Årsregnskap")


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse in this process: the cases below are about what cells mean."""
    monkeypatch.setattr(raw, "run_child", read_in_process)


def _read(instance: Instance, folder: Path) -> ReadResult:
    write_workbook(instance, folder / "bok.xlsx")
    return read_workbook(folder / "bok.xlsx", book=BOOK)


def _told(result: ReadResult) -> dict[str, Fault]:
    """The warnings by code, without the counts of rows and the kit's neighbour; no code is given twice."""
    found = [w for w in result.warnings if w.code != "rows" and not w.where.startswith("Tjenestelinjer!F")]
    assert len({w.code for w in found}) == len(found), found
    return {w.code: w for w in found}


def _as_before(book: Any) -> None:
    """The workbook as it was before there were several lines: without the new columns, fields and sheets."""
    for name in NEW_SHEETS:
        book.remove(book[name])
    for sheet in SHEETS:
        field = FIRST_NEW.get(sheet.name)
        if field:
            page = book[sheet.name]
            del page.tables[sheet.table]
            first = [c.field for c in sheet.columns].index(field) + 1
            for row in page.iter_rows(min_col=first):
                for cell in row:
                    cell.value = None
    for row in book["Oppsett"]["A9:B10"]:
        for cell in row:
            cell.value = None


def test_a_workbook_of_before_still_reads(tmp_path: Path) -> None:
    read = read_workbook(edited(tmp_path / "bok.xlsx", _as_before))
    old = [d.model_copy(update={"first_day": None, "last_day": None}) for d in example().doctors]
    none = {"doctors": tuple(old), "year_to_date": (), "pairings": (), "successions": ()}
    none |= {"type_limits": (), "day_places": ()}
    assert read.instance == example().model_copy(update=none)
    assert {w.code for w in read.warnings} == {"rows"}


def test_the_required_sheets_are_the_four() -> None:
    assert [s.name for s in SHEETS if s.required] == ["Oppsett", "Tjenestelinjer", "Vakttyper", "Leger"]
    assert not [c for c in SETUP_FIELDS[-2:] if c.required]


FILLED = {
    "Oppsett!B9": date(2027, 1, 11),
    "Oppsett!B10": "15.01.2027",
    "Tjenestelinjer!G2": "felles",
    "Tjenestelinjer!H2": "nei",
    "Vakttyper!L2": "ma, torsdag",
    "Vakttyper!M2": "1., 3.",
    "Vakttyper!M3": 2.4,
    "Vakttyper!M5": 5,
    "Vakttyper!N2": "Solvang",
    "Vakttyper!O2": "Solvang 2",
    "Vakttyper!P2": "helg",
    "Leger!L2": "01.08.2026",
    "Leger!N2": "7,5",
    "Leger!O2": "Solvang 2",
    "Leger!P2": "10,25",
    "Leger!Q2": 112,
    "Leger!R2": 2,
    "Leger!S2": 5,
    "Leger!T2": 1,
    "Leger!U2": 9,
    "Leger!V2": 0,
    "Kommuner!A2": "Fjordvik",
    "Kommuner!B2": "100 %",
    "Kommuner!D2": "01.02.2027; 24. februar 2027",
    "Rekkefølger!C2": 0,
    "Vakttak!A3": "Ingrid Aas",
    "Vakttak!B3": "Nattvakt",
    "Vakttak!C3": 0,
    "Plasser!A3": "14.02.2027",
    "Plasser!B3": "Nattvakt",
    "Plasser!C3": 0,
    "Plasser!A4": "24.12.2027",
    "Plasser!B4": "kveld",
    "Plasser!C4": 20,
    "Vakttyper!Q3": "ja",
    "Veiledning!A2": "lie",
    "Veiledning!B2": "Ingrid Aas",
    "Veiledning!C2": "lv",
    "Veiledning!D2": "4,5",
}


def test_every_new_cell_says_its_fact(tmp_path: Path) -> None:
    read = read_workbook(with_cells(tmp_path / "bok.xlsx", FILLED)).instance
    line, types, who = read.lines[0], read.shift_types, read.doctors[0]
    assert (read.discussed, read.published) == (date(2027, 1, 11), date(2027, 1, 15))
    assert (line.pool, line.sfs, read.lines[1].sfs) == ("felles", False, None)
    assert [t.in_month for t in types[:4]] == [(1, 3), (2, 4), (), (5,)]
    assert (types[0].weekdays, types[0].house, types[0].ward, types[0].block) == (
        (1, 4),
        "Solvang",
        "Solvang 2",
        "helg",
    )
    assert (who.first_day, who.last_day) == (date(2026, 8, 1), None)
    assert (who.other_hours, who.wards) == (7.5, ("Solvang 2",))
    assert (who.min_minutes, who.max_minutes) == (615, 6720)
    assert (who.min_run, who.max_run, who.min_rest_run, who.max_rest_run) == (2, 5, 1, 9)
    assert read.municipalities == (
        Municipality(name="Fjordvik", share_percent=100, red_days=(date(2027, 2, 1), date(2027, 2, 24))),
    )
    assert read.pairings == (
        Pairing(doctor="lie", other="hagen", kind=PairingKind.NEVER_TOGETHER, line="lv"),
    )
    assert read.supervisions == (Supervision(doctor="lie", supervisor="aas", line="lv", minutes_a_month=270),)
    assert [t.optional for t in types[:3]] == [False, True, False]
    assert read.successions[0].days == 0
    assert who.max_weekends == 0
    assert read.type_limits[1] == TypeLimit(doctor="aas", shift_type="natt", most=0)
    assert [(p.date, p.shift_type, p.places) for p in read.day_places[1:]] == [
        (date(2027, 2, 14), "natt", 0),
        (date(2027, 12, 24), "kveld", 20),
    ]
    assert (read.shift_by_id["2027-02-13:natt"].places, read.shift_by_id["2027-02-14:natt"].places) == (
        2,
        0,
    )


def test_hours_may_be_counted_in_hours_and_minutes(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Leger"]["Q2"].value, book["Leger"]["Q2"].number_format = 4.5, "[h]:mm"

    assert read_workbook(edited(tmp_path / "bok.xlsx", change)).instance.doctors[0].max_minutes == 108 * 60


def test_the_template_says_no_where_the_reader_does(tmp_path: Path) -> None:
    (tmp_path / "mal.xlsx").write_bytes(workbook_bytes(example()))
    book = openpyxl.load_workbook(tmp_path / "mal.xlsx")
    for sheet in SHEETS:
        rules = book[sheet.name].data_validations.dataValidation
        by_column = {str(v.sqref).split(":")[0].rstrip("0123456789"): v for v in rules}
        for at, column in enumerate(sheet.columns):
            if sheet.name != "Oppsett" and column.kind in (Kind.DATE, Kind.DOCTOR, Kind.TYPE, Kind.LINE):
                assert by_column[chr(65 + at)].type == ("date" if column.kind is Kind.DATE else "list")
            if column.limits:
                rule = by_column[chr(65 + at)]
                assert (rule.formula1, rule.formula2) == tuple(map(str, column.limits))
    assert "liste_sammen" in book.defined_names
    assert not [
        c for c in SHEETS[11].columns if c.kind is Kind.NUMBER and c.limits
    ]  # what is owed may be negative


def test_a_municipality_reads_its_own_book(tmp_path: Path) -> None:
    text = (models_root() / "books" / "legevakt.toml").read_text(encoding="utf-8")
    own = text.replace('id = "legevakt"', 'id = "nes"').replace('mode = "together"', 'mode = "split"')
    lines = own.splitlines()
    at = lines.index("[rules.night-run]")
    found = next(n for n in range(at, len(lines)) if lines[n].startswith("max_nights"))
    lines[found] = "max_nights = 1"
    (tmp_path / "nes.toml").write_text("\n".join(lines), encoding="utf-8")
    cells = {
        "Kommuner!A2": "Fjordvik",
        "Kommuner!C2": "legevakt",
        "Kommuner!A3": "Nes",
        "Kommuner!C3": "nes",
        "Leger!E4": "Nes",
    }
    book = read_workbook(with_cells(tmp_path / "bok.xlsx", cells)).book
    plain = load_book("legevakt")
    assert list(book.local) == ["Nes"]  # Fjordvik names the common book
    assert book.rules == plain.rules
    assert book.local["Nes"]["night-run"] == load_book("nes", tmp_path).rules["night-run"]
    assert book.local["Nes"]["night-run"] != plain.rules["night-run"]
    assert "weekend-block" not in book.local["Nes"]  # it ties doctors together


def test_faults_of_a_municipalitys_book_come_with_the_others(tmp_path: Path) -> None:
    text = (models_root() / "books" / "legevakt.toml").read_text(encoding="utf-8")
    text = text.replace('id = "legevakt"', 'id = "nes"').replace("[rules.wishes]", "[rules.wishs]")
    (tmp_path / "nes.toml").write_text(text, encoding="utf-8")
    cells = {"Kommuner!A2": "Fjordvik", "Kommuner!C2": "nes", "Oppsett!B6": "borte", "Ønsker!A2": "zzz"}
    found = faults(with_cells(tmp_path / "bok.xlsx", cells))
    expected = {("nes.toml: rules.wishs", "unknown-rule"), ("Oppsett!B6", "unknown-book")}
    assert expected | {("Ønsker!A2", "unknown-doctor")} <= set(found)


RED = {
    "Tjenestelinjer!F2": "Fjordvik",
    "Kommuner!A2": "Fjordvik",
    "Kommuner!D2": "02.02.2027",
    "Låser!B2": date(2027, 2, 2),
}


def test_a_lock_may_stand_on_a_red_day_of_the_municipality(tmp_path: Path) -> None:
    read = read_workbook(with_cells(tmp_path / "bok.xlsx", RED)).instance
    assert read.class_of(date(2027, 2, 2), read.lines[0]) is DayClass.RED_DAY
    assert read.locks == (Lock(doctor="eide", shift="2027-02-02:helg-dag"),)
    assert read.locks[0].shift in read.shift_by_id
    weekday = faults(with_cells(tmp_path / "annen.xlsx", {**RED, "Låser!C2": "kveld"}))
    assert set(weekday) == {("Låser!C2", "no-such-shift")}


def test_a_lock_keeps_to_the_weekdays_and_weeks_of_its_type(tmp_path: Path) -> None:
    cells = {"Vakttyper!L4": "lø", "Vakttyper!M4": "1"}  # helg-dag, locked on Saturday 6 February
    assert read_workbook(with_cells(tmp_path / "bok.xlsx", cells)).instance.locks
    for bad in ({"Vakttyper!L4": "sø"}, {"Vakttyper!L4": "lø", "Vakttyper!M4": "2"}):
        found = faults(with_cells(tmp_path / "bok.xlsx", bad))
        assert set(found) == {("Låser!C2", "no-such-shift")}


def test_a_summer_time_gap_counts_only_where_there_is_a_shift(tmp_path: Path) -> None:
    cells: dict[str, Any] = {"Oppsett!B4": date(2027, 3, 1), "Oppsett!B5": date(2027, 3, 31)}
    cells |= {"Vakttyper!D3": time(2, 30), "Vakttyper!L3": "lø"}  # the gap is on a Sunday
    found = faults(with_cells(tmp_path / "bok.xlsx", cells))
    assert "summer-time" not in {code for _where, code in found}


def test_a_roster_is_read_by_the_red_days_of_the_municipality(tmp_path: Path) -> None:
    instance = read_workbook(with_cells(tmp_path / "bok.xlsx", RED)).instance
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Vaktliste"
    for row in (
        ("Dato", "Vakttype", "Lege"),
        ("02.02.2027", "helg-dag", "eide"),
        ("02.02.2027", "kveld", "aas"),
    ):
        page.append(row)
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(InvalidInput) as caught:
        read_roster(tmp_path / "plan.xlsx", instance)
    assert [(f.where, f.code) for f in caught.value.faults] == [("Vaktliste!B3", "no-such-shift")]


def _shared(*doctors: str, **fields: Any) -> Instance:
    """Five weekdays of one session in hours, 09:00-12:00."""
    people = [doctor(d, **fields) for d in doctors]
    return instance_of(date(2027, 1, 4), date(2027, 1, 8), ["visitt"], people)


def test_a_line_that_its_doctors_can_fill_is_not_spoken_of(tmp_path: Path) -> None:
    assert _told(_read(_shared("Ada"), tmp_path)) == {}


def test_a_line_with_more_demand_than_doctor_days_is_told_with_the_numbers(tmp_path: Path) -> None:
    away = (Absence(doctor="Ada", first=date(2027, 1, 4), last=date(2027, 1, 5)),)
    told = _told(_read(_shared("Ada").model_copy(update={"absences": away}), tmp_path))
    assert set(told) == {"line-too-large", "too-few-doctors"}
    large, dates = told["line-too-large"], told["too-few-doctors"]
    assert large.where == dates.where == "Tjenestelinjer!A6"
    assert "«Sykehjem» trenger 5 økter, men legene har plass til høyst 3" in large.what
    assert dates.what.endswith("enn leger: 04.01.2027 (1 mot 0), 05.01.2027 (1 mot 0)")


NOBODY: dict[str, dict[str, Any]] = {
    "not on the line": {"lines": ("lv",)},
    "not yet in service": {"first_day": date(2027, 1, 9)},
    "no longer in service": {"last_day": date(2027, 1, 3)},
    "in practice": {"practice_weekdays": (1, 2, 3, 4, 5)},
}


@pytest.mark.parametrize("why", NOBODY)
def test_a_doctor_who_cannot_be_there_is_no_room(why: str, tmp_path: Path) -> None:
    told = _told(_read(_shared("Ada", **NOBODY[why]), tmp_path))
    assert set(told) == {"line-too-large"}  # nobody at all: the dates say no more
    assert "trenger 5 økter, men legene har plass til høyst 0" in told["line-too-large"].what


def test_roles_municipality_and_share_count_out_of_hours(tmp_path: Path) -> None:
    later = (DutyShare(share=0, last=date(2027, 1, 6)), DutyShare(share=1, first=date(2027, 1, 7)))
    for type_, shares, room in (
        ("lisKveld", (DutyShare(share=1),), 0),  # for LIS1
        ("naboKveld", (DutyShare(share=1),), 0),  # for the neighbour's
        ("kveld", later, 2),
        ("visitt", later, 5),
    ):
        made = instance_of(date(2027, 1, 4), date(2027, 1, 8), [type_], [doctor("Ada", duty_shares=shares)])
        told = _told(_read(made, tmp_path))
        assert ("line-too-large" in told) is (room < 5)
        if room < 5:
            assert f"trenger 5 økter, men legene har plass til høyst {room}" in told["line-too-large"].what
    fits = (doctor("Ada", roles=(Role.LIS1,)), doctor("Bo", municipality="Nabo"))
    made = instance_of(date(2027, 1, 4), date(2027, 1, 8), ["lisKveld", "naboKveld"], fits)
    assert _told(_read(made, tmp_path)) == {}


def test_practice_is_in_the_way_of_sessions_but_not_of_duty(tmp_path: Path) -> None:
    busy = doctor("Ada", practice_weekdays=(1, 2, 3, 4, 5))
    made = instance_of(date(2027, 1, 4), date(2027, 1, 8), ["kveld"], [busy])
    assert _told(_read(made, tmp_path)) == {}


def test_one_doctor_can_hold_two_sessions_that_do_not_overlap(tmp_path: Path) -> None:
    first, last = date(2027, 1, 4), date(2027, 1, 4)
    after = instance_of(first, last, ["a-tidlig", "a-sen"], [doctor("Ada")])
    assert _told(_read(after, tmp_path)) == {}
    across = instance_of(first, last, ["a-tidlig", "visitt", "a-sen"], [doctor("Ada")])
    told = _told(_read(across, tmp_path))
    assert "trenger 3 økter, men legene har plass til høyst 2" in told["line-too-large"].what
    assert told["too-few-doctors"].what.endswith("04.01.2027 (2 mot 1)")


def test_bakvakt_that_is_staffed_only_when_needed_is_no_demand(tmp_path: Path) -> None:
    made = instance_of(date(2027, 1, 4), date(2027, 1, 8), ["bv-kveld"], [doctor("Ada", lines=("lv",))])
    assert _told(_read(made, tmp_path)) == {}


def test_an_offer_that_may_stand_empty_is_no_demand(tmp_path: Path) -> None:
    made = instance_of(date(2027, 1, 4), date(2027, 1, 8), ["tilbud"], [doctor("Ada", lines=("lv",))])
    assert made.shifts
    assert _told(_read(made, tmp_path)) == {}


def test_the_same_supervision_twice_is_told(tmp_path: Path) -> None:
    row = Supervision(doctor="Ada", supervisor="Bo", line="hs", minutes_a_month=240)
    made = _paired().model_copy(update={"supervisions": (row, row)})
    assert _told(_read(made, tmp_path))["duplicate-row"].where == "Veiledning!A3"


def test_only_the_first_five_dates_are_listed(tmp_path: Path) -> None:
    away = (Absence(doctor="Ada", first=date(2027, 1, 4), last=date(2027, 1, 11)),)
    made = instance_of(
        date(2027, 1, 4), date(2027, 1, 29), ["a2"], [doctor("Ada"), doctor("Bo", last_day=date(2027, 1, 3))]
    )
    told = _told(_read(made.model_copy(update={"absences": away}), tmp_path))["too-few-doctors"].what
    assert "enn leger 8 dager: 04.01.2027 (1 mot 0)" in told
    assert told.count("(1 mot 0)") == 5 and told.endswith("08.01.2027 (1 mot 0) …")


def _paired(
    *rows: tuple[str, str, PairingKind, str | None], types: tuple[str, ...] = ("visitt",)
) -> Instance:
    people = [doctor("Ada"), doctor("Bo"), doctor("Cleo"), doctor("Dag", lines=("hs",))]
    pairings = tuple(Pairing(doctor=d, other=o, kind=k, line=line) for d, o, k, line in rows)
    return instance_of(date(2027, 1, 4), date(2027, 1, 8), types, people, pairings=pairings)


NEVER, AFTER, ALWAYS = PairingKind.NEVER_TOGETHER, PairingKind.NEVER_BACK_TO_BACK, PairingKind.ALWAYS_WITH


def test_the_same_pair_twice_is_told(tmp_path: Path) -> None:
    for again in (("Bo", "Ada", NEVER, None), ("Ada", "Bo", NEVER, None)):
        told = _told(_read(_paired(("Ada", "Bo", NEVER, None), again), tmp_path))
        assert (told["duplicate-row"].where, "Sammen!A2" in told["duplicate-row"].what) == ("Sammen!A3", True)
    for other in (("Bo", "Ada", AFTER, None), ("Bo", "Ada", NEVER, "sh"), ("Ada", "Cleo", NEVER, None)):
        assert _told(_read(_paired(("Ada", "Bo", NEVER, None), other), tmp_path)) == {}
    turned = (("Ada", "Bo", ALWAYS, "sh"), ("Bo", "Ada", ALWAYS, "sh"))  # each needs the other: two things
    assert _told(_read(_paired(*turned), tmp_path)) == {}


def test_another_companion_or_another_line_is_no_contradiction(tmp_path: Path) -> None:
    for rows in (
        (("Ada", "Bo", ALWAYS, None), ("Ada", "Cleo", ALWAYS, None), ("Bo", "Ada", NEVER, None)),
        (("Ada", "Bo", ALWAYS, "sh"), ("Ada", "Bo", NEVER, "lv")),
        (("Ada", "Bo", ALWAYS, "sh"), ("Ada", "Bo", AFTER, "sh")),
    ):
        assert _told(_read(_paired(*rows), tmp_path)) == {}


def test_all_companions_barred_is_a_contradiction(tmp_path: Path) -> None:
    rows = (("Ada", "Bo", ALWAYS, "sh"), ("Ada", "Cleo", ALWAYS, "sh"))
    never = (("Bo", "Ada", NEVER, None), ("Ada", "Cleo", NEVER, "sh"))
    with pytest.raises(InvalidInput) as caught:
        _read(_paired(*rows, *never), tmp_path)
    assert [(f.where, f.code) for f in caught.value.faults] == [("Sammen!C2", "contradictory-pairings")]
    assert "Sammen!C4" in caught.value.faults[0].what


def test_a_companion_of_another_line_can_come_in_the_same_house(tmp_path: Path) -> None:
    row = ("Ada", "Dag", ALWAYS, "sh")
    with pytest.raises(InvalidInput) as caught:
        _read(_paired(row), tmp_path)
    assert [(f.where, f.code) for f in caught.value.faults] == [("Sammen!B2", "companion-not-on-line")]
    made = _paired(row, types=("a2", "hs-kort"))
    housed = tuple(t.model_copy(update={"house": "A"}) for t in made.shift_types)
    made = made.model_copy(update={"shift_types": housed})
    assert "line-too-large" not in _told(_read(made, tmp_path))
    never = Pairing(
        doctor="Dag", other="Ada", kind=NEVER, line="sh"
    )  # says nothing of one on sh and one on hs
    assert _told(_read(made.model_copy(update={"pairings": (*made.pairings, never)}), tmp_path)) == {}


def test_lines_that_a_pairing_closes_are_told(tmp_path: Path) -> None:
    told = _told(_read(_paired(("Ada", "Dag", ALWAYS, None)), tmp_path))
    assert told["pairing-closes-line"].where == "Sammen!D2"
    assert "«Legevakt», «Tilkalling»" in told["pairing-closes-line"].what
    assert "Helsestasjon" not in told["pairing-closes-line"].what


def test_what_no_row_fits_is_told(tmp_path: Path) -> None:
    cells = {
        "Kommuner!A2": "Fjordvick",
        "Vakttyper!O2": "Solvang 2",
        "Leger!O2": "Solvang 3",
        "Leger!O3": "Solvang 2",
    }
    told = {
        (w.where, w.code): w.hint for w in read_workbook(with_cells(tmp_path / "bok.xlsx", cells)).warnings
    }
    assert "«Fjordvik»" in told["Kommuner!A2", "unknown-municipality"]
    assert "«Solvang 2»" in told["Leger!O2", "unknown-ward"]
    assert ("Leger!O3", "unknown-ward") not in told
