"""What the Java side needs of an instance and a book, as plain data, and its roster back.

What one doctor may take whatever else there is on the roster is asked of verify, fair shares of the ledger: these
are facts of the input. What a roster costs the Java side works out by code of its own. Instances with something that
it does not know are refused, so that nobody compares two different problems.
"""

import json
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from vaktplan.domain.clock import DAY, at, day_of, minutes
from vaktplan.domain.days import DayClass, Feast, day_class
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor as Person
from vaktplan.domain.people import PairingKind, RestProfile, Role, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import SFS_KINDS, Need, Shift
from vaktplan.ledger.shares import fair_shares, values
from vaktplan.ledger.standing import always_backed, holds, may_stand_alone
from vaktplan.ledger.tally import is_duty, matches
from vaktplan.ledger.trainees import fair_duties
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book, shift_feasts, weekends_of
from vaktplan.verify.verify import verify

from .bookfacts import Unknown, book_facts, number

STATIC = ("eligibility", "competence", "exemption", "absence", "wishes")
FEASTS = {Feast.JUL: 0, Feast.NYTTAAR: 1}
GROUNDS = ("specialist", "specialising", "approved-gp", "transition-2017")


def write_facts(instance: Instance, book: Book, path: Path) -> None:
    """Write what the Java side reads. Raises Unknown when it would plan something else."""
    path.write_text(json.dumps(_Facts(instance, book).document()), encoding="utf-8")


def read_roster(path: Path) -> tuple[Roster, dict[str, Any]]:
    """The roster that the Java side wrote, and all it said."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return Roster.of((doctor, shift) for doctor, shift in told["roster"]), told


class _Facts:
    def __init__(self, instance: Instance, book: Book) -> None:
        self.instance, self.book = instance, book
        self.first, self.last = instance.period.first, instance.period.last
        self.opens = at(self.first, instance.practice_start.replace(hour=0, minute=0))
        self.index = {s.id: i for i, s in enumerate(instance.shifts)}

    def document(self) -> dict[str, Any]:
        """Everything."""
        odd = list(self._odd())
        if odd:
            raise Unknown("; ".join(odd))
        kept = [p for p in self.instance.pairings if p.kind is PairingKind.NEVER_TOGETHER]
        return {
            "shifts": [self._shift(s, period=True) for s in self.instance.shifts],
            "doctors": [self._doctor(d) for d in self.instance.doctors],
            "apart": [[p.doctor, p.other, p.line or ""] for p in kept],
            "book": book_facts(self.instance, self.book),
        }

    def _odd(self) -> Iterator[str]:
        """What the Java side does not know."""
        i, backup = self.instance, self.book.get(r.Backup)
        some = {
            "lines inside opening hours": any(not line.out_of_hours for line in i.lines),
            "lines of other kinds": any(line.kind not in SFS_KINDS or not line.under_sfs for line in i.lines),
            "other rest profiles": any(d.rest_profile is not RestProfile.SFS for d in i.doctors),
            "limits of a doctor's own": any(_own_limits(d) for d in i.doctors),
            "agreed shares": sum(m.share_percent is not None for m in i.municipalities) >= 2,
            "books of municipalities": bool(self.book.local),
            "wards and blocks": any(t.ward or t.block for t in i.shift_types),
            "pairs of other kinds": any(p.kind is not PairingKind.NEVER_TOGETHER for p in i.pairings),
            "successions and type limits": bool(i.successions or i.type_limits),
            "weekend limits of a doctor's own": any(d.max_weekends is not None for d in i.doctors),
            "supervision": bool(i.supervisions),
            "a base": bool(i.base),
            "no rule backup, or one with first duties on site": backup is None or backup.on_site_duties > 0,
            "must-off wishes that cost": self.book[r.Wishes].must_off.level is not r.Level.HARD,
        }
        yield from (what for what, has in some.items() if has)

    # -- shifts -------------------------------------------------------------------------------------------

    def _shift(self, shift: Shift, *, period: bool) -> dict[str, Any]:
        end_day = day_of(shift.end)
        night, after = self.book.is_night(shift), self.book.get(r.RestAfterNight)
        free = self._minute(at(end_day, after.free_until.clock(end_day))) if after and night else 0
        fact = {
            "id": shift.id,
            "day": self._day(shift.date),
            "end_day": self._day(end_day),
            "start": self._minute(shift.start),
            "end": self._minute(shift.end),
            "on_site": shift.on_site,
            "on_demand": shift.on_demand,
            "wanted": shift.wanted,
            "night": night,
            "alone_or_backup": shift.need is Need.ALONE_OR_BACKUP,
            "duty": is_duty(shift),
            "this_year": shift.date.year == self.last.year,
            "session": shift.line.kind not in SFS_KINDS,
            "line": shift.line.id,
            "weekends": [self._day(w) for w in weekends_of(shift)],
            "feasts": [_feast(f, y) for f, y in shift_feasts(shift)],
            "values": [values(self.book, shift)[m] for m in r.MEASURES],
            "places": shift.places,
            "free_until": free,
        }
        if period:
            fact["able"] = [d.id for d in self.instance.doctors if (d.id, shift.id) not in self._barred]
            fact["locked"] = sorted(k.doctor for k in self.instance.locks if k.shift == shift.id)
        return fact

    @cached_property
    def _barred(self) -> frozenset[tuple[str, str]]:
        """The takes that are a breach whatever else is on the roster, asked of verify with everybody on everything."""
        everything = Roster.of((d.id, s.id) for d in self.instance.doctors for s in self.instance.shifts)
        hard = verify(self.instance, self.book.only(*STATIC), everything).hard
        return frozenset((b.doctor or "", s) for b in hard for s in b.shifts)

    def _day(self, day: date) -> int:
        return (day - self.first).days

    def _minute(self, instant: Any) -> int:
        return minutes(self.opens, instant)

    def _week(self, day: date) -> int:
        return (self._day(day) - self._monday) // 7

    @property
    def _monday(self) -> int:
        return -self.first.weekday()

    # -- doctors ------------------------------------------------------------------------------------------

    def _doctor(self, doctor: Person) -> dict[str, Any]:
        past = self.instance.past[doctor.id]
        worked = [_feast(f.feast, f.year) for f in self.instance.feasts_worked if f.doctor == doctor.id]
        worked += [_feast(f, y) for s in past for f, y in shift_feasts(s)]
        fact = {
            "id": doctor.id,
            "rest_minutes": 60 * number(self.instance, self.book[r.DailyRest].sfs_hours),
            "past": [self._shift(s, period=False) for s in past],
            "practice": [self._practice(day) for day in self._practice_days(doctor)],
            "week_minutes": self._week_minutes(doctor),
            "must_be_backed": self._must_be_backed(doctor),
            "backed_first": self._backed_first(doctor),
            "shares": [self._share(doctor, m) for m in r.MEASURES],
            "wishes": self._wishes(doctor),
            "feasts_worked": sorted(set(worked)),
            "duties_wanted": self._duties_wanted(doctor),
            **self._locum(doctor),
        }
        if doctor.id in self._trainees:
            fair = self._trainees[doctor.id]
            fact["trainee_duties"] = [fair.__floor__(), fair.__ceil__()]
        return fact

    def _dates(self) -> list[date]:
        """The dates that rules look at: from the first week of the history to the day after the period."""
        first = min([self.first, *(p.date for p in self.instance.history)])
        begin = first - first.weekday() * DAY
        return [begin + k * DAY for k in range((self.last - begin).days + 8)]

    def _at_work(self, doctor: Person, day: date) -> bool:
        away = any(a.doctor == doctor.id and a.first <= day <= a.last for a in self.instance.absences)
        return doctor.serves_on(day) and not away

    def _practice_days(self, doctor: Person) -> list[date]:
        usual = [d for d in self._dates() if d.isoweekday() in doctor.practice_weekdays]
        return [
            d for d in usual if day_class(d) in (DayClass.WEEKDAY, DayClass.EVE) and self._at_work(doctor, d)
        ]

    def _practice(self, day: date) -> list[int]:
        begins, ends = self.instance.practice_start, self.instance.practice_end
        return [self._day(day), self._minute(at(day, begins)), self._minute(at(day, ends))]

    def _week_minutes(self, doctor: Person) -> list[list[int]]:
        """Practice and other work of each week."""
        found: dict[int, int] = {}
        for day in self._practice_days(doctor):
            _date, opens, closes = self._practice(day)
            found[self._week(day)] = found.get(self._week(day), 0) + closes - opens
        workdays: dict[int, int] = {}
        for day in self._dates():
            if day.weekday() < 5 and self._at_work(doctor, day):
                workdays[self._week(day)] = workdays.get(self._week(day), 0) + 1
        for week, k in workdays.items():
            other = round(doctor.other_hours * 100)  # hundredths of an hour
            found[week] = found.get(week, 0) + (2 * 60 * other * k + 500) // 1000
        return [[week, n] for week, n in sorted(found.items())]

    def _must_be_backed(self, doctor: Person) -> list[int]:
        standing = self.book.standing
        return [
            i
            for i, s in enumerate(self.instance.shifts)
            if s.need is Need.ALONE_OR_BACKUP
            and (always_backed(standing, doctor) or not may_stand_alone(standing, doctor, s.date))
        ]

    def _backed_first(self, doctor: Person) -> int:
        if Role.VIKAR not in doctor.roles:
            return 0
        done = self.instance.carried_by_doctor[doctor.id].duties_done
        return max(0, self.book[r.Backup].new_locum_duties - done)

    @cached_property
    def _shares(self) -> Any:
        return fair_shares(self.instance, self.book)

    def _share(self, doctor: Person, measure: str) -> dict[str, Any]:
        rule, target = self.book[r.Fairness], self._shares[doctor.id][measure].target
        most = sum(values(self.book, s)[measure] * s.places for s in self.instance.shifts)
        over, under = str(target.numerator), str(target.denominator)
        return {"over": over, "under": under, "steepness": rule.steep(measure), "most": most}

    def _wishes(self, doctor: Person) -> list[dict[str, Any]]:
        found = []
        for wish in self.instance.wishes:
            if wish.doctor == doctor.id and wish.kind is not WishKind.MUST_OFF:
                of = [i for i, s in enumerate(self.instance.shifts) if matches(wish, s)]
                like = wish.kind is WishKind.LIKE
                if of:
                    found.append({"like": like, "strength": wish.strength, "matches": of})
        return found

    def _duties_wanted(self, doctor: Person) -> int:
        """Duties that lack of the year's pace at the end of the period, before any of the period is taken."""
        rule = self.book.get(r.MinimumPractice)
        able = any(is_duty(s) and self._may(doctor, s) for s in self.instance.shifts)
        if rule is None or not able:
            return 0
        ytd, year = self.instance.ytd_by_doctor[doctor.id], self.last.year
        away = [a for a in self.instance.absences if a.doctor == doctor.id and not a.counts_as_presence]
        present = [
            d
            for d in self.instance.period.days
            if d.year == year and doctor.serves_on(d) and not any(a.first <= d <= a.last for a in away)
        ]
        in_year = (date(year + 1, 1, 1) - date(year, 1, 1)).days
        days = ytd.days_present + len(present)
        return rule.duties_a_year.whole(self.last) * days // in_year - ytd.duties

    @cached_property
    def _may_take(self) -> Any:
        from vaktplan.ledger.may_take import MayTake

        return MayTake(self.instance, self.book)

    def _may(self, doctor: Person, shift: Shift) -> bool:
        return bool(self._may_take(doctor, shift))

    @cached_property
    def _trainees(self) -> Any:
        return fair_duties(self.instance, self.book) if self.book.get(r.TraineeProgress) else {}

    def _locum(self, doctor: Person) -> dict[str, Any]:
        rule, locum = self.book.get(r.LocumLimit), Role.VIKAR in doctor.roles
        if rule is None or not locum:
            return {"locum": locum, "locum_days_left": 0, "excepted_days": []}
        kinds = [self.instance.line_by_id[i].kind for i in doctor.lines]
        months = rule.legevakt_months if all(k in SFS_KINDS for k in kinds) else rule.other_months
        ytd = self.instance.ytd_by_doctor[doctor.id]
        excepted = [
            self._day(d)
            for d in self.instance.period.days
            if d.year == ytd.year and not any(holds(g, doctor.competence, d) for g in GROUNDS)
        ]
        left = max(0, months.whole(self.last) * rule.days_a_month - ytd.days_worked)
        return {"locum": True, "locum_days_left": left, "excepted_days": excepted}


def _own_limits(doctor: Person) -> bool:
    limits = (doctor.min_minutes, doctor.max_minutes, doctor.max_run, doctor.min_run)
    return any(n is not None for n in (*limits, doctor.max_rest_run, doctor.min_rest_run))


def _feast(feast: Feast, year: int) -> int:
    return 10 * year + FEASTS.get(feast, 2 + list(Feast).index(feast))
