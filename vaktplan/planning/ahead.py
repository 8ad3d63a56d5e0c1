"""Year by year: residents, lists, contracts, doctors in place, and how the duty falls on those who share it."""

from collections.abc import Iterator
from datetime import date, timedelta

from vaktplan.domain.clock import anniversary

from .contracts import MAIN
from .duty import DutyYear
from .facts import Facts, Hjemmel
from .plan import Scenario, Span, YearRow

AS_TODAY = Scenario(name="as-today", title="")


class Ahead:
    """What the years rest on: the facts, a choice, and a year of duty where one is known."""

    def __init__(
        self,
        facts: Facts,
        *,
        age_right: int,
        retire_at: int,
        free_goal: float,
        bakvakter_a_post: float,
        duty_doctor_hours: float,
        choice: Scenario = AS_TODAY,
    ) -> None:
        self.facts = facts
        self.choice = choice
        self.age_right = age_right
        self.retire_at = retire_at
        self.free_goal = free_goal
        self.bakvakter_a_post = bakvakter_a_post
        self.duty_doctor_hours = duty_doctor_hours

    def row(self, year: int, duty: DutyYear | None) -> YearRow:
        """One year, 31 December."""
        facts, setting = self.facts, self.facts.setting
        residents = residents_span(facts, year, self.choice.alternative)
        lists = sum(h.list_length for h in facts.hjemler)
        on_lists = residents.moved(lists - setting.residents)
        contracts = len(facts.hjemler) + self.choice.extra_hjemler
        mean = lists / len(facts.hjemler) if facts.hjemler else 0.0
        goal = self.choice.list_length_goal or setting.list_length_goal or mean
        caps = self._caps(contracts, mean)
        shared = self.sharing(year)
        return YearRow(
            year=year,
            residents=residents,
            on_lists=on_lists,
            hjemler=contracts,
            in_place=self.in_place(year),
            needed_as_today=on_lists.over(mean),
            needed_at_goal=on_lists.over(goal),
            needed_with_margin=on_lists.over(goal * (1 - self.free_goal)),
            retiring=sum(_leaves(h, self.retire_at).year == year for h in self._doctors()),
            free_places=Span(
                low=caps - on_lists.high, likely=caps - on_lists.likely, high=caps - on_lists.low
            ),
            sharing_duty=shared,
            duties_each=self.duties(duty) / shared if duty and shared else None,
            bakvakter=round(self.lis1_posts * self.bakvakter_a_post),
        )

    @property
    def lis1_posts(self) -> int:
        """LIS-1 posts of the choice."""
        return self.facts.setting.lis1_posts if self.choice.lis1_posts is None else self.choice.lis1_posts

    def duties(self, duty: DutyYear) -> float:
        """Duties a year that the GPs share: without nights given away and duties of employed doctors."""
        given = self.nights_given(duty)
        each = duty.duty_hours / duty.on_site if duty.on_site else 0.0
        taken = self.choice.employed_duty_doctors * self.duty_doctor_hours / each if each else 0.0
        return max(0.0, duty.on_site - given - taken) + duty.on_call

    def nights(self, duty: DutyYear) -> float:
        """Nights a year of the GPs; employed doctors take nights and other duties alike."""
        kept = duty.nights - self.nights_given(duty)
        on_site = duty.on_site - self.nights_given(duty)
        rest = (self.duties(duty) - duty.on_call) / on_site if on_site else 0.0
        return kept * rest

    def nights_given(self, duty: DutyYear) -> float:
        """Nights a year that the neighbour has."""
        return duty.nights * (1 - self.choice.nights_kept)

    def in_place(self, year: int) -> Span:
        """Doctors in the contracts: recruited at once, in the stated time, or in twice that time."""
        months = self.facts.setting.recruiting_months
        high, likely, low = (self._staying(year) + self._recruited(year, m) for m in (0, months, months * 2))
        return Span(low=low, likely=likely, high=high)

    def sharing(self, year: int) -> int:
        """Doctors who share duty: those of today within the age of the right, and those recruited."""
        last = date(year, 12, 31)
        young = sum(
            h.born is not None
            and last <= anniversary(h.born, self.age_right)
            and _leaves(h, self.retire_at) > last
            for h in self._doctors()
        )
        return young + self._recruited(year, self.facts.setting.recruiting_months)

    def _caps(self, contracts: int, mean: float) -> float:
        """Places on all lists: the goal on each where the choice has one, else today's caps and the mean."""
        if self.choice.list_length_goal:
            return contracts * self.choice.list_length_goal
        caps = sum(h.list_cap for h in self.facts.hjemler)
        each = caps / len(self.facts.hjemler) if self.facts.hjemler else mean
        return caps + self.choice.extra_hjemler * each

    def _doctors(self) -> Iterator[Hjemmel]:
        """The contracts that have a doctor."""
        return (h for h in self.facts.hjemler if h.born is not None)

    def _staying(self, year: int) -> int:
        last = date(year, 12, 31)
        return sum(_leaves(h, self.retire_at) > last and _begun(h, last) for h in self._doctors())

    def _recruited(self, year: int, months: int) -> int:
        """New doctors in contracts that are or fall vacant by the end of a year, so long after the vacancy."""
        last = date(year, 12, 31)
        status = self.facts.setting.status_on
        vacant = [_leaves(h, self.retire_at) for h in self._doctors()]
        vacant += [status for h in self.facts.hjemler if h.born is None]
        vacant += [status] * self.choice.extra_hjemler
        return sum(max(day, status) + timedelta(days=round(months * 365.25 / 12)) <= last for day in vacant)


def residents_span(facts: Facts, year: int, alternative: str | None = None) -> Span:
    """Residents in a year: likely by an alternative or the main one, between the lowest and the highest."""
    names = list(dict.fromkeys(p.alternative for p in facts.projections))
    if not names:
        return Span(low=facts.setting.residents, likely=facts.setting.residents, high=facts.setting.residents)
    chosen = alternative if alternative in names else MAIN if MAIN in names else names[0]
    values = {name: _latest(facts, year, name) for name in names}
    return Span(low=min(values.values()), likely=values[chosen], high=max(values.values()))


def _latest(facts: Facts, year: int, alternative: str) -> int:
    """The projection of a year, or of the last year before it; today's residents before the first."""
    known = [
        (p.year, p.residents) for p in facts.projections if p.alternative == alternative and p.year <= year
    ]
    return max(known)[1] if known else facts.setting.residents


def _leaves(hjemmel: Hjemmel, retire_at: int) -> date:
    """When a doctor leaves: at the age of retirement, or at a known end before it."""
    if hjemmel.born is None:
        raise ValueError(f"{hjemmel.id} is vacant")
    old = anniversary(hjemmel.born, retire_at)
    return old if hjemmel.last is None else min(old, hjemmel.last + timedelta(days=1))


def _begun(hjemmel: Hjemmel, day: date) -> bool:
    return hjemmel.first is None or hjemmel.first <= day
