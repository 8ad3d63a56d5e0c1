"""The 24-month physician set (Gross, Fügener and Brunner): one month's data file in, an Instance and its Book out.

The published model, in vaktplan's own rules:

- duty i of weekday d takes `d_bar_duty[i, d]` physicians (CT2): a shift type with so many places, on a line of its
  own; an open place is priced before everything else, and none has more (coverage);
- one duty a day (CT5): all duties have the same hours (one-place). No hours are published; 08-20 is of no consequence;
- `D_off` (CT6): absence, which does not lessen the fair share;
- `E_pos` (CT7): the lines a physician is on; days of a line without eligibility are wishes that must be met;
- no duty on two days in a row (CT8): run-length of one; no two weekends in a row (CT9-10): weekend-cap, one in two;
- `g_req_on` and `g_req_off` (CT3-4): wishes for duty and for days off, of that strength.

Run and weekends look back into the month before, which the published model, a month at a time, does not.

Fairness is vaktplan's: load and weekends beside the fair share, and what is owed follows each physician to the next
month (`carried`). Each line is a pool by itself, so that every share can be had, and one who may take several lines
has his one share divided between them: all carry about the same, as in the published equal-workload model.

Without counterpart, and not read: `c` (the price of v unmet requests, quadratic in the satisfaction so far), `c_work`
(likewise of a duties), `s_hat` and `l_hat` (satisfaction and load so far: vaktplan's account of the months it planned
itself is used), and `W_max`, `D_work`, `A`, `V`, which only serve those prices. Satisfaction is thus not evened out
from month to month; how far apart it grows is told (the share of the wishes that were met).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path

from vaktplan.domain.clock import DAY
from vaktplan.domain.days import DayClass, Period
from vaktplan.domain.instance import DayPlaces, Instance
from vaktplan.domain.people import Absence, Doctor, DutyShare, Wish, WishKind
from vaktplan.domain.shifts import Line, LineKind, Need, ShiftType
from vaktplan.errors import Fault, InvalidInput
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book

from .benchtext import Told
from .cmpl import Data, Index
from .guard import MIB, text_of
from .physbook import NAME, physicians_book

FILE = "transformed.cdat"
LARGEST = 4 * MIB
OPENS, CLOSES = time(8), time(20)
WEEKDAYS = (1, 2, 3, 4, 5, 6, 7)
MOST_PHYSICIANS, MOST_DUTIES, MOST_WEEKS, MOST_NEEDED, MOST_STRENGTH = 1000, 100, 53, 20, 100
_MONTH = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-([0-9]{1,2})")

Named = tuple[Path, Instance, Book]


class _Month:
    """What a file says; everything wrong is told, and nothing is made of a file with faults."""

    def __init__(self, data: Data, weeks: int) -> None:
        self.physicians = data.members("J", 0, MOST_PHYSICIANS)
        self.duties = data.members("I", 0, MOST_DUTIES)
        self.weeks = data.members("W", 1, MOST_WEEKS)
        days = data.members("D", 1, 7)
        if days and days != WEEKDAYS:
            data.fault_at("D", _("uken har ikke dagene 1..7"), _("Skriv %D set < 1..7 >."), "not-a-week")
        if self.weeks and self.weeks != tuple(range(1, weeks + 1)):
            what = _("ukene er ikke 1..{antall}, som mappens navn sier").format(antall=weeks)
            hint = _("Rett %W eller navnet på mappen, så de har like mange uker.")
            data.fault_at("W", what, hint, "weeks-differ")
        j, i, w, d = (
            ("J", self.physicians),
            ("I", self.duties),
            ("W", self.weeks),
            ("D", WEEKDAYS),
        )
        self.needed = data.table("d_bar_duty", (i, d), 0, MOST_NEEDED)
        self.eligible = _named(data.table("E_pos", (j, i, w, d), 0, 1))
        self.off = _named(data.table("D_off", (j, w, d), 0, 1))
        self.asked_on = data.table("g_req_on", (j, i, w, d), 0, MOST_STRENGTH)
        self.asked_off = data.table("g_req_off", (j, w, d), 0, MOST_STRENGTH)

    @property
    def dates(self) -> list[tuple[int, int]]:
        """Every week and weekday, in order."""
        return [(w, d) for w in self.weeks for d in WEEKDAYS]

    def lines_of(self, physician: int) -> list[int]:
        """The duties that a physician may take on some day."""
        return [i for i in self.duties if any((physician, i, w, d) in self.eligible for w, d in self.dates)]


def months_in(folder: Path) -> list[Path]:
    """The folders of the months in a folder, by date; the folder itself when it is a month.

    Raises InvalidInput when it holds none.
    """
    if _MONTH.fullmatch(folder.resolve().name) and (folder / FILE).is_file():
        return [folder]
    try:
        found = [p for p in folder.iterdir() if _MONTH.fullmatch(p.name) and p.is_dir()]
    except OSError:
        what, hint = _("mappen finnes ikke, eller kan ikke leses"), _("Kontroller navnet på mappen.")
        raise InvalidInput.one(str(folder), what, hint, "no-folder") from None
    if not found:
        what = _("mappen har ingen måneder")
        hint = _("Månedene skal være mapper som 2015-11-02-5: den første mandagen, og hvor mange uker.")
        raise InvalidInput.one(str(folder), what, hint, "no-months")
    return sorted(found, key=lambda p: p.name)


def read_physicians(source: Path) -> tuple[Instance, Book]:
    """The Instance and the Book of a month: its folder, or the file in it.

    Raises InvalidInput with all faults of the file at once, each with line and column.
    """
    path = source / FILE if source.is_dir() else source
    folder = path.resolve().parent.name
    where = f"{folder}/{path.name}"
    text = text_of(path, where, LARGEST)
    first, weeks = _dated(folder, where)
    told = Told(where)
    month = _Month(Data(text, told), weeks)
    told.settle()
    return _instance(month, first), physicians_book()


def read_months(folder: Path) -> list[Named]:
    """Every month of a folder by date, with its folder. Raises InvalidInput with the faults of all of them at once."""
    found: list[Named] = []
    faults: list[Fault] = []
    for path in months_in(folder):
        try:
            found.append((path, *read_physicians(path)))
        except InvalidInput as error:
            faults += error.faults
    for (_before, earlier, _book), (path, later, _same) in pairwise(found):
        if later.period.first <= earlier.period.last:
            what = _("måneden begynner før den forrige slutter ({dato})").format(
                dato=f"{earlier.period.last:%d.%m.%Y}"
            )
            faults.append(Fault(path.name, what, _("Fjern den ene, eller rett navnet."), "months-overlap"))
    if faults:
        raise InvalidInput(faults)
    return found


def _dated(folder: str, where: str) -> tuple[date, int]:
    """The first date and the number of weeks that the name of a month's folder gives."""
    named = _MONTH.fullmatch(folder)
    try:
        first = date.fromisoformat(named[1]) if named else None
    except ValueError:
        first = None
    if named is None or first is None or first.weekday() or not 1900 <= first.year <= 2100:
        what = _("navnet på mappen gir ikke en mandag og et antall uker")
        hint = _("Kall mappen for eksempel 2015-11-02-5: den første mandagen, og hvor mange uker.")
        raise InvalidInput.one(where, what, hint, "bad-month-name")
    return first, int(named[2])


def _named(table: dict[Index, int]) -> set[Index]:
    return {index for index, value in table.items() if value}


def _instance(month: _Month, first: date) -> Instance:
    usual = {i: max([1, *(month.needed.get((i, d), 0) for d in WEEKDAYS)]) for i in month.duties}
    return Instance(
        municipality=NAME,
        unit=NAME,
        book=NAME,
        period=Period(first=first, last=first + timedelta(days=7 * len(month.weeks) - 1)),
        lines=tuple(
            Line(id=_duty(i), name=_duty(i), kind=LineKind.LEGEVAKT, pool=_duty(i)) for i in month.duties
        ),
        shift_types=tuple(_type(i, usual[i]) for i in month.duties),
        day_places=tuple(
            DayPlaces(date=_day(first, w, d), shift_type=_duty(i), places=month.needed.get((i, d), 0))
            for w, d in month.dates
            for i in month.duties
            if month.needed.get((i, d), 0) != usual[i]
        ),
        doctors=tuple(_doctor(j, month.lines_of(j)) for j in month.physicians),
        absences=tuple(
            Absence(doctor=_physician(j), first=since, last=until)
            for j in month.physicians
            for since, until in _stretches(
                _day(first, w, d) for w, d in month.dates if (j, w, d) in month.off
            )
        ),
        wishes=(*_barred(month, first), *_asked(month, first)),
    )


def _barred(month: _Month, first: date) -> Iterable[Wish]:
    """The days on which a physician may not take a line that he takes on others."""
    for j in month.physicians:
        for i in month.lines_of(j):
            days = (_day(first, w, d) for w, d in month.dates if (j, i, w, d) not in month.eligible)
            for since, until in _stretches(days):
                yield _wish(j, WishKind.MUST_OFF, 1, since, until, _duty(i))


def _asked(month: _Month, first: date) -> Iterable[Wish]:
    """The requests, in the order of the physicians and dates."""
    for (j, i, w, d), strength in sorted(month.asked_on.items()):
        if strength:
            day = _day(first, w, d)
            yield _wish(j, WishKind.LIKE, strength, day, day, _duty(i))
    for (j, w, d), strength in sorted(month.asked_off.items()):
        if strength:
            day = _day(first, w, d)
            yield _wish(j, WishKind.RATHER_OFF, strength, day, day, None)


def _wish(j: int, kind: WishKind, strength: int, since: date, until: date, duty: str | None) -> Wish:
    return Wish(doctor=_physician(j), kind=kind, strength=strength, first=since, last=until, shift_type=duty)


def _type(duty: int, places: int) -> ShiftType:
    return ShiftType(
        id=_duty(duty),
        name=_duty(duty),
        line=_duty(duty),
        start=OPENS,
        end=CLOSES,
        day_classes=tuple(DayClass),
        places=places,
        load=1,
        need=Need.NONE,
        letter=str(duty),
    )


def _doctor(physician: int, lines: Sequence[int]) -> Doctor:
    return Doctor(
        id=_physician(physician),
        name=_physician(physician),
        born=date(1980, 1, 1),
        roles=(),
        municipality=NAME,
        duty_shares=(DutyShare(share=1 / max(1, len(lines))),),
        lines=tuple(_duty(i) for i in lines),
    )


def _physician(number: int) -> str:
    return f"J{number}"


def _duty(number: int) -> str:
    return f"I{number}"


def _day(first: date, week: int, weekday: int) -> date:
    return first + timedelta(days=7 * (week - 1) + weekday - 1)


def _stretches(days: Iterable[date]) -> list[tuple[date, date]]:
    """Days, in order, as stretches of days in a row."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and found[-1][1] + DAY == day:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
