"""Working time beside the roster: practice, unless a night takes it away, and other hours of the post."""

from datetime import date
from fractions import Fraction
from math import floor, lcm

from vaktplan.domain.clock import day_of
from vaktplan.domain.people import Doctor

from .build import Build, Duty
from .model import Var
from .subtotals import long
from .work import exact, week_of

Parts = list[tuple[Var, Fraction]]


class Beside:
    """The working time of a doctor beside the roster, week by week."""

    def __init__(self, build: Build, doctor: Doctor) -> None:
        self.doctor, self._build = doctor, build
        self._nights: dict[date, list[Duty]] = {}  # by the date on which they end
        self._weeks: dict[date, tuple[Fraction, Parts]] = {}
        for duty in build.duties(doctor.id):
            if duty.shift.on_site and build.known.is_night(duty.shift):
                self._nights.setdefault(day_of(duty.shift.end), []).append(duty)

    def of(self, weeks: list[date]) -> tuple[Fraction, Parts]:
        """The minutes of some weeks, and what nights of the period take away from them."""
        each = [self._week(monday) for monday in weeks]
        return sum((minutes for minutes, _ in each), Fraction(0)), [part for _, lost in each for part in lost]

    def _week(self, monday: date) -> tuple[Fraction, Parts]:
        if monday not in self._weeks:
            practice, lost = self._practice(monday)
            self._weeks[monday] = practice + _other(self._build, self.doctor, monday), lost
        return self._weeks[monday]

    def _practice(self, monday: date) -> tuple[Fraction, Parts]:
        """The practice of a week that no past night takes away, and what nights of the period take of it."""
        total, lost = Fraction(0), Parts()
        for day in week_of(monday):
            minutes = self._build.known.practice_minutes(self.doctor, day)
            nights = self._nights.get(day, [])
            if minutes and not any(n.past for n in nights):
                total += minutes
                if nights:
                    lost.append((self._build.any_of(n.on for n in nights), Fraction(-minutes)))
        return total, self._summed(lost)

    def _summed(self, lost: Parts) -> Parts:
        """A week's lost practice as one part, in a long period."""
        if not long(self._build) or len(lost) < 2:
            return lost
        unit = lcm(*(w.denominator for _, w in lost))
        terms = [(v, int(-w * unit)) for v, w in lost]
        return [(self._build.count(terms, sum(k for _, k in terms)), Fraction(-1, unit))]


def _other(build: Build, doctor: Doctor, monday: date) -> int:
    """The minutes of the post in a week that the roster does not show."""
    days = sum(build.known.at_work(doctor, day) for day in week_of(monday)[:5])
    return floor(60 * exact(doctor.other_hours) * days / 5 + Fraction(1, 2))
