"""The generated districts: the same for the same seed, as many as there are, and every one of them whole."""

from collections import Counter
from pathlib import Path

import pytest

from instances.benchmark.district import district, family
from instances.benchmark.make_norge import main, norge
from instances.benchmark.rows import TABLE, Row, as_toml, drawn, rows
from instances.make import canonical
from vaktplan.app.instancefile import Books, read_instance
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Role, Scope
from vaktplan.domain.roster import Roster
from vaktplan.read.models import book_of
from vaktplan.read.template import write_workbook
from vaktplan.read.workbook import read_workbook
from vaktplan.solve.rulelist import assemble
from vaktplan.verify.verify import verify

SIZES = (4, 10, 30, 100, 300)


@pytest.fixture(scope="module")
def every() -> list[tuple[Row, Instance]]:
    return [(row, district(row)) for row in rows()]


def test_the_table_is_what_its_seed_gives() -> None:
    assert rows() == drawn()
    assert TABLE.read_text(encoding="utf-8") == as_toml(drawn())


def test_as_many_as_there_are_and_as_many_shared() -> None:
    table = rows()
    assert len(table) == 167
    assert Counter(len(row.municipalities) > 1 for row in table) == {False: 83, True: 84}
    assert {len(row.municipalities) for row in table} == {1, 2, 3, 4, 5, 6, 7}
    towns = [town for row in table for town in row.municipalities]
    assert len(set(towns)) == len(towns)
    assert len({row.seed for row in table}) == 167


def test_many_small_and_few_large() -> None:
    sizes = sorted(row.doctors for row in rows())
    assert (sizes[0], sizes[-1]) == (3, 250)
    assert sizes[83] == 20 and sum(s > 100 for s in sizes) < 10
    assert sum(row.short for row in rows()) == 4


def test_each_has_the_doctors_and_the_towns_of_its_row(every: list[tuple[Row, Instance]]) -> None:
    for row, made in every:
        assert len(made.doctors) == row.doctors
        assert len({d.name for d in made.doctors}) == row.doctors
        assert {d.municipality for d in made.doctors} == set(row.municipalities)
        shares = [m.share_percent or 0 for m in made.municipalities]
        assert sum(shares) == (100 if len(row.municipalities) > 1 else 0)


def test_each_is_read_without_a_fault(every: list[tuple[Row, Instance]], tmp_path: Path) -> None:
    books: Books = {}
    for row, made in every:
        path = tmp_path / f"{row.seed}.json"
        path.write_text(canonical(made), encoding="utf-8")
        assert read_instance(path, books)[0] == made


def test_all_the_kinds_of_facts_occur(every: list[tuple[Row, Instance]]) -> None:
    roles = {role for _row, made in every for d in made.doctors for role in d.roles}
    assert roles == set(Role) - {Role.KOMMUNEOVERLEGE}
    assert {e.scope for _row, made in every for e in made.exemptions} == set(Scope) - {Scope.FEAST}
    for name in ("absences", "wishes", "history", "feasts_worked", "carried"):
        assert sum(bool(getattr(made, name)) for _row, made in every) > 100, name
    kinds = {line.kind.value for _row, made in every for line in made.lines}
    assert kinds == {"legevakt", "tilkalling", "bakvakt", "sykehjem", "helsestasjon"}
    assert {made.book for _row, made in every} == {"legevakt", "liten-kommune"}


def nights_one_can_take(made: Instance) -> int:
    """How many doctors are on the common duty and let off no night of the month."""
    off = {e.doctor for e in made.exemptions if e.scope in (Scope.ALL, Scope.NIGHT)}
    gone = {a.doctor for a in made.absences if (a.last - a.first).days > 10}
    return sum("legevakt" in d.lines and d.id not in off | gone for d in made.doctors)


def test_the_demand_is_sane(every: list[tuple[Row, Instance]]) -> None:
    """There are hands for the nights, but for the few districts that say they are short."""
    for row, made in every:
        nights = sum(s.places for s in made.shifts if s.wanted and s.end.hour in (6, 7) and s.start.hour > 12)
        most = nights / nights_one_can_take(made)
        assert nights >= 31
        assert (most > 10) == (row.doctors == 3 or row.short), (row.name, most)


def test_history_breaks_no_rest_of_its_own(every: list[tuple[Row, Instance]]) -> None:
    for _row, made in every:
        for past in made.past.values():
            starts = [s.start for s in past]
            assert len(set(starts)) == len(starts)


@pytest.mark.parametrize("size", SIZES)
def test_a_family_differs_in_size(size: int) -> None:
    made = family(size)
    assert len(made.doctors) == size
    assert canonical(made) == canonical(family(size))
    assert len(made.municipalities) == (2 if size >= 30 else 0)


@pytest.mark.parametrize("size", [4, 30])
def test_a_workbook_says_the_same(size: int, tmp_path: Path) -> None:
    write_workbook(family(size), tmp_path / "bok.xlsx")
    assert read_workbook(tmp_path / "bok.xlsx").instance == family(size)


def test_the_rules_take_them_in() -> None:
    for _name, made in norge(4):
        if len(made.doctors) <= 60:
            book = book_of(made)
            assert assemble(made, book)
            assert len(verify(made, book, Roster()).breaches) > 0


def test_the_program_writes_them(tmp_path: Path) -> None:
    main([str(tmp_path / "few"), "--only", "5"])
    main([str(tmp_path / "family"), "--family", "4,10"])
    few = sorted(p.name for p in (tmp_path / "few").iterdir())
    assert len(few) == 5
    assert sorted(p.name for p in (tmp_path / "family").iterdir()) == ["familie-004.json", "familie-010.json"]
    sizes = [len(read_instance(tmp_path / "few" / name)[0].doctors) for name in few]
    assert (min(sizes), max(sizes)) == (3, 250)
