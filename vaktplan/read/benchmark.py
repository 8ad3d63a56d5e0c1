"""The public shift-scheduling format (Curtois and Qu, 2014): one text file in, an Instance and its Book out."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path

from vaktplan.domain.days import DayClass, Period
from vaktplan.domain.instance import DayPlaces, Instance, Succession, TypeLimit
from vaktplan.domain.people import Absence, Doctor, Wish, WishKind
from vaktplan.domain.shifts import Line, LineKind, Need, ShiftType
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book
from vaktplan.text import shown

from . import benchtext as b
from .benchbook import NAME, bench_book
from .benchtext import Cell, Row, Told
from .guard import text_of

FIRST = date(2027, 1, 4)  # a Monday, as day 0 of every file is
START = 4  # o'clock: a shift then shares its day with every other, and no night with summer time
LONGEST = (24 - START) * 60
MOST_TYPES, MOST_STAFF = 200, 1000
MOST_DAYS, MOST_MINUTES, MOST_WEIGHT, MOST_STRENGTH, MOST_NEEDED = 1092, 9_999_999, 1_000_000, 100, 1000


@dataclass(frozen=True)
class Worker:
    """A row of the staff: the most shifts of each type, and the other limits."""

    most: dict[str, int]
    max_minutes: int
    min_minutes: int
    max_run: int
    min_run: int
    min_rest: int
    max_weekends: int


@dataclass(frozen=True)
class Asked:
    """A request about a shift of a day, and what it costs when it is not met."""

    who: str
    day: int
    shift: str
    weight: int


class Bench:
    """What a file says; everything wrong is told, and nothing is made of a file with faults."""

    def __init__(self, text: str, told: Told) -> None:
        self.told = told
        rows = b.sections(text, told)
        self.days = self._days(rows.get(b.HORIZON, []))
        self.minutes: dict[str, int] = {}
        self.barred: dict[tuple[str, str], None] = {}  # the second may not follow the first on the day after
        self.staff: dict[str, Worker] = {}
        self.known: set[str] = set()  # ids of the staff, also of rows with faults
        self.off: dict[str, set[int]] = {}
        self.needed: dict[tuple[int, str], int] = {}
        self.under = self.over = 0
        self._shifts(told.few_enough(rows.get(b.SHIFTS, []), MOST_TYPES))
        ids: set[str] = set()
        for row in told.few_enough(rows.get(b.STAFF, []), MOST_STAFF):
            self._worker(row, ids)
        for row in rows.get(b.DAYS_OFF, []):
            self._days_off(row)
        self.asked_on = self._asked(rows.get(b.ON, []))
        self.asked_off = self._asked(rows.get(b.OFF, []))
        self._cover(rows.get(b.COVER, []))

    def _days(self, rows: list[Row]) -> int:
        for row in rows[1:]:
            what, hint = _("perioden har to lengder"), _("Skriv bare ett tall.")
            self.told.fault(row[0], what, hint, "two-horizons")
        if not rows or not self.told.sized(rows[0], 1, 1):
            return 0
        return self.told.whole(rows[0][0], 1, MOST_DAYS) or 0

    @property
    def _last_day(self) -> int:
        """The last day that may be named; any, when the length is not known."""
        return (self.days or MOST_DAYS) - 1

    def _shifts(self, rows: list[Row]) -> None:
        ids: set[str] = set()
        barred: list[tuple[str, Cell]] = []
        for row in rows:
            name = self.told.fresh_id(row[0], ids)
            if name is not None:
                self.minutes[name] = 0
            if not self.told.sized(row, 2, 3):
                continue
            minutes = self.told.whole(row[1], 1, LONGEST)
            if name is not None:
                self.minutes[name] = minutes or 0
                barred += [(name, cell) for cell in b.pieces(row[2], "|")] if len(row) > 2 else []
        for name, cell in barred:
            then = self.told.known_id(cell, self.minutes)
            if then is not None:
                self.barred[name, then] = None

    def _worker(self, row: Row, ids: set[str]) -> None:
        name = self.told.fresh_id(row[0], ids)
        if name is not None:
            self.known.add(name)
        if not self.told.sized(row, 8, 8):
            return
        most = self._most(row[1])
        limits = ((0, MOST_MINUTES), (0, MOST_MINUTES), (1, MOST_DAYS), (0, MOST_DAYS), (0, MOST_DAYS))
        numbers = [
            self.told.whole(cell, *limit)
            for cell, limit in zip(row[2:], (*limits, (0, MOST_DAYS)), strict=True)
        ]
        for low, high in ((3, 2), (5, 4)):
            least, highest = numbers[low - 2], numbers[high - 2]
            if least is not None and highest is not None and least > highest:
                what = _("det minste ({minst}) er mer enn det høyeste ({høyst})")
                hint = _("Rett det ene av de to tallene.")
                self.told.fault(row[low], what.format(minst=least, høyst=highest), hint, "limits-crossed")
        if name is not None:
            self.staff[name] = Worker(most, *(n or 0 for n in numbers))

    def _most(self, cell: Cell) -> dict[str, int]:
        """The most shifts of each type, as in D=14|N=0; every type is to be named once."""
        most: dict[str, int] = {}
        for piece in b.pieces(cell, "|"):
            before, mark, after = piece.text.rpartition("=")
            if not mark:
                what = _("«{tekst}» mangler et likhetstegn").format(tekst=shown(piece.text))
                self.told.fault(piece, what, _("Skriv for eksempel D=14."), "no-equals-sign")
                continue
            name = self.told.known_id(Cell(before.strip(), piece.line, piece.column), self.minutes)
            at = piece.column + len(before) + 1
            number = self.told.whole(Cell(after.strip(), piece.line, at), 0, MOST_MINUTES)
            if name in most:
                what = _("vakttypen «{navn}» er nevnt to ganger").format(navn=name)
                self.told.fault(piece, what, _("Nevn hver vakttype én gang."), "named-twice")
            elif name is not None:
                most[name] = number or 0
        missing = [name for name in self.minutes if name not in most]
        if missing:
            what = _("antallet mangler for {navn}").format(navn=", ".join(missing))
            self.told.fault(cell, shown(what), _("Nevn hver vakttype én gang."), "limit-missing")
        return most

    def _days_off(self, row: Row) -> None:
        name = self.told.known_id(row[0], self.known)
        cells = [cell for cell in row[1:] if cell.text or len(row) > 2]
        days = [self.told.whole(cell, 0, self._last_day) for cell in cells]
        if name is not None:
            self.off.setdefault(name, set()).update(d for d in days if d is not None)

    def _asked(self, rows: list[Row]) -> list[Asked]:
        found = []
        for row in rows:
            if not self.told.sized(row, 4, 4):
                continue
            who = self.told.known_id(row[0], self.known)
            day = self.told.whole(row[1], 0, self._last_day)
            shift = self.told.known_id(row[2], self.minutes)
            weight = self.told.whole(row[3], 0, MOST_STRENGTH)
            if who is not None and day is not None and shift is not None and weight:
                found.append(Asked(who, day, shift, weight))
        return found

    def _cover(self, rows: list[Row]) -> None:
        weights: tuple[int, int] | None = None
        for row in rows:
            if not self.told.sized(row, 5, 5):
                continue
            day = self.told.whole(row[0], 0, self._last_day)
            shift = self.told.known_id(row[1], self.minutes)
            needed = self.told.whole(row[2], 0, MOST_NEEDED)
            under = self.told.whole(row[3], 0, MOST_WEIGHT)
            over = self.told.whole(row[4], 0, MOST_WEIGHT)
            if day is None or shift is None or needed is None or under is None or over is None:
                continue
            if (day, shift) in self.needed:
                what = _("dag {dag} og vakttype «{navn}» er nevnt to ganger").format(dag=day, navn=shift)
                self.told.fault(row[0], what, _("Slett den ene linjen."), "cover-twice")
            weights = weights or (under, over)
            if (under, over) != weights:
                what = _("vektene {under} og {over} er ikke de samme som i linjene før")
                hint = _("vaktplan leser filer der alle dager og vakttyper har de samme to vektene.")
                self.told.fault(row[3], what.format(under=under, over=over), hint, "weights-vary")
            self.needed[day, shift] = needed
        self.under, self.over = weights or (0, 0)
        self._tell_missing(rows)

    def _tell_missing(self, rows: list[Row]) -> None:
        """Days and shift types without a line, told at the last line."""
        if not rows:
            return
        last = rows[-1][0]
        for day in range(self.days):
            lacking = [name for name in self.minutes if (day, name) not in self.needed]
            if lacking:
                what = _("dag {dag} mangler behovet for {navn}").format(dag=day, navn=", ".join(lacking))
                hint = _("Hver dag skal ha en linje for hver vakttype.")
                self.told.fault(last, shown(what), hint, "cover-missing")


def read_benchmark(path: Path) -> tuple[Instance, Book]:
    """The Instance and the Book of a file. Raises InvalidInput with all faults at once, each with line and column."""
    told = Told(path.name)
    bench = Bench(text_of(path, path.name), told)
    told.settle()
    return _instance(path.stem, bench), bench_book(bench.days, bench.under, bench.over)


def _instance(name: str, bench: Bench) -> Instance:
    types = tuple(_type(bench, id) for id in bench.minutes)
    usual = {t.id: t.places for t in types}
    return Instance(
        municipality=name,
        unit=name,
        book=NAME,
        period=Period(first=FIRST, last=_day(bench.days - 1)),
        lines=tuple(Line(id=id, name=id, kind=LineKind.LEGEVAKT, out_of_hours=False) for id in bench.minutes),
        shift_types=types,
        day_places=tuple(
            DayPlaces(date=_day(day), shift_type=shift, places=needed)
            for (day, shift), needed in sorted(bench.needed.items())
            if needed != usual[shift]
        ),
        doctors=tuple(_doctor(name, id, worker) for id, worker in bench.staff.items()),
        absences=tuple(
            Absence(doctor=id, first=_day(first), last=_day(last))
            for id, days in bench.off.items()
            for first, last in _stretches(sorted(days))
        ),
        wishes=(
            *(_wish(a, WishKind.LIKE) for a in bench.asked_on),
            *(_wish(a, WishKind.RATHER_OFF) for a in bench.asked_off),
        ),
        successions=tuple(Succession(first=first, then=then) for first, then in bench.barred),
        type_limits=tuple(
            TypeLimit(doctor=id, shift_type=shift, most=most)
            for id, worker in bench.staff.items()
            for shift, most in worker.most.items()
            if 0 < most < bench.days
        ),
    )


def _day(index: int) -> date:
    return FIRST + timedelta(days=index)


def _type(bench: Bench, id: str) -> ShiftType:
    """A shift type, with the places that it has on most days."""
    end = START * 60 + bench.minutes[id]
    needed = [n for (_day_, shift), n in bench.needed.items() if shift == id]
    usual = max(sorted(set(needed)), key=needed.count)
    return ShiftType(
        id=id,
        name=id,
        line=id,
        start=time(START),
        end=time(end // 60 % 24, end % 60),
        day_classes=tuple(DayClass),
        places=min(max(usual, 1), 20),
        need=Need.NONE,
        letter=id,
    )


def _doctor(home: str, id: str, worker: Worker) -> Doctor:
    return Doctor(
        id=id,
        name=id,
        born=date(1980, 1, 1),
        roles=(),
        municipality=home,
        lines=tuple(shift for shift, most in worker.most.items() if most > 0),
        min_minutes=worker.min_minutes,
        max_minutes=worker.max_minutes,
        max_run=worker.max_run,
        min_run=worker.min_run or None,
        min_rest_run=worker.min_rest or None,
        max_weekends=worker.max_weekends,
    )


def _wish(asked: Asked, kind: WishKind) -> Wish:
    day = _day(asked.day)
    return Wish(
        doctor=asked.who, kind=kind, strength=asked.weight, first=day, last=day, shift_type=asked.shift
    )


def _stretches(days: list[int]) -> list[tuple[int, int]]:
    """Days in a row as first and last."""
    if not days:
        return []
    breaks = [i for i, (a, b_) in enumerate(pairwise(days), start=1) if b_ - a > 1]
    begins, ends = [0, *breaks], [*breaks, len(days)]
    return [(days[i], days[j - 1]) for i, j in zip(begins, ends, strict=True)]
