"""The 24-month physician set: what is read, what is refused, the published rules, and the account between months."""

import json
import shutil
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random

import click
import pytest
from click.testing import CliRunner

from vaktplan import versions
from vaktplan.answers import PlanAnswer
from vaktplan.app import physicians as planner
from vaktplan.app import solving
from vaktplan.app.months import Due, How, in_turn
from vaktplan.app.physicians import plan_physicians
from vaktplan.app.solving import Effort
from vaktplan.cli.bench_physicians import make
from vaktplan.cli.physicians_text import summary
from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import WishKind
from vaktplan.domain.roster import Roster
from vaktplan.errors import InvalidInput, UsageError
from vaktplan.ledger.rows import ledger
from vaktplan.ledger.spread import spreads
from vaktplan.ledger.year import Month
from vaktplan.read.physicians import FILE, months_in, read_months, read_physicians
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import Tier
from vaktplan.solve.outcome import Outcome, Status, TierResult
from vaktplan.verify import verify
from vaktplan.yearly import fingerprint

WEEKDAYS = range(1, 8)
Row = tuple[int, ...]
TINY = Effort(time_limit=20)
SHORT = ["--time-limit", "20"]


def table(name: str, over: str, rows: Iterable[Row]) -> str:
    """A table as the published files have it; an empty one has a row of zeros."""
    lines = sorted(rows) or [(0,) * (len(over.split(", ")) + 1)]
    body = "\n".join("\t".join(map(str, row)) for row in lines)
    return f"%{name}[{over}] = 0 indices <\n{body}\n>\n"


def month(
    physicians: int,
    duties: int,
    weeks: int,
    needed: Iterable[Row],
    eligible: Iterable[Row] | None = None,
    off: Iterable[Row] = (),
    on: Iterable[Row] = (),
    rather_off: Iterable[Row] = (),
) -> str:
    """A month's file; eligibility is everybody for everything unless it is given."""
    everybody = [
        (j, i, w, d, 1)
        for j in range(1, physicians + 1)
        for i in range(1, duties + 1)
        for w in range(1, weeks + 1)
        for d in WEEKDAYS
    ]
    return "".join(
        (
            f"%W_max < {weeks} >\n%W set < 1..{weeks} >\n%D set < 1..7 >\n",
            f"%I set < 1..{duties} >\n%J set < 1..{physicians} >\n%V set < 0..35 >\n",
            table("d_bar_duty", "I, D", needed),
            table("E_pos", "J, I, W, D", everybody if eligible is None else eligible),
            table("D_off", "J, W, D", off),
            "%s_hat[J] = 0 indices <\n1\t0.83\n>\n",
            table("g_req_on", "J, I, W, D", on),
            table("g_req_off", "J, W, D", rather_off),
            "%c[J, V] = 0 indices <\n0\t0\t0\n>\n",
        )
    )


def put(folder: Path, name: str, text: str | bytes) -> Path:
    """A month's folder with its file."""
    (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / name / FILE).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder / name


WORKDAYS = [(1, d, 1) for d in range(1, 6)]
MIXED = month(
    3,
    2,
    2,
    needed=[(1, 1, 2), *((1, d, 1) for d in range(2, 8)), (2, 3, 1)],
    eligible=[
        *((j, 1, w, d, 1) for j in (1, 2) for w in (1, 2) for d in WEEKDAYS),
        *((2, 2, 1, d, 1) for d in WEEKDAYS),
        *((3, 2, w, d, 1) for w in (1, 2) for d in WEEKDAYS),
    ],
    off=[(1, 1, 6, 1), (1, 1, 7, 1), (1, 2, 1, 1), (3, 2, 3, 1)],
    on=[(1, 1, 2, 4, 1), (3, 2, 1, 3, 4)],
    rather_off=[(2, 1, 5, 2)],
)


class TestWhatIsRead:
    @pytest.fixture
    def read(self, tmp_path: Path) -> tuple[Instance, Book]:
        return read_physicians(put(tmp_path, "2027-01-04-2", MIXED))

    def test_the_folder_gives_the_dates(self, read: tuple[Instance, Book]) -> None:
        assert read[0].period == Period(first=date(2027, 1, 4), last=date(2027, 1, 17))

    def test_duties_become_shifts_with_the_places_of_their_weekday(self, read: tuple[Instance, Book]) -> None:
        places = {(s.type.id, s.date.isoweekday()): s.places for s in read[0].shifts}
        wanted = {("I1", d): 2 if d == 1 else 1 for d in WEEKDAYS}
        assert places == wanted | {("I2", d): int(d == 3) for d in WEEKDAYS}

    def test_eligibility_is_lines_and_the_share_is_one_for_each(self, read: tuple[Instance, Book]) -> None:
        found = {d.id: (d.lines, d.share_on(date(2027, 1, 4))) for d in read[0].doctors}
        assert found == {"J1": (("I1",), 1), "J2": (("I1", "I2"), 0.5), "J3": (("I2",), 1)}

    def test_days_without_eligibility_must_be_met(self, read: tuple[Instance, Book]) -> None:
        [barred] = [w for w in read[0].wishes if w.kind is WishKind.MUST_OFF]
        assert (barred.doctor, barred.shift_type) == ("J2", "I2")
        assert (barred.first, barred.last) == (date(2027, 1, 11), date(2027, 1, 17))

    def test_days_off_are_absences_in_stretches(self, read: tuple[Instance, Book]) -> None:
        found = [(a.doctor, a.first.day, a.last.day, a.counts_as_presence) for a in read[0].absences]
        assert found == [("J1", 9, 11, True), ("J3", 13, 13, True)]

    def test_requests_are_wishes_of_their_strength(self, read: tuple[Instance, Book]) -> None:
        asked = [w for w in read[0].wishes if w.kind is not WishKind.MUST_OFF]
        found = [(w.doctor, w.kind, w.strength, w.shift_type, w.first) for w in asked]
        assert found == [
            ("J1", WishKind.LIKE, 1, "I1", date(2027, 1, 14)),
            ("J3", WishKind.LIKE, 4, "I2", date(2027, 1, 6)),
            ("J2", WishKind.RATHER_OFF, 2, None, date(2027, 1, 8)),
        ]

    def test_every_place_is_shared_out_and_none_has_two_shares(self, tmp_path: Path) -> None:
        every = [(i, d, 1) for i in (1, 2) for d in WEEKDAYS]
        some = [(j, i, 1, d, 1) for j, i in ((1, 1), (2, 1), (3, 1), (3, 2), (4, 2)) for d in WEEKDAYS]
        instance, book = read_physicians(put(tmp_path, "2027-01-04-1", month(4, 2, 1, every, some)))
        rows = ledger(instance, book, Roster())
        targets = {r.doctor: m.target for r in rows for m in r.measures if m.measure == "load"}
        assert sum(targets.values()) == pytest.approx(14, abs=0.001)
        assert targets == pytest.approx({"J1": 2.8, "J2": 2.8, "J3": 1.4 + 2.3333, "J4": 4.6667}, abs=0.001)

    def test_the_file_itself_may_be_named(self, tmp_path: Path, read: tuple[Instance, Book]) -> None:
        assert read_physicians(tmp_path / "2027-01-04-2" / FILE) == read


class TestPublishedRules:
    """CT2-CT10 of the published model, written out once more, against the checks."""

    PHYSICIANS, DUTIES, WEEKS = (1, 2, 3, 4), (1, 2), (1, 2, 3)

    def lawful(self, x: set[Row], needed: dict[Row, int], eligible: set[Row], off: set[Row]) -> bool:
        dates = [(w, d) for w in self.WEEKS for d in WEEKDAYS]
        at = {j: [sum((j, i, w, d) in x for i in self.DUTIES) for w, d in dates] for j in self.PHYSICIANS}
        weekends = {j: [n[k] + n[k + 1] > 0 for k in range(5, len(n), 7)] for j, n in at.items()}
        return (
            all(
                sum((j, i, w, d) in x for j in self.PHYSICIANS) <= needed.get((i, d), 0)
                for i in self.DUTIES
                for w, d in dates
            )  # CT2
            and all(n <= 1 for days in at.values() for n in days)  # CT5
            and not any((j, w, d) in off for j, _i, w, d in x)  # CT6
            and x <= eligible  # CT7
            and not any(a + b > 1 for n in at.values() for a, b in pairwise(n))  # CT8
            and not any(a and b for n in weekends.values() for a, b in pairwise(n))  # CT9, CT10
        )

    @pytest.mark.parametrize("seed", range(40))
    def test_what_is_lawful_and_what_it_costs(self, tmp_path: Path, seed: int) -> None:
        random = Random(seed)
        cells = [
            (j, i, w, d) for j in self.PHYSICIANS for i in self.DUTIES for w in self.WEEKS for d in WEEKDAYS
        ]
        days = sorted({(j, w, d) for j, _i, w, d in cells})
        needed = {(i, d): random.choice((0, 1, 1, 2)) for i in self.DUTIES for d in WEEKDAYS}
        eligible = {c for c in cells if random.random() < 0.9}
        off = {c for c in days if random.random() < 0.05}
        on = {c for c in cells if random.random() < 0.1}
        rather = {c for c in days if random.random() < 0.1}
        text = month(
            len(self.PHYSICIANS),
            len(self.DUTIES),
            len(self.WEEKS),
            [(*k, n) for k, n in needed.items()],
            *([(*c, 1) for c in some] for some in (eligible, off, on, rather)),
        )
        instance, book = read_physicians(put(tmp_path, "2027-01-04-3", text))
        verdicts = set()
        for _turn in range(40):
            x = self.near_lawful(random, sorted(eligible - {c for c in eligible if (c[0], *c[2:]) in off}))
            if random.random() < 0.3:
                x.add(random.choice(cells))
            verdict = verify(instance, book, self.roster(instance, x))
            assert (not verdict.hard) == self.lawful(x, needed, eligible, off)
            verdicts.add(not verdict.hard)
            lacking = sum(
                max(0, needed[i, d] - sum((j, i, w, d) in x for j in self.PHYSICIANS))
                for i in self.DUTIES
                for w in self.WEEKS
                for d in WEEKDAYS
            )
            assert verdict.tier_costs[Tier.COVER] == lacking
            unmet = {k: sum(b.amount for b in verdict.soft if b.part == k) for k in ("like", "rather_off")}
            open_on = {c for c in on if instance.shift_by_id[self.shift(instance, c)]}
            assert unmet["like"] == len(open_on - x)
            assert unmet["rather_off"] == sum((j, w, d) in rather for j, _i, w, d in x)
        assert verdicts == {True, False}

    def near_lawful(self, random: Random, cells: list[Row]) -> set[Row]:
        """A few takes, most of them not on days in a row."""
        x: set[Row] = set()
        for j, i, w, d in random.sample(cells, 12):
            day = 7 * w + d
            if not any(k == j and abs(7 * v + e - day) <= 1 for k, _i, v, e in x) or random.random() < 0.03:
                x.add((j, i, w, d))
        return x if random.random() < 0.5 else set(sorted(x)[: random.randint(0, 5)])

    def shift(self, instance: Instance, cell: Row) -> str:
        _j, i, w, d = cell
        return f"{instance.period.days[7 * (w - 1) + d - 1]}:I{i}"

    def roster(self, instance: Instance, x: set[Row]) -> Roster:
        return Roster.of((f"J{c[0]}", self.shift(instance, c)) for c in x)


def faults(path: Path) -> list[tuple[str, str]]:
    """Where each fault of a month is, and its code."""
    with pytest.raises(InvalidInput) as caught:
        read_physicians(path)
    assert caught.value.exit_code == 3
    assert all(f.what and f.hint for f in caught.value.faults)
    return [(f.where.removeprefix(f"2027-01-04-2/{FILE}:"), f.code) for f in caught.value.faults]


BAD: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "an index outside its set": ("\n1\t1\t2\n", "\n9\t1\t2\n", [("8:1", "unknown-id")]),
    "a value that is no number": ("\n1\t1\t2\n", "\n1\t1\tto\n", [("8:5", "not-a-number")]),
    "a value out of range": ("\n1\t1\t2\n", "\n1\t1\t21\n", [("8:5", "out-of-range")]),
    "a row too short": ("\n1\t1\t2\n", "\n1\t1\n", [("8:3", "wrong-number-of-fields")]),
    "a row too long": ("\n1\t1\t2\n", "\n1\t1\t2\t7\n", [("8:7", "wrong-number-of-fields")]),
    "an index twice": ("\n1\t1\t2\n", "\n1\t1\t2\n1\t1\t2\n", [("9:1", "named-twice")]),
    "a table without its end": ("\n>\n%E_pos", "\n%E_pos", [("7:2", "unclosed")]),
    "a table over other sets": ("[I, D]", "[D, I]", [("7:2", "not-a-table")]),
    "another default": ("[I, D] = 0", "[I, D] = 1", [("7:2", "not-a-table")]),
    "a set as a number": ("%D set < 1..7 >", "%D < 7 >", [("3:2", "not-a-set")]),
    "a week of five days": ("%D set < 1..7 >", "%D set < 1..5 >", [("3:2", "not-a-week")]),
    "other weeks than the folder says": ("%W set < 1..2 >", "%W set < 1..3 >", [("2:2", "weeks-differ")]),
    "a set that is empty": ("%V set < 0..35 >\n%d", "%V set < 0..35 >\nstray\n%d", [("7:1", "stray")]),
    "far too many": ("%J set < 1..3 >", "%J set < 1..3000000 >", [("5:10", "out-of-range")]),
    "a number beyond all": ("\n1\t1\t2\n", f"\n1\t1\t{'9' * 5000}\n", [("8:5", "out-of-range")]),
}


class TestFaults:
    def test_the_unchanged_file_has_none(self, tmp_path: Path) -> None:
        read_physicians(put(tmp_path, "2027-01-04-2", MIXED))

    @pytest.mark.parametrize("name", BAD)
    def test_a_fault_has_its_line_and_column(self, tmp_path: Path, name: str) -> None:
        old, new, wanted = BAD[name]
        assert old in MIXED
        assert faults(put(tmp_path, "2027-01-04-2", MIXED.replace(old, new, 1)))[: len(wanted)] == wanted

    def test_all_at_once(self, tmp_path: Path) -> None:
        text = MIXED.replace("\n1\t1\t2\n", "\n1\t8\t2\n").replace("\n3\t2\t3\t1\n", "\n3\t2\tx\t1\n")
        found = faults(put(tmp_path, "2027-01-04-2", text))
        assert [code for _where, code in found] == ["unknown-id", "unknown-id"]

    def test_what_is_missing_is_named(self, tmp_path: Path) -> None:
        text = MIXED.replace("%g_req_on[", "%g_req_onn[")
        with pytest.raises(InvalidInput) as caught:
            read_physicians(put(tmp_path, "2027-01-04-2", text))
        [fault] = caught.value.faults
        assert (fault.code, "%g_req_on mangler" in fault.what) == ("missing-name", True)
        assert "g_req_onn" in fault.hint

    def test_a_file_that_is_no_text(self, tmp_path: Path) -> None:
        found = faults(put(tmp_path, "2027-01-04-2", MIXED.encode() + b"\n\xff\xfe"))
        assert found == [(f"{MIXED.count(chr(10)) + 2}:1", "not-text")]

    def test_a_file_that_is_far_too_large(self, tmp_path: Path) -> None:
        folder = put(tmp_path, "2027-01-04-2", MIXED)
        (folder / FILE).write_text(MIXED + " " * 4 * 1024 * 1024, encoding="utf-8")
        with pytest.raises(InvalidInput) as caught:
            read_physicians(folder)
        [fault] = caught.value.faults
        assert (fault.where, fault.code) == (f"2027-01-04-2/{FILE}", "file-too-large")
        assert "4 MiB" in fault.hint and "arbeidsbok" not in fault.hint

    @pytest.mark.parametrize("name", ["2027-01-05-2", "2027-02-30-2", "januar", "2027-01-04"])
    def test_a_folder_whose_name_is_no_month(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(InvalidInput) as caught:
            read_physicians(put(tmp_path, name, MIXED))
        assert [f.code for f in caught.value.faults] == ["bad-month-name"]

    @pytest.mark.parametrize("seed", range(12))
    def test_no_file_ends_in_anything_but_faults(self, tmp_path: Path, seed: int) -> None:
        random = Random(seed)
        pieces = [
            "%",
            "<",
            ">",
            "[",
            "]",
            "=",
            "..",
            "0",
            "-1",
            "1e9",
            "\0",
            "é",
            "\n",
            "set",
            "indices",
            "#",
            "٣",
        ]
        read = 0
        for _turn in range(40):
            data = bytearray(MIXED.encode())
            for _change in range(random.randint(1, 4)):
                at = random.randrange(len(data))
                piece = random.choice(pieces).encode()
                data[at : at + random.choice((0, 0, 1, 3, 200))] = piece if random.random() < 0.8 else b"\xc3"
            try:
                read_physicians(put(tmp_path, "2027-01-04-2", bytes(data)))
                read += 1
            except InvalidInput as error:
                assert all(f.what and f.hint and f.where.startswith("2027-01-04-2/") for f in error.faults)
        assert read < 40


class TestMonths:
    def test_they_come_by_date(self, tmp_path: Path) -> None:
        for name in ("2027-02-01-1", "2026-12-28-1", "2027-01-04-1"):
            put(tmp_path, name, month(2, 1, 1, WORKDAYS))
        (tmp_path / "notes").mkdir()
        assert [p.name for p in months_in(tmp_path)] == ["2026-12-28-1", "2027-01-04-1", "2027-02-01-1"]
        assert months_in(tmp_path / "2027-01-04-1") == [tmp_path / "2027-01-04-1"]

    def test_the_faults_of_all_of_them_at_once(self, tmp_path: Path) -> None:
        for name in ("2027-01-04-1", "2027-01-11-1"):
            put(tmp_path, name, month(2, 1, 1, [(7, 1, 1)]))
        (tmp_path / "2027-01-18-1").mkdir()
        with pytest.raises(InvalidInput) as caught:
            read_months(tmp_path)
        found = [(f.where, f.code) for f in caught.value.faults]
        assert found == [
            (f"2027-01-04-1/{FILE}:8:1", "unknown-id"),
            (f"2027-01-11-1/{FILE}:8:1", "unknown-id"),
            (f"2027-01-18-1/{FILE}", "no-file"),
        ]

    def test_two_that_overlap(self, tmp_path: Path) -> None:
        put(tmp_path, "2027-01-04-2", month(2, 1, 2, WORKDAYS))
        put(tmp_path, "2027-01-11-1", month(2, 1, 1, WORKDAYS))
        with pytest.raises(InvalidInput) as caught:
            read_months(tmp_path)
        assert [(f.where, f.code) for f in caught.value.faults] == [("2027-01-11-1", "months-overlap")]

    def test_a_folder_with_none(self, tmp_path: Path) -> None:
        for folder in (tmp_path, tmp_path / "nowhere"):
            with pytest.raises(InvalidInput):
                months_in(folder)


def takes(instance: Instance, *held: tuple[str, int]) -> Roster:
    """Takes of the first duty by physician and date of the period, the first date being 0."""
    return Roster.of((j, f"{instance.period.days[n]}:I1") for j, n in held)


def uneven(instance: Instance) -> Roster:
    """J1 has three duties, J2 two, J3 none."""
    return takes(instance, ("J1", 0), ("J2", 1), ("J1", 2), ("J2", 3), ("J1", 4))


def planted(instance: Instance, book: Book, roster: Roster) -> PlanAnswer:
    """A roster as if the search had found it."""
    verdict = verify(instance, book, roster)
    tiers = tuple(TierResult(t.value, cost, 0) for t, cost in verdict.tier_costs.items())
    return PlanAnswer(
        instance=instance,
        book=book,
        outcome=Outcome(Status.FEASIBLE, roster, tiers, 1.0, 0),
        verdict=verdict,
        input_sha256=fingerprint(instance, book),
        book_sha256="",
        versions=versions.of_everything(),
    )


def three(folder: Path) -> Path:
    """Two months of a week for three physicians, with one duty on workdays."""
    for name in ("2027-01-04-1", "2027-01-11-1"):
        put(folder, name, month(3, 1, 1, WORKDAYS, on=[(1, 1, 1, 2, 1)]))
    return folder


class TestAccount:
    def test_the_second_month_repays_the_first(self, tmp_path: Path) -> None:
        months = read_months(three(tmp_path))

        def plan(instance: Instance, book: Book) -> PlanAnswer:
            if instance.period == months[0][1].period:
                return planted(instance, book, uneven(instance))
            return solving.solved(instance, book, "", TINY)

        course = in_turn([Due(*m) for m in months], How(plan=plan, write=lambda answer, place: None))
        second = course.months[1]
        assert {c.doctor: c.load for c in second.instance.carried} == {"J1": -1.33, "J2": -0.33, "J3": 1.67}
        held = {d: len(s) for d, s in second.roster.by_doctor(second.instance).items()}
        assert held["J3"] == 3
        assert held["J1"] <= 1
        first, both = (s.load for s in spreads(course.months))
        assert first is not None
        assert both is not None
        assert both.deviation < first.deviation / 2

        alone = solving.solved(months[1][1], months[1][2], "", TINY).outcome.roster
        assert alone is not None
        assert len(alone.by_doctor(months[1][1])["J3"]) < 3  # without the account it would not

    def test_the_spread_is_plain_arithmetic(self, tmp_path: Path) -> None:
        _path, instance, book = read_months(three(tmp_path))[0]
        roster = uneven(instance)
        [found] = spreads(
            [
                Month(
                    instance=instance,
                    roster=roster,
                    rows=ledger(instance, book, roster),
                    hard=0,
                    open_places=0,
                )
            ]
        )
        assert found.load is not None
        assert (found.load.least, found.load.mean, found.load.most) == (0, 1, pytest.approx(1.8, abs=0.001))
        assert found.load.deviation == pytest.approx(((0.8**2 + 0.2**2 + 1) / 3) ** 0.5, abs=0.001)
        assert found.wishes is not None
        assert (found.wishes.doctors, found.wishes.least, found.wishes.deviation) == (1, 0, 0)

    def test_a_run_over_the_border_is_one_run(self, tmp_path: Path) -> None:
        every = [(1, d, 1) for d in WEEKDAYS]
        for name in ("2027-01-04-1", "2027-01-11-1"):
            put(tmp_path, name, month(3, 1, 1, every))
        months = read_months(tmp_path)
        rosters = [takes(months[0][1], ("J1", 6)), takes(months[1][1], ("J1", 0), ("J1", 5))]

        def plan(instance: Instance, book: Book) -> PlanAnswer:
            return planted(instance, book, rosters[instance.period.first.day // 7])

        course = in_turn([Due(*m) for m in months], How(plan=plan, write=lambda answer, place: None))
        assert [m.hard for m in course.months] == [0, 2]  # days in a row, and weekends in a row


def run(*args: object) -> tuple[int, str]:
    """The command's exit code and its stdout."""

    @click.command(context_settings={"ignore_unknown_options": True})
    @click.argument("rest", nargs=-1, type=click.UNPROCESSED)
    def outer(rest: tuple[str, ...]) -> None:
        raise SystemExit(make().main(list(rest), standalone_mode=False))

    done = CliRunner().invoke(outer, [str(a) for a in args])
    return done.exit_code, done.stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two months to plan."""
    return three(tmp_path_factory.mktemp("set"))


@pytest.fixture(scope="module")
def made(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The months planned once."""
    output = tmp_path_factory.mktemp("out")
    plan_physicians(source, output, effort=TINY)
    return output


class TestCommand:
    def test_a_table_of_80_columns(self, source: Path, made: Path) -> None:
        code, text = run(source, "-o", made, "--resume", *SHORT)
        assert code == 0
        assert all(len(line) <= 80 for line in text.splitlines() if str(made) not in line)
        assert sum(line.startswith("2027-01-") for line in text.splitlines()) == 2

    def test_one_json_document(self, source: Path, made: Path) -> None:
        code, text = run(source, "-o", made, "--resume", "--json", *SHORT)
        document = json.loads(text)
        assert (code, document["command"], document["status"]) == (0, "bench physicians", "ok")
        assert [(m["name"], m["open_shifts"], m["kept"]) for m in document["months"]] == [
            ("2027-01-04-1", 0, True),
            ("2027-01-11-1", 0, True),
        ]
        last = document["months"][-1]
        assert last["bound"] <= last["cost"]
        assert last["spread_so_far"]["load"]["doctors"] == 3
        assert last["spread_so_far"]["wishes"]["doctors"] == 1
        assert json.loads((made / "physicians.json").read_text())["months"] == document["months"]

    def test_only_what_changed_is_planned_again(
        self, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        planned: list[date] = []

        def counted(instance: Instance, book: Book, *more: object) -> PlanAnswer:
            planned.append(instance.period.first)
            return planted(instance, book, uneven(instance))

        monkeypatch.setattr(planner, "solved", counted)
        put(three(tmp_path / "set"), "2027-01-11-1", month(3, 1, 1, WORKDAYS))
        shutil.copytree(made, tmp_path / "out")
        answer = plan_physicians(tmp_path / "set", tmp_path / "out", effort=TINY, resume=True)
        assert planned == [date(2027, 1, 11)]
        assert [m.kept for m in answer.months] == [True, False]

    def test_a_damaged_answer_is_planned_again(
        self, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(planner, "solved", lambda i, book, *more: planted(i, book, uneven(i)))
        plan_physicians(source, tmp_path, effort=TINY)
        for text in ("{", "[]", "{}"):
            (tmp_path / "2027-01-04-1" / "plan.json").write_text(text)
            assert not plan_physicians(source, tmp_path, effort=TINY, resume=True).months[0].kept

    def test_a_month_without_a_roster_ends_it(
        self, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def solved(instance: Instance, book: Book, *more: object) -> PlanAnswer:
            answer = planted(instance, book, uneven(instance))
            if instance.period.first.day == 4:
                return answer
            none = Outcome(Status.OUT_OF_TIME, None, (), 1.0, 0)
            return PlanAnswer(instance, book, none, None, "", "", answer.versions)

        monkeypatch.setattr(planner, "solved", solved)
        answer = plan_physicians(source, tmp_path, effort=TINY)
        assert (answer.status, answer.complete, len(answer.months)) == ("out-of-time", False, 1)
        assert "Stoppet: tiden gikk ut" in summary(answer)

    def test_faults_and_wrong_use(self, tmp_path: Path) -> None:
        put(tmp_path, "2027-01-04-1", "%J")
        with pytest.raises(InvalidInput):
            plan_physicians(tmp_path, None)
        with pytest.raises(UsageError):
            plan_physicians(tmp_path, None, resume=True)
