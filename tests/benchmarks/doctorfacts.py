"""What the Java side needs of a doctor: the past, the practice, the post, the wishes and the fair share."""

from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from vaktplan.domain.clock import DAY, at
from vaktplan.domain.days import DayClass, day_class, is_red
from vaktplan.domain.instance import Instance
from vaktplan.domain.people import Doctor, RestProfile, Role, WishKind
from vaktplan.domain.shifts import SFS_KINDS, Need, Shift
from vaktplan.ledger.may_take import MayTake
from vaktplan.ledger.pools import exact
from vaktplan.ledger.shares import fair_shares, values
from vaktplan.ledger.standing import always_backed, holds, may_stand_alone
from vaktplan.ledger.tally import is_duty, matches
from vaktplan.ledger.trainees import fair_duties
from vaktplan.rulebook import rules as r
from vaktplan.rulebook.book import Book

from .bookfacts import number
from .numbered import Numbered
from .shiftfacts import feast_number, feasts, shift_facts

GROUNDS = ("specialist", "specialising", "approved-gp", "transition-2017")


class DoctorFacts:
    """The doctors of an instance, one by one."""

    def __init__(self, instance: Instance, book: Book, numbered: Numbered) -> None:
        self.instance, self.book, self.numbered = instance, book, numbered
        self.last = instance.period.last

    def of(self, doctor: Doctor) -> dict[str, Any]:
        """One doctor."""
        past = self.instance.past[doctor.id]
        worked = [feast_number(f.feast, f.year) for f in self.instance.feasts_worked if f.doctor == doctor.id]
        worked += [f for s in past for f in feasts(s)]
        fact = {
            "id": doctor.id,
            "home": doctor.municipality,
            "wards": list(doctor.wards),
            **self._profile(doctor),
            "past": [shift_facts(self.instance, self.book, self.numbered, s) for s in past],
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
        if doctor.competence.specialties:
            fact["specialist_from"] = self.numbered.day(min(s.since for s in doctor.competence.specialties))
        if doctor.id in self._trainees:
            fair = self._trainees[doctor.id]
            fact["trainee_duties"] = [fair.__floor__(), fair.__ceil__()]
        return fact

    # -- rest and working time ----------------------------------------------------------------------------

    def _profile(self, doctor: Doctor) -> dict[str, Any]:
        """What the rest profile asks, in minutes: rest by whether a shift's line is under SFS, and weekly rest."""
        rest, week = self.book[r.DailyRest], self.book.get(r.WeeklyRest)
        agreed = doctor.rest_profile is RestProfile.AML_AGREED
        hours = rest.aml_agreed_hours if agreed else rest.aml_hours
        sfs = doctor.rest_profile is RestProfile.SFS
        weekly = (week.aml_agreed_hours if agreed else week.aml_hours) if week else None
        fact: dict[str, Any] = {
            "employed": not sfs,
            "rest_sfs": 60 * number(self.instance, rest.sfs_hours if sfs else hours),
            "rest_other": 60 * number(self.instance, hours),
            "weekly_rest": 60 * number(self.instance, weekly) if weekly else 0,
        }
        if not sfs and self.book.get(r.OwnFirst):
            room = self._room(doctor)
            fact["room"] = [room.numerator, room.denominator]
        return fact

    def _room(self, doctor: Doctor) -> Fraction:
        """The minutes of the post that practice and other work leave for the roster."""
        rule, period = self.book[r.OwnFirst], self.instance.period
        hours = rule.week_hours.at(period.first)
        assert isinstance(hours, int | float)
        days = [d for d in period.days if d.weekday() < 5 and not is_red(d) and self._at_work(doctor, d)]
        weeks = Fraction(len(days), 5)
        agreed = 60 * exact(hours, 2) * exact(doctor.position_percent, 2) / 100 * weeks
        practised = [d for d in self._practice_days(doctor) if period.first <= d <= period.last]
        fixed = sum(self._length(d) for d in practised) + 60 * exact(doctor.other_hours, 2) * weeks
        return max(Fraction(0), agreed - fixed)

    def _dates(self) -> list[date]:
        """The dates that rules look at: from the first week of the history to the day after the period."""
        first = min([self.instance.period.first, *(p.date for p in self.instance.history)])
        begin = first - first.weekday() * DAY
        return [begin + k * DAY for k in range((self.last - begin).days + 8)]

    def _at_work(self, doctor: Doctor, day: date) -> bool:
        away = any(a.doctor == doctor.id and a.first <= day <= a.last for a in self.instance.absences)
        return doctor.serves_on(day) and not away

    def _practice_days(self, doctor: Doctor) -> list[date]:
        usual = [d for d in self._dates() if d.isoweekday() in doctor.practice_weekdays]
        return [
            d for d in usual if day_class(d) in (DayClass.WEEKDAY, DayClass.EVE) and self._at_work(doctor, d)
        ]

    def _practice(self, day: date) -> list[int]:
        begins, ends = self.instance.practice_start, self.instance.practice_end
        numbered = self.numbered
        return [numbered.day(day), numbered.minute(at(day, begins)), numbered.minute(at(day, ends))]

    def _length(self, day: date) -> int:
        _date, opens, closes = self._practice(day)
        return max(0, closes - opens)

    def _week_minutes(self, doctor: Doctor) -> list[list[int]]:
        """Practice and other work of each week."""
        found: dict[int, int] = {}
        for day in self._practice_days(doctor):
            week = self.numbered.week(day)
            found[week] = found.get(week, 0) + self._length(day)
        workdays: dict[int, int] = {}
        for day in self._dates():
            if day.weekday() < 5 and self._at_work(doctor, day):
                workdays[self.numbered.week(day)] = workdays.get(self.numbered.week(day), 0) + 1
        for week, k in workdays.items():
            other = round(doctor.other_hours * 100)  # hundredths of an hour
            found[week] = found.get(week, 0) + (2 * 60 * other * k + 500) // 1000
        return [[week, n] for week, n in sorted(found.items())]

    # -- standing -----------------------------------------------------------------------------------------

    def _must_be_backed(self, doctor: Doctor) -> list[int]:
        standing = self.book.standing
        return [
            i
            for i, s in enumerate(self.instance.shifts)
            if s.need is Need.ALONE_OR_BACKUP
            and (always_backed(standing, doctor) or not may_stand_alone(standing, doctor, s.date))
        ]

    def _backed_first(self, doctor: Doctor) -> int:
        if Role.VIKAR not in doctor.roles:
            return 0
        done = self.instance.carried_by_doctor[doctor.id].duties_done
        return max(0, self.book[r.Backup].new_locum_duties - done)

    # -- shares and wishes --------------------------------------------------------------------------------

    @cached_property
    def _shares(self) -> Any:
        return fair_shares(self.instance, self.book)

    @cached_property
    def _most(self) -> dict[str, int]:
        """What all places together count in each measure."""
        worths = [(values(self.book, s), s.places) for s in self.instance.shifts]
        return {m: sum(worth[m] * places for worth, places in worths) for m in r.MEASURES}

    def _share(self, doctor: Doctor, measure: str) -> dict[str, Any]:
        rule, target = self.book[r.Fairness], self._shares[doctor.id][measure].target
        over, under = str(target.numerator), str(target.denominator)
        return {"over": over, "under": under, "steepness": rule.steep(measure), "most": self._most[measure]}

    def _wishes(self, doctor: Doctor) -> list[dict[str, Any]]:
        found = []
        for wish in self.instance.wishes:
            if wish.doctor == doctor.id and wish.kind is not WishKind.MUST_OFF:
                of = [i for i, s in enumerate(self.instance.shifts) if matches(wish, s)]
                like = wish.kind is WishKind.LIKE
                if of:
                    found.append({"like": like, "strength": wish.strength, "matches": of})
        return found

    def _duties_wanted(self, doctor: Doctor) -> int:
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
    def _may_take(self) -> MayTake:
        return MayTake(self.instance, self.book)

    def _may(self, doctor: Doctor, shift: Shift) -> bool:
        return bool(self._may_take(doctor, shift))

    @cached_property
    def _trainees(self) -> Any:
        return fair_duties(self.instance, self.book) if self.book.get(r.TraineeProgress) else {}

    # -- locums -------------------------------------------------------------------------------------------

    def _locum(self, doctor: Doctor) -> dict[str, Any]:
        rule, locum = self.book.get(r.LocumLimit), Role.VIKAR in doctor.roles
        if rule is None or not locum:
            return {"locum": locum, "locum_days_left": 0, "excepted_days": []}
        kinds = [self.instance.line_by_id[i].kind for i in doctor.lines]
        months = rule.legevakt_months if all(k in SFS_KINDS for k in kinds) else rule.other_months
        ytd = self.instance.ytd_by_doctor[doctor.id]
        excepted = [
            self.numbered.day(d)
            for d in self.instance.period.days
            if d.year == ytd.year and not any(holds(g, doctor.competence, d) for g in GROUNDS)
        ]
        left = max(0, months.whole(self.last) * rule.days_a_month - ytd.days_worked)
        return {"locum": True, "locum_days_left": left, "excepted_days": excepted}
