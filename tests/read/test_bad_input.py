"""Every bad input is told with its exact place, in words, all at once, and nothing is written."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from tests.read.books import edited, faults, read_in_process, template, with_cells, with_parts
from vaktplan.errors import InvalidInput
from vaktplan.read import raw
from vaktplan.read.models import load_book, models_root
from vaktplan.read.workbook import read_workbook

CELLS: dict[str, tuple[dict[str, Any], str, str, str]] = {
    # name: (cells changed, where, code, a word of the message)
    "wrong type": ({"Leger!C2": "vet ikke"}, "Leger!C2", "wrong-type", "24.12.2026"),
    "a date without its year": ({"Fravær!B2": "22.02."}, "Fravær!B2", "wrong-type", "24.12.2026"),
    "an ambiguous date": ({"Fravær!B2": "1/3/26"}, "Fravær!B2", "ambiguous-date", "entydig"),
    "a date that does not exist": ({"Fravær!B2": "30.02.2027"}, "Fravær!B2", "wrong-type", "finnes"),
    "a raw serial": ({"Fravær!B2": 46440}, "Fravær!B2", "raw-serial", "rått tall"),
    "a serial before 1900": ({"Leger!C3": datetime(1900, 1, 20)}, "Leger!C3", "unlikely-date", "1900"),
    "a year typed wrong": ({"Leger!C3": "14.02.0206"}, "Leger!C3", "unlikely-date", "206"),
    "a raw number for a time": ({"Vakttyper!D2": 0.5}, "Vakttyper!D2", "raw-serial", "23:00"),
    "a time that does not exist": ({"Vakttyper!D2": "25:00"}, "Vakttyper!D2", "wrong-type", "klokkeslett"),
    "an error value": ({"Leger!B4": "#REF!"}, "Leger!B4", "error-value", "#REF!"),
    "a boolean": ({"Leger!C4": True}, "Leger!C4", "wrong-type", "SANN"),
    "not a whole number": ({"Vakttyper!G3": 1.5}, "Vakttyper!G3", "wrong-type", "helt tall"),
    "too many places": ({"Vakttyper!G3": 21}, "Vakttyper!G3", "out-of-range", "20 eller mindre"),
    "a negative share": ({"Vaktandeler!B2": "-0,5"}, "Vaktandeler!B2", "out-of-range", "0 eller mer"),
    "an unknown word": ({"Fritak!C2": "natter"}, "Fritak!C2", "unknown-word", "Mente du «natt»"),
    "a date outside the period": ({"Låser!B2": date(2027, 3, 6)}, "Låser!B2", "outside-period", "01.02.2027"),
    "a lock on a day without it": ({"Låser!B2": date(2027, 2, 8)}, "Låser!C2", "no-such-shift", "08.02.2027"),
    "an absence outside the period": (
        {"Fravær!B3": "01.03.2027", "Fravær!C3": "02.03.2027"},
        "Fravær!B3",
        "outside-period",
        "utenfor",
    ),
    "a wish outside the period": (
        {"Ønsker!D3": "01.01.2027", "Ønsker!E3": "31.01.2027"},
        "Ønsker!E3",
        "outside-period",
        "31.01.2027",
    ),
    "history inside the period": (
        {"Historikk!B2": date(2027, 2, 1)},
        "Historikk!B2",
        "not-before-period",
        "Låser",
    ),
    "an unknown doctor in a wish": ({"Ønsker!A2": "asa"}, "Ønsker!A2", "unknown-doctor", "Mente du «aas»"),
    "an unknown doctor in an absence": (
        {"Fravær!A2": "Sara Dal"},
        "Fravær!A2",
        "unknown-doctor",
        "«Sara Dahl»",
    ),
    "an unknown doctor in an exemption": ({"Fritak!A2": "xyz"}, "Fritak!A2", "unknown-doctor", "arket Leger"),
    "an unknown doctor in the history": ({"Historikk!A2": "dal"}, "Historikk!A2", "unknown-doctor", "«dahl»"),
    "an unknown doctor in a lock": ({"Låser!A2": "eid"}, "Låser!A2", "unknown-doctor", "«eide»"),
    "an unknown line": ({"Leger!H2": "lv, bvv"}, "Leger!H2", "unknown-line", "bvv"),
    "an unknown shift type": ({"Ønsker!F4": "kvelld"}, "Ønsker!F4", "unknown-shift-type", "«kveld»"),
    "two doctors with one id": ({"Leger!A3": "aas"}, "Leger!A3", "duplicate-id", "Leger!A2"),
    "two doctors with ids that look alike": (
        {"Leger!A3": "ааs"},
        "Leger!A3",
        "duplicate-id",
        "rad 2 og rad 3",
    ),
    "two doctors with one name": ({"Leger!B3": "ingrid  AAS"}, "Leger!B3", "duplicate-name", "Leger!B2"),
    "two lines with one id": (
        {"Tjenestelinjer!A3": "LV"},
        "Tjenestelinjer!A3",
        "duplicate-id",
        "Tjenestelinjer!A2",
    ),
    "two types with one id": ({"Vakttyper!A3": "kveld"}, "Vakttyper!A3", "duplicate-id", "Vakttyper!A2"),
    "two rows of competence": ({"Kompetanse!A3": "aas"}, "Kompetanse!A3", "duplicate-row", "rad 2 og rad 3"),
    "fritak that ends before it begins": (
        {"Fritak!E2": date(2026, 8, 31)},
        "Fritak!E2",
        "ends-before-start",
        "slutter før det begynner",
    ),
    "absence that ends before it begins": (
        {"Fravær!C2": "21.02.2027"},
        "Fravær!C2",
        "ends-before-start",
        "Bytt",
    ),
    "a wish that says nothing": (
        {"Ønsker!D2": None, "Ønsker!E2": None},
        "Ønsker!D2",
        "empty-wish",
        "minst én av",
    ),
    "a birth date in the future": ({"Leger!C2": date(2027, 2, 2)}, "Leger!C2", "born-in-future", "framtiden"),
    "a child": ({"Leger!C2": date(2009, 2, 2)}, "Leger!C2", "too-young", "18"),
    "a period that ends before it begins": (
        {"Oppsett!B5": "31.01.2027"},
        "Oppsett!B5",
        "ends-before-start",
        "Bytt",
    ),
    "a period too long": ({"Oppsett!B5": "07.03.2028"}, "Oppsett!B5", "period-too-long", "401 dager"),
    "no municipality": ({"Oppsett!B2": None}, "Oppsett!B2", "blank", "«Kommune» er tom"),
    "a field gone": ({"Oppsett!A6": None, "Oppsett!B6": None}, "Oppsett!A1", "missing-field", "«Regelbok»"),
    "a required cell blank": ({"Leger!C2": None}, "Leger!C2", "blank", "«Født» er tom"),
    "a formula in a name": ({"Leger!B2": '=HYPERLINK("http://x","Ola")'}, "Leger!B2", "formula", "formel"),
    "a name with a direction mark": (
        {"Leger!B2": "Ola \u202eNord"},
        "Leger!B2",
        "control-character",
        "usynlige",
    ),
    "a name on two lines": ({"Leger!B2": "Ola\nNord"}, "Leger!B2", "control-character", "én linje"),
    "a name too long": ({"Leger!B2": "x" * 201}, "Leger!B2", "too-long", "høyst 200"),
    "a missing column": ({"Leger!C1": "Fødselsdag"}, "Leger!A1", "missing-column", "«Født»"),
    "a column twice": ({"Leger!G1": "navn"}, "Leger!G1", "duplicate-column", "to ganger"),
    "a specialty without its date": (
        {"Kompetanse!C2": "allmennmedisin"},
        "Kompetanse!C2",
        "bad-specialty",
        "dato",
    ),
    "an id with a comma": ({"Leger!A8": "a,b"}, "Leger!A8", "bad-id", "komma"),
    "a bad date of discussion": ({"Oppsett!B9": "snart"}, "Oppsett!B9", "wrong-type", "24.12.2026"),
    "neither yes nor no to SFS 2305": (
        {"Tjenestelinjer!H2": "kanskje"},
        "Tjenestelinjer!H2",
        "unknown-word",
        "«ja»",
    ),
    "a weekday that is none": ({"Vakttyper!L2": "ma, tisdag"}, "Vakttyper!L2", "unknown-word", "tisdag"),
    "a sixth of the month": ({"Vakttyper!M2": "1,6"}, "Vakttyper!M2", "out-of-range", "1 til 5"),
    "a fraction of the month": ({"Vakttyper!M2": 1.6}, "Vakttyper!M2", "out-of-range", "1 til 5"),
    "a week of the month twice": ({"Vakttyper!M2": "1,1"}, "Vakttyper!M2", "out-of-range", "1,1"),
    "a ward with a comma": ({"Vakttyper!O2": "A, B"}, "Vakttyper!O2", "bad-id", "komma"),
    "service that ends before it begins": (
        {"Leger!L3": date(2027, 2, 2), "Leger!M3": date(2027, 2, 1)},
        "Leger!M3",
        "ends-before-start",
        "tjenesten",
    ),
    "hours the wrong way round": (
        {"Leger!P3": 40, "Leger!Q3": "39,5"},
        "Leger!Q3",
        "min-above-max",
        "minste",
    ),
    "days in a row the wrong way round": (
        {"Leger!R3": 3, "Leger!S3": 2},
        "Leger!S3",
        "min-above-max",
        "minste",
    ),
    "days off the wrong way round": ({"Leger!T3": 3, "Leger!U3": 2}, "Leger!U3", "min-above-max", "minste"),
    "no days in a row": ({"Leger!S3": 0}, "Leger!S3", "out-of-range", "1 eller mer"),
    "too many other hours": ({"Leger!N3": 61}, "Leger!N3", "out-of-range", "60 eller mindre"),
    "hours in per cent": ({"Leger!P3": "40 %"}, "Leger!P3", "wrong-type", "tall"),
    "shares of 95 per cent": (
        {"Kommuner!A2": "Fjordvik", "Kommuner!B2": "60,5", "Kommuner!A3": "Nes", "Kommuner!B3": 34.5},
        "Kommuner!B2",
        "shares-not-100",
        "95 % til sammen (60,5 + 34,5)",
    ),
    "shares of 100,02 per cent": (
        {"Kommuner!A2": "Fjordvik", "Kommuner!B2": "60,02", "Kommuner!A3": "Nes", "Kommuner!B3": 40},
        "Kommuner!B2",
        "shares-not-100",
        "100,02 %",
    ),
    "a share of the wrong size": (
        {"Kommuner!A2": "Fjordvik", "Kommuner!B2": 101},
        "Kommuner!B2",
        "out-of-range",
        "100 eller mindre",
    ),
    "a municipality twice": (
        {"Kommuner!A2": "Fjordvik", "Kommuner!A3": "fjordvik "},
        "Kommuner!A3",
        "duplicate-row",
        "Kommuner!A2",
    ),
    "a doctor from outside the municipalities that share": (
        {"Kommuner!A2": "Fjordvik", "Kommuner!B2": 100, "Leger!E4": "Fjordvick"},
        "Leger!E4",
        "unknown-municipality",
        "Mente du «Fjordvik»",
    ),
    "a line for a municipality outside those that share": (
        {"Kommuner!A2": "Fjordvik", "Kommuner!B2": 100, "Tjenestelinjer!F2": "Fjordvik, Nes"},
        "Tjenestelinjer!F2",
        "unknown-municipality",
        "arket Kommuner",
    ),
    "a municipality with a book that is not there": (
        {"Kommuner!A2": "Fjordvik", "Kommuner!C2": "legevaktt"},
        "Kommuner!C2",
        "unknown-book",
        "legevakt",
    ),
    "a red day that is none": (
        {"Kommuner!A2": "Fjordvik", "Kommuner!D2": "01.02.2027, 30.02.2027"},
        "Kommuner!D2",
        "wrong-type",
        "30.02.2027",
    ),
    "a pair of one": ({"Sammen!B2": "Amina Lie"}, "Sammen!B2", "pair-of-one", "seg selv"),
    "an unknown doctor in a pair": ({"Sammen!B2": "hagn"}, "Sammen!B2", "unknown-doctor", "«hagen»"),
    "an unknown kind of pair": ({"Sammen!C2": "aldri"}, "Sammen!C2", "unknown-word", "«aldri sammen»"),
    "an unknown line of a pair": ({"Sammen!D2": "lvv"}, "Sammen!D2", "unknown-line", "lvv"),
    "always with someone who is not on the line": (
        {"Sammen!A3": "aas", "Sammen!B3": "lie", "Sammen!C3": "alltid med", "Sammen!D3": "bv"},
        "Sammen!B3",
        "companion-not-on-line",
        "Amina Lie kan ikke ha vakt på linjen «Bakvakt»",
    ),
    "always with someone of no common line": (
        {"Leger!H2": "bv", "Sammen!A3": "aas", "Sammen!B3": "lie", "Sammen!C3": "alltid med"},
        "Sammen!B3",
        "companion-not-on-line",
        "noen av linjene til Ingrid Aas",
    ),
    "always and never": (
        {"Sammen!A3": "lie", "Sammen!B3": "hagen", "Sammen!C3": "alltid med", "Sammen!D3": "lv"},
        "Sammen!C3",
        "contradictory-pairings",
        "Sammen!C2",
    ),
    "always on all lines, never on one, the other way round": (
        {"Sammen!A3": "hagen", "Sammen!B3": "lie", "Sammen!C3": "alltid med", "Sammen!D3": None},
        "Sammen!C3",
        "contradictory-pairings",
        "Amina Lie",
    ),
    "supervision by oneself": (
        {"Veiledning!A2": "lie", "Veiledning!B2": "lie", "Veiledning!C2": "lv", "Veiledning!D2": 4},
        "Veiledning!B2",
        "pair-of-one",
        "veilede seg selv",
    ),
    "supervision by an unknown doctor": (
        {"Veiledning!A2": "lie", "Veiledning!B2": "as", "Veiledning!C2": "lv", "Veiledning!D2": 4},
        "Veiledning!B2",
        "unknown-doctor",
        "«aas»",
    ),
    "supervision where the supervised cannot be": (
        {"Veiledning!A2": "lie", "Veiledning!B2": "aas", "Veiledning!C2": "bv", "Veiledning!D2": 4},
        "Veiledning!A2",
        "companion-not-on-line",
        "Amina Lie",
    ),
    "supervision without its hours": (
        {"Veiledning!A2": "lie", "Veiledning!B2": "aas", "Veiledning!C2": "lv"},
        "Veiledning!D2",
        "blank",
        "«Timer i måneden»",
    ),
    "too much supervision": (
        {"Veiledning!A2": "lie", "Veiledning!B2": "aas", "Veiledning!C2": "lv", "Veiledning!D2": "100,1"},
        "Veiledning!D2",
        "out-of-range",
        "Skriv 100 eller mindre",
    ),
    "no supervision at all": (
        {"Veiledning!A2": "lie", "Veiledning!B2": "aas", "Veiledning!C2": "lv", "Veiledning!D2": 0},
        "Veiledning!D2",
        "out-of-range",
        "større enn 0",
    ),
    "an unknown type that may not follow": (
        {"Rekkefølger!B2": "helgdag"},
        "Rekkefølger!B2",
        "unknown-shift-type",
        "«helg-dag»",
    ),
    "an unknown type that may not be followed": (
        {"Rekkefølger!A2": "xyz"},
        "Rekkefølger!A2",
        "unknown-shift-type",
        "arket Vakttyper",
    ),
    "too many days between": ({"Rekkefølger!C2": 15}, "Rekkefølger!C2", "out-of-range", "14 eller mindre"),
    "a limit of an unknown doctor": ({"Vakttak!A2": "lei"}, "Vakttak!A2", "unknown-doctor", "«lie»"),
    "a limit of an unknown type": ({"Vakttak!B2": "nattt"}, "Vakttak!B2", "unknown-shift-type", "«natt»"),
    "a limit below nothing": ({"Vakttak!C2": -1}, "Vakttak!C2", "out-of-range", "0 eller mer"),
    "a limit that is not there": ({"Vakttak!C2": None}, "Vakttak!C2", "blank", "Høyst"),
    "a limit twice": (
        {"Vakttak!A3": "lie", "Vakttak!B3": "natt", "Vakttak!C3": 4},
        "Vakttak!A3",
        "duplicate-row",
        "rad 2 og rad 3",
    ),
    "places of an unknown type": (
        {"Plasser!B2": "helgdag"},
        "Plasser!B2",
        "unknown-shift-type",
        "«helg-dag»",
    ),
    "places on a date without the shift": (
        {"Plasser!A2": "15.02.2027", "Plasser!B2": "helg-dag"},
        "Plasser!B2",
        "no-such-shift",
        "15.02.2027",
    ),
    "too many places on a date": ({"Plasser!C2": 21}, "Plasser!C2", "out-of-range", "20 eller mindre"),
    "places of a date twice": (
        {"Plasser!A3": "13.02.2027", "Plasser!B3": "natt", "Plasser!C3": 1},
        "Plasser!A3",
        "duplicate-row",
        "Plasser!A2",
    ),
    "a wish stronger than can be": ({"Ønsker!C2": 6}, "Ønsker!C2", "out-of-range", "5 eller mindre"),
    "weekends below nothing": ({"Leger!V2": -1}, "Leger!V2", "out-of-range", "0 eller mer"),
    "a balance of an unknown doctor": ({"Regnskap!A2": "aass"}, "Regnskap!A2", "unknown-doctor", "«aas»"),
    "a year of an unknown doctor": ({"Årsregnskap!A2": "aass"}, "Årsregnskap!A2", "unknown-doctor", "«aas»"),
    "a year after the period": ({"Årsregnskap!B2": 2028}, "Årsregnskap!B2", "year-after-period", "2027"),
    "a doctor's year twice": (
        {"Årsregnskap!A3": "aas"},
        "Årsregnskap!A3",
        "duplicate-row",
        "rad 2 og rad 3",
    ),
    "a count below nothing": ({"Årsregnskap!E2": -1}, "Årsregnskap!E2", "out-of-range", "0 eller mer"),
}


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse in this process: the cases below are about what cells mean."""
    monkeypatch.setattr(raw, "run_child", read_in_process)


@pytest.mark.usefixtures("quickly")
@pytest.mark.parametrize("name", CELLS)
def test_a_bad_cell_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    cells, where, code, word = CELLS[name]
    found = faults(with_cells(tmp_path / "bok.xlsx", cells))
    assert (where, code) in found, found
    assert word in found[where, code]


SERVICE = {
    "Leger!L3": "02.02.2027",
    "Leger!M3": "01.02.2027",
    "Kommuner!A2": "Fjordvik",
    "Kommuner!B2": 60,
    "Kommuner!C2": "vaar",
    "Sammen!B2": "lie",
    "Rekkefølger!A2": "xyz",
    "Årsregnskap!B2": 2028,
    "Historikk!B2": date(2027, 2, 1),
}


def test_all_faults_of_the_service_come_at_once(tmp_path: Path) -> None:
    found = faults(with_cells(tmp_path / "bok.xlsx", SERVICE))
    assert set(found) == {
        ("Leger!M3", "ends-before-start"),
        ("Kommuner!B2", "shares-not-100"),
        ("Kommuner!C2", "unknown-book"),
        ("Sammen!B2", "pair-of-one"),
        ("Rekkefølger!A2", "unknown-shift-type"),
        ("Årsregnskap!B2", "year-after-period"),
        ("Historikk!B2", "not-before-period"),
    }


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    together = {
        "Leger!C2": "vet ikke",
        "Fravær!B2": "1/3/26",
        "Vakttyper!D2": 0.5,
        "Ønsker!A2": "asa",
        "Fritak!E2": date(2026, 8, 31),
        "Låser!B2": date(2027, 3, 6),
        "Historikk!B2": date(2027, 2, 1),
    }
    found = faults(with_cells(tmp_path / "bok.xlsx", together))
    assert {where for where, _code in found} == set(together)
    assert list(tmp_path.iterdir()) == [tmp_path / "bok.xlsx"]


EXTRA: dict[str, tuple[dict[str, Any], set[tuple[str, str]]]] = {
    # name: (cells changed, the faults)
    "a lock outside the period, of a type whose row is bad": (
        {"Vakttyper!G4": "x", "Låser!B2": date(2027, 3, 6)},
        {("Vakttyper!G4", "wrong-type"), ("Låser!B2", "outside-period")},
    ),
    "a lock outside the period, of an unknown doctor": (
        {"Låser!A2": "zzz", "Låser!B2": date(2027, 3, 6)},
        {("Låser!A2", "unknown-doctor"), ("Låser!B2", "outside-period")},
    ),
    "a lock on a day without it, of an unknown doctor": (
        {"Låser!A2": "zzz", "Låser!B2": date(2027, 2, 8)},
        {("Låser!A2", "unknown-doctor"), ("Låser!C2", "no-such-shift")},
    ),
    "fritak backwards, of an unknown doctor": (
        {"Fritak!A2": "zzz", "Fritak!E2": date(2026, 8, 31)},
        {("Fritak!A2", "unknown-doctor"), ("Fritak!E2", "ends-before-start")},
    ),
    "fritak backwards, of an unknown kind": (
        {"Fritak!B2": "kanskje", "Fritak!E2": date(2026, 8, 31)},
        {("Fritak!B2", "unknown-word"), ("Fritak!E2", "ends-before-start")},
    ),
    "absence outside the period, of an unknown doctor": (
        {"Fravær!A3": "zzz", "Fravær!B3": "01.03.2027", "Fravær!C3": "02.03.2027"},
        {("Fravær!A3", "unknown-doctor"), ("Fravær!B3", "outside-period")},
    ),
    "history inside the period, of an unknown doctor": (
        {"Historikk!A2": "zzz", "Historikk!B2": date(2027, 2, 1)},
        {("Historikk!A2", "unknown-doctor"), ("Historikk!B2", "not-before-period")},
    ),
    "a wish too strong, backwards and of an unknown doctor": (
        {"Ønsker!A2": "zzz", "Ønsker!C2": 9, "Ønsker!D2": "10.02.2027", "Ønsker!E2": "09.02.2027"},
        {
            ("Ønsker!A2", "unknown-doctor"),
            ("Ønsker!C2", "out-of-range"),
            ("Ønsker!D2", "ends-before-start"),
        },
    ),
    "limits the wrong way round in a row that is bad": (
        {"Leger!C3": "vet ikke", "Leger!P3": 9, "Leger!Q3": 8, "Leger!R3": 9, "Leger!S3": 8},
        {("Leger!C3", "wrong-type"), ("Leger!Q3", "min-above-max"), ("Leger!S3", "min-above-max")},
    ),
    "years that cannot be read are not called the same": (
        {"Årsregnskap!A3": "aas", "Årsregnskap!B2": "x", "Årsregnskap!B3": "y"},
        {("Årsregnskap!B2", "wrong-type"), ("Årsregnskap!B3", "wrong-type")},
    ),
    "shares that cannot be read are not summed": (
        {"Kommuner!A2": "Fjordvik", "Kommuner!B2": 60, "Kommuner!A3": "Nes", "Kommuner!B3": "resten"},
        {("Kommuner!B3", "wrong-type")},
    ),
    "a pair whose doctor is unknown is not called contradictory": (
        {"Sammen!A3": "lie", "Sammen!B3": "hagn", "Sammen!C3": "alltid med", "Sammen!D3": "lv"},
        {("Sammen!B3", "unknown-doctor")},
    ),
    "a wish whose only date cannot be read is not called empty": (
        {"Ønsker!D2": "snart", "Ønsker!E2": None},
        {("Ønsker!D2", "wrong-type")},
    ),
}


@pytest.mark.usefixtures("quickly")
@pytest.mark.parametrize("name", EXTRA)
def test_one_bad_cell_does_not_hide_another(name: str, tmp_path: Path) -> None:
    cells, expected = EXTRA[name]
    assert set(faults(with_cells(tmp_path / "bok.xlsx", cells))) == expected


def _own_book(folder: Path, find: str, put: str) -> None:
    text = (models_root() / "books" / "legevakt.toml").read_text(encoding="utf-8")
    assert find in text
    text = text.replace('id = "legevakt"', 'id = "vaar"').replace(find, put)
    (folder / "vaar.toml").write_text(text, encoding="utf-8")


def test_the_book_is_judged_with_the_workbook(tmp_path: Path) -> None:
    bad = {"Ønsker!A2": "asa", "Oppsett!B6": "legevaktt"}
    found = faults(with_cells(tmp_path / "bok.xlsx", bad))
    assert set(found) == {("Ønsker!A2", "unknown-doctor"), ("Oppsett!B6", "unknown-book")}
    assert "legevakt" in found["Oppsett!B6", "unknown-book"]
    _own_book(tmp_path, "[rules.wishes]", "[rules.wishs]")
    found = faults(with_cells(tmp_path / "bok.xlsx", {**bad, "Oppsett!B6": "vaar"}))
    assert {("Ønsker!A2", "unknown-doctor"), ("vaar.toml: rules.wishs", "unknown-rule")} <= set(found)


def test_a_book_name_too_long_for_the_disk_is_told(tmp_path: Path) -> None:
    found = faults(with_cells(tmp_path / "bok.xlsx", {"Oppsett!B6": "ø" * 200}))
    assert set(found) == {("Oppsett!B6", "unknown-book")}


def test_norm_gaps_come_with_the_other_faults(tmp_path: Path) -> None:
    cells = {"Oppsett!B4": date(2019, 2, 1), "Oppsett!B5": date(2019, 2, 28), "Leger!C2": "vet ikke"}
    found = faults(with_cells(tmp_path / "bok.xlsx", cells))
    assert ("Leger!C2", "wrong-type") in found
    assert ("kompetanseforskriften.alone-grounds", "norm-gap") in found


def test_the_book_is_handed_on(tmp_path: Path) -> None:
    path = with_cells(tmp_path / "bok.xlsx", {})
    assert read_workbook(path).book == load_book("legevakt")
    unknown = with_cells(tmp_path / "annen.xlsx", {"Oppsett!B6": "finnes-ikke"})
    assert read_workbook(unknown, book=load_book("legevakt")).book.id == "legevakt"


def test_oddities_come_with_the_faults(tmp_path: Path) -> None:
    cells = {
        "Leger!C2": "vet ikke",
        "Oppsett!A8": "Praksis slutt",
        "Fravær!F1": "Årsak",
        "Fravær!F2": "HEMMELIG",
    }
    with pytest.raises(InvalidInput) as caught:
        read_workbook(with_cells(tmp_path / "bok.xlsx", cells))
    told = {(w.where, w.code): w.hint for w in caught.value.warnings}
    assert "Mente du «Praksis slutter»" in told["Oppsett!A8", "unknown-field"]
    assert ("Fravær!F1", "reason-column") in told
    assert "HEMMELIG" not in str(caught.value.warnings)


def test_a_window_in_the_summer_time_gap(tmp_path: Path) -> None:
    gap = {
        "Oppsett!B4": date(2027, 3, 1),
        "Oppsett!B5": date(2027, 3, 31),
        "Vakttyper!D3": time(2, 30),
        "Vakttyper!E5": "kl. 02.15",
    }
    found = faults(with_cells(tmp_path / "bok.xlsx", gap))
    assert "28.03.2027" in found["Vakttyper!D3", "summer-time"]
    assert "02:15" in found["Vakttyper!E5", "summer-time"]


def test_a_window_in_the_hour_that_comes_twice(tmp_path: Path) -> None:
    twice = {"Oppsett!B4": date(2027, 10, 1), "Oppsett!B5": date(2027, 10, 31), "Vakttyper!D3": time(2)}
    found = faults(with_cells(tmp_path / "bok.xlsx", twice))
    assert "31.10.2027" in found["Vakttyper!D3", "summer-time"]


def test_duty_share_0_everywhere(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        for n, id_ in enumerate(("aas", "berg", "dahl", "eide", "foss", "hagen", "lie"), 2):
            book["Vaktandeler"].cell(n, 1).value, book["Vaktandeler"].cell(n, 2).value = id_, 0

    found = faults(edited(tmp_path / "bok.xlsx", change))
    assert "0 i hele perioden" in found["Vaktandeler!B2", "no-duty-share"]


STRUCTURE: dict[str, tuple[Callable[[Any], None], str, str, str]] = {
    "a missing sheet": (lambda b: b.remove(b["Leger"]), "Leger", "missing-sheet", "Legg til arket «Leger»"),
    "a misspelt sheet": (
        lambda b: setattr(b["Vakttyper"], "title", "Vakttype"),
        "Vakttyper",
        "missing-sheet",
        "Gi arket «Vakttype» navnet «Vakttyper»",
    ),
    "a hidden sheet": (
        lambda b: setattr(b.create_sheet("Lønn"), "sheet_state", "veryHidden"),
        "Lønn",
        "hidden-sheet",
        "skjult",
    ),
    "a hidden sheet that calls itself Lister": (
        lambda b: b["Lister"].cell(1, 1, "noe annet"),
        "Lister",
        "hidden-sheet",
        "skjult",
    ),
    "a hidden sheet of ours": (
        lambda b: setattr(b["Fravær"], "sheet_state", "hidden"),
        "Fravær",
        "hidden-sheet",
        "Vis",
    ),
    "a merged data cell": (
        lambda b: b["Leger"].merge_cells("B3:B4"),
        "Leger!B4",
        "merged-cell",
        "slått sammen",
    ),
    "no doctors": (
        lambda b: [setattr(c, "value", None) for row in b["Leger"]["A2:U8"] for c in row],
        "Leger!A2",
        "no-rows",
        "ingen rader",
    ),
}


@pytest.mark.usefixtures("quickly")
@pytest.mark.parametrize("name", STRUCTURE)
def test_bad_structure_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    change, where, code, word = STRUCTURE[name]
    found = faults(edited(tmp_path / "bok.xlsx", change))
    assert (where, code) in found, found
    assert word in found[where, code]


def _hide(book: Any) -> None:
    book["Leger"].row_dimensions[3].hidden = book["Leger"].row_dimensions[5].hidden = True
    book["Leger"].row_dimensions[30].hidden = True  # a blank one is nobody's business


def test_hidden_rows_are_counted_and_shown(tmp_path: Path) -> None:
    path = edited(tmp_path / "bok.xlsx", _hide)
    told = faults(path)["Leger!A3", "hidden-rows"]
    assert "2 skjulte rader" in told and "rad 3 («berg»), rad 5 («eide»)" in told
    accepted = read_workbook(path, accept_hidden=True)
    assert len(accepted.instance.doctors) == 7
    assert [w.where for w in accepted.warnings if w.code == "hidden-rows"] == ["Leger!A3"]


def test_one_hidden_row_or_column_is_one(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Leger"].row_dimensions[3].hidden = True
        book["Leger"].column_dimensions["C"].hidden = True

    found = faults(edited(tmp_path / "bok.xlsx", change))
    assert found["Leger!A3", "hidden-rows"].startswith("1 skjult rad har innhold: rad 3 («berg»)")
    assert found["Leger!C1", "hidden-columns"].startswith("1 skjult kolonne har innhold: C.")


def test_hidden_columns_are_told(tmp_path: Path) -> None:
    path = edited(tmp_path / "bok.xlsx", lambda b: setattr(b["Leger"].column_dimensions["C"], "hidden", True))
    assert "hidden-columns" in {code for _where, code in faults(path)}


FILES: dict[str, tuple[str, bytes, str, str]] = {
    "not a workbook": ("bok.xlsx", b"hei, dette er tekst", "not-a-workbook", "ikke en Excel-arbeidsbok"),
    "empty": ("bok.xlsx", b"", "empty-file", "tom"),
    "an old workbook": ("bok.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"W\0o\0r\0k\0", "old-format", ".xls"),
    "an old workbook renamed": (
        "bok.xlsx",
        bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600,
        "old-format",
        "Lagre som",
    ),
    "password-protected": (
        "bok.xlsx",
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 90 + "EncryptedPackage".encode("utf-16-le"),
        "password",
        "passord",
    ),
    "with macros": ("bok.xlsm", b"PK\x03\x04", "other-format", ".xlsm"),
    "text": ("bok.csv", b"Id;Navn", "other-format", ".csv"),
    "OpenDocument": ("bok.ods", b"PK\x03\x04", "other-format", ".ods"),
    "cut short": ("bok.xlsx", template()[:20000], "damaged", "skadet"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_not_a_workbook_is_told_by_name(name: str, tmp_path: Path) -> None:
    filename, data, code, word = FILES[name]
    path = tmp_path / filename
    path.write_bytes(data)
    found = faults(path)
    assert list(found) == [(filename, code)]
    assert word in found[filename, code]
    assert path.read_bytes() == data


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    assert list(faults(tmp_path / "borte.xlsx")) == [("borte.xlsx", "no-file")]
    (tmp_path / "mappe.xlsx").mkdir()
    assert list(faults(tmp_path / "mappe.xlsx")) == [("mappe.xlsx", "not-a-file")]


def test_a_macro_part_is_refused_even_when_renamed(tmp_path: Path) -> None:
    path = with_parts(tmp_path / "bok.xlsx", lambda p: p.update({"xl/vbaProject.bin": b"x"}))
    assert list(faults(path)) == [("bok.xlsx", "macros")]
