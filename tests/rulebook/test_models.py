"""What models/ says: every number has a source, no book has a gap, and both regimes resolve on their own side."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.kit import doctor
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance, PastShift
from vaktplan.errors import InvalidInput
from vaktplan.read import models
from vaktplan.rulebook.norms import Norm, NormValue
from vaktplan.rulebook.parse import canonical, check_covers, dates_needed, in_force, parse_book
from vaktplan.rulebook.rules import (
    RULES,
    Backup,
    DailyRest,
    ExemptionRule,
    Fairness,
    FeastMemory,
    Level,
    NightRun,
    OnePlace,
    RestAfterNight,
    Scope,
    Term,
    Tier,
    WeekendCap,
    Wishes,
)

NORMS = models.load_norms()
BOOKS = {name: models.load_book(name) for name in models.list_books()}
BEFORE, AFTER = date(2025, 12, 31), date(2026, 1, 1)


def test_there_are_four_books() -> None:
    assert models.list_books() == ("larvik", "legevakt", "liten-kommune", "sandefjord")


@pytest.mark.parametrize("norm", NORMS.values(), ids=lambda n: n.id)
def test_every_value_has_a_source_a_paragraph_and_a_day_it_was_read(norm: Norm) -> None:
    assert norm.title_nb and norm.title_en and norm.unit
    for v in norm.values:
        code, document = v.source.split(": ", 1)
        assert code and document and v.cite
        assert date(2026, 1, 1) <= v.read_on <= date(2026, 12, 31)
        assert v.verified or v.note, "an unverified value says why"


@pytest.mark.parametrize("name", BOOKS)
def test_nothing_a_book_uses_has_a_gap_from_2020_to_2030(name: str) -> None:
    check_covers(BOOKS[name], date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize("name", BOOKS)
def test_every_rule_stands_on_a_norm_or_is_common_sense(name: str) -> None:
    without = {rule.id for rule in BOOKS[name].each() if not rule.basis}
    assert without == {"one-place", "absence", "wishes", "locked"}


@pytest.mark.parametrize("name", BOOKS)
def test_every_book_switches_on_every_rule(name: str) -> None:
    assert tuple(BOOKS[name].rules) == tuple(kind.id for kind in RULES)


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_carries_every_norm_it_names_and_no_other(name: str) -> None:
    text = (models.models_root() / "books" / f"{name}.toml").read_text(encoding="utf-8")
    active = "\n".join(line.split("#")[0] for line in text.splitlines())
    assert {n.id for n in BOOKS[name].norms} == {id for id in NORMS if f'"{id}"' in active}


@pytest.mark.parametrize("name", BOOKS)
def test_a_night_too_many_costs_clearly_more_than_an_average_wish(name: str) -> None:
    book = BOOKS[name]
    fair = book[Fairness]
    average = 3 * book[Wishes].rather_off.weight
    for measure in ("nights", "weekends", "feasts"):
        assert fair.term(measure).weight * fair.steep(measure) >= 2 * average


def test_the_default_book_says_what_the_law_says_today() -> None:
    book, today = BOOKS["legevakt"], date(2027, 1, 1)
    rest = book[DailyRest]
    hours = (rest.sfs_hours, rest.aml_hours, rest.aml_agreed_hours, rest.home_hours)
    assert [h.whole(today) for h in hours] == [8, 11, 8, 0]
    assert book[ExemptionRule].age.whole(today) == 60
    assert (book.night.opens.clock(today).hour, book.night.closes.clock(today).hour) == (21, 6)
    assert book.night.more_than_minutes.whole(today) == 180
    assert book[RestAfterNight].before_hours.whole(today) == 8
    assert book[Backup].cap == 2
    assert all(rule.term(part) for rule in book.each() for part in rule.parts)
    assert book[Wishes].must_off.level is Level.HARD


def test_both_regimes_resolve_on_their_own_side_of_new_year() -> None:
    standing = BOOKS["legevakt"].standing
    old = ("specialist-allmennmedisin", "approved-gp-experienced", "service-30-months-experienced")
    assert standing.alone_grounds.names(BEFORE) == standing.bakvakt_grounds.names(BEFORE) == old
    both = ("specialist", "specialising", "approved-gp", "transition-2017")
    assert standing.bakvakt_grounds.names(AFTER) == both
    assert standing.alone_grounds.names(AFTER) == (*both, "lis1-done", "turnus-done")
    for day in (BEFORE, AFTER):
        assert standing.alone_courses.names(day) == ("course-acute", "course-violence")
        assert standing.bakvakt_courses.names(day) == ("course-acute", "course-violence")


def test_the_paragraph_of_a_rule_is_that_of_the_day() -> None:
    backup = BOOKS["legevakt"][Backup]
    assert "akuttmedisinforskriften § 7" in backup.cite(BEFORE)
    assert "kompetanseforskriften" not in backup.cite(BEFORE)
    assert "kompetanseforskriften § 3a (2)" in backup.cite(AFTER)
    assert "akuttmedisinforskriften" not in backup.cite(AFTER)


def test_the_courses_are_asked_for_from_the_final_deadline() -> None:
    courses = BOOKS["legevakt"].standing.alone_courses
    assert courses.names(date(2022, 12, 31)) == ()
    assert courses.names(date(2023, 1, 1)) == ("course-acute", "course-violence")


def test_the_exception_for_lis1_ends_with_2025_and_has_no_gap() -> None:
    norm = NORMS["akuttmedisinforskriften.lis1-exception"]
    assert norm.at(BEFORE).value == ("lis1-done",)
    assert norm.at(AFTER).value == ()
    assert norm.at(date(2020, 1, 1)).value == ()
    for v, following in zip(norm.values, norm.values[1:], strict=False):
        assert v.last is not None and (following.first - v.last).days == 1


def test_a_municipality_that_used_the_exception_names_it_in_its_book(tmp_path: Path) -> None:
    text = (models.models_root() / "books" / "legevakt.toml").read_text(encoding="utf-8")
    text = text.replace('id = "legevakt"', 'id = "vår"')
    text = text.replace(
        "alone_grounds_also = []", 'alone_grounds_also = { norm = "akuttmedisinforskriften.lis1-exception" }'
    )
    (tmp_path / "vår.toml").write_text(text, encoding="utf-8")
    book = models.load_book("vår", tmp_path)
    assert book.standing.alone_grounds_also.names(BEFORE) == ("lis1-done",)
    assert book.standing.alone_grounds_also.names(AFTER) == ()
    check_covers(book, date(2020, 1, 1), date(2030, 12, 31))


def test_a_book_beside_the_workbook_comes_before_one_of_the_same_name(tmp_path: Path) -> None:
    text = (models.models_root() / "books" / "legevakt.toml").read_text(encoding="utf-8")
    (tmp_path / "legevakt.toml").write_text(text.replace("Bemannet", "Vår"), encoding="utf-8")
    assert models.load_book("legevakt", tmp_path).title.startswith("Vår")
    assert models.load_book("legevakt").title.startswith("Bemannet")
    assert models.load_book(str(tmp_path / "legevakt.toml")).title.startswith("Vår")


def test_an_unknown_book_is_told_with_the_nearest_names(tmp_path: Path) -> None:
    shutil.copy(models.models_root() / "books" / "legevakt.toml", tmp_path / "legevaktene.toml")
    with pytest.raises(InvalidInput) as caught:
        models.load_book("legevakta", tmp_path)
    (fault,) = caught.value.faults
    assert fault.code == "unknown-book"
    assert "«legevakt»" in fault.hint and "«legevaktene»" in fault.hint


@pytest.mark.parametrize(
    "name", ["", "..", "../books/legevakt", "/etc/passwd", "a\0b", "/dev/zero.toml", "bøker/finnes-ikke.toml"]
)
def test_a_name_is_no_way_out_of_the_folder(name: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        models.load_book(name, tmp_path)
    assert caught.value.faults[0].code == "unknown-book"


def test_a_copy_of_a_book_must_take_its_own_name(tmp_path: Path) -> None:
    shutil.copy(models.models_root() / "books" / "legevakt.toml", tmp_path / "min.toml")
    with pytest.raises(InvalidInput) as caught:
        models.load_book("min", tmp_path)
    assert caught.value.faults[0].code == "book-id"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'id = "x\n', "bad-toml"),
        (b"a = " + b"[" * 100_000, "bad-toml"),
        (b"\xff\xfe", "not-utf8"),
        (b"#" * 1_000_001, "too-large"),
        (b"", "missing-field"),
    ],
)
def test_a_file_that_is_no_book_is_told_in_words(content: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(content)
    with pytest.raises(InvalidInput) as caught:
        models.load_book("x", tmp_path)
    assert caught.value.faults[0].code == code
    assert "x.toml" in caught.value.faults[0].where


def test_the_faults_of_all_norm_files_are_told_at_once(tmp_path: Path) -> None:
    root = tmp_path / "models"
    shutil.copytree(models.models_root(), root)
    (root / "law" / "ny.toml").write_text("id = 1", encoding="utf-8")
    (root / "norms" / "annen.toml").write_text("[[", encoding="utf-8")
    shutil.copy(root / "law" / "helligdager.toml", root / "law" / "kopi.toml")
    with pytest.raises(InvalidInput) as caught:
        models.load_norms(root)
    codes = {f.code for f in caught.value.faults}
    assert {"missing-field", "bad-toml", "same-id"} <= codes


def test_agreements_say_what_they_depart_from_and_by_what_warrant() -> None:
    papers = models.load_papers()
    assert papers["sfs2305"].departs_from and "10-12 (4)" in papers["sfs2305"].warrant
    for path in sorted((models.models_root() / "agreements").glob("*.toml")):
        assert papers[path.stem].warrant


def test_what_is_in_force_is_listed_by_id_with_the_value_of_the_day() -> None:
    before, after = (dict((n.id, v) for n, v in in_force(NORMS.values(), d)) for d in (BEFORE, AFTER))
    assert list(after) == sorted(after)
    assert "kompetanseforskriften.exempt-total-years" not in before
    assert after["kompetanseforskriften.exempt-total-years"].value == 1
    assert (
        before["kompetanseforskriften.alone-grounds"].value
        != after["kompetanseforskriften.alone-grounds"].value
    )
    assert "kompetanseforskriften.report-by" not in dict(
        (n.id, v) for n, v in in_force(NORMS.values(), date(2030, 1, 1))
    )


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_as_plain_data_is_json_and_the_same_book(name: str) -> None:
    plain = json.loads(json.dumps(canonical(BOOKS[name])))
    norms = plain.pop("norms")
    assert parse_book(plain, NORMS, "igjen") == BOOKS[name]
    assert [n["id"] for n in norms] == [n.id for n in BOOKS[name].norms]


def test_a_planning_reads_norms_from_its_history_to_the_end_of_its_last_night() -> None:
    plain = Instance(
        municipality="Prøve",
        book="legevakt",
        period=Period(first=date(2027, 1, 3), last=date(2027, 1, 31)),
        lines=(),
        shift_types=(),
        doctors=(doctor("Kari"),),
    )
    assert dates_needed(plain) == (date(2027, 1, 2), date(2027, 2, 1))  # a Sunday belongs to its Saturday
    worked = PastShift(doctor="Kari", date=date(2026, 12, 20), shift_type="natt")
    assert dates_needed(plain.model_copy(update={"history": (worked,)}))[0] == date(2026, 12, 20)


def _without_history(id: str, first: date) -> Norm:
    """A norm as it would be if nobody had entered what it was before a date."""
    kept = [v for v in NORMS[id].values if v.last is None or v.last >= first]
    values = tuple(v.model_copy(update={"first": max(v.first, first)}) for v in kept)
    return NORMS[id].model_copy(update={"values": values})


def test_a_norm_that_is_silent_on_the_history_is_told_before_solving() -> None:
    """Home stand-by is counted on the date of the shift, weeks before the period."""
    short = _without_history("arbeidsmiljoloven.standby-divisor", date(2026, 1, 1))
    book = BOOKS["legevakt"]
    book = book.model_copy(update={"norms": tuple(short if n.id == short.id else n for n in book.norms)})
    january = Instance(
        municipality="Prøve",
        book="legevakt",
        period=Period(first=date(2026, 1, 5), last=date(2026, 1, 31)),
        lines=(),
        shift_types=(),
        doctors=(doctor("Kari"),),
    )
    check_covers(book, *dates_needed(january))
    worked = PastShift(doctor="Kari", date=date(2025, 12, 10), shift_type="natt")
    with pytest.raises(InvalidInput) as caught:
        check_covers(book, *dates_needed(january.model_copy(update={"history": (worked,)})))
    assert [(f.where, f.code) for f in caught.value.faults] == [(short.id, "norm-gap")]
    assert "10.12.2025 til 31.12.2025" in caught.value.faults[0].what


def test_a_municipality_of_its_own_has_its_own_numbers_for_its_doctors() -> None:
    """Larvik's book is the common one but for rules of one doctor at a time, and says that it is invented."""
    common, own, today = BOOKS["legevakt"], BOOKS["larvik"], date(2027, 1, 1)
    differ = [kind for kind in RULES if common.rules[kind.id] != own.rules[kind.id]]
    assert [kind.id for kind in differ] == ["night-run", "duty-cap", "weekend-cap"]
    assert all(kind.scope is Scope.DOCTOR for kind in differ)
    assert (common.night, common.standing) == (own.night, own.standing)
    assert own[NightRun].max_nights.whole(today) == 2
    assert (own[WeekendCap].max_weekends.whole(today), own[WeekendCap].weeks) == (2, 5)
    assert "oppdiktet" in own.title

    shared = BOOKS["sandefjord"].with_local({"Larvik": own})
    plain = canonical(shared)
    assert plain["local"]["Larvik"]["night-run"]["max_nights"] == 2
    assert "pairing" not in plain["local"]["Larvik"]
    assert {n.id for n in own.norms} <= {n["id"] for n in plain["norms"]}
    assert "local" not in canonical(BOOKS["sandefjord"])


def test_both_jul_and_nyttaar_come_before_all_wishes_in_sandefjord() -> None:
    term = BOOKS["sandefjord"][FeastMemory].jul_and_nyttaar
    assert (term.tier, term.weight) == (Tier.LAW, 600)


def test_a_book_that_needs_a_silent_date_is_told_which_and_where() -> None:
    with pytest.raises(InvalidInput) as caught:
        check_covers(BOOKS["legevakt"], date(2019, 12, 30), date(2020, 1, 31))
    faults = {f.where: f for f in caught.value.faults}
    assert {f.code for f in faults.values()} == {"norm-gap"}
    assert "30.12.2019 til 31.12.2019" in faults["kompetanseforskriften.alone-grounds"].what
    assert "fastlegeforskriften.age-right" not in faults


def test_the_models_are_found_inside_an_installed_package(tmp_path: Path) -> None:
    """The wheel holds models/ inside the package; a copy laid out like that finds its own."""
    package = Path(models.__file__).resolve().parents[1]
    shutil.copytree(package, tmp_path / "vaktplan", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(models.models_root(), tmp_path / "vaktplan" / "models")
    code = "from vaktplan.read import models; print(models.models_root()); print(len(models.load_norms()))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    )
    where, count = done.stdout.split()
    assert Path(where).resolve() == (tmp_path / "vaktplan" / "models").resolve()
    assert int(count) == len(NORMS)


def _citing(*cites: str) -> Norm:
    """A norm of one value per cite, one year each from 2020."""
    values = tuple(
        NormValue(
            first=date(2020, 1, 1), value=1, cite=c, source="S", read_on=date(2026, 11, 21), verified=True
        )
        for c in cites
    )
    return Norm(id="a.b", title_nb="b", title_en="b", unit="hours", values=values)


@pytest.mark.parametrize(
    ("cites", "said"),
    [
        (("SFS 2305 punkt 7.4", "SFS 2305 punkt 7.4 (3)"), "SFS 2305 punkt 7.4 (3)"),
        (("loven § 3 (3), jf. § 5", "loven § 3 (3)", "loven § 3"), "loven § 3 (3), jf. § 5"),
        (
            ("loven § 3", "loven § 33", "loven § 3a", "loven § 3-1"),
            "loven § 3; loven § 33; loven § 3a; loven § 3-1",
        ),
        (("punkt 7", "punkt 7.4", "punkt 7"), "punkt 7; punkt 7.4"),
    ],
)
def test_a_paragraph_is_not_cited_twice(cites: tuple[str, ...], said: str) -> None:
    hard = Term(level=Level.HARD)
    rule = OnePlace(basis=tuple(_citing(c) for c in cites), main=hard, practice=hard)
    assert rule.cite(date(2027, 1, 1)) == said
