"""A finished roster as the checks see it: each doctor's shifts in time order, and a way to say a breach."""

from collections.abc import Callable, Collection, Iterator, Sequence
from copy import copy
from datetime import date
from typing import Any

from vaktplan.domain.roster import Roster
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.breach import Breach
from vaktplan.rulebook.rules import Rule

from .frame import Frame


class View:
    """One roster under one book. A take is a (doctor, shift) pair of the roster."""

    def __init__(self, frame: Frame, roster: Roster, texts: bool = True) -> None:
        self.frame = frame
        self.instance = frame.instance
        self.book = frame.book
        self.roster = roster
        self.past = frame.instance.past
        self.holders: dict[str, list[str]] = {}  # shift id → doctor ids, in order
        self.takes: dict[str, list[Shift]] = {d.id: [] for d in frame.instance.doctors}
        self._texts = texts
        shifts = frame.instance.shift_by_id
        for doctor, shift in roster.pairs:
            if doctor not in self.takes or shift not in shifts:
                raise ValueError(f"the roster names an unknown doctor or shift: {doctor} {shift}")
            self.takes[doctor].append(shifts[shift])
            self.holders.setdefault(shift, []).append(doctor)
        order = frame.order
        for held in self.takes.values():
            held.sort(key=lambda s: order[s.id])
        self._walks: dict[str, list[tuple[Shift, bool]]] = {}

    def among(self, doctors: Collection[str]) -> "View":
        """The same roster, with the takes of some doctors alone."""
        narrowed = copy(self)
        narrowed.takes = {d: held for d, held in self.takes.items() if d in doctors}
        return narrowed

    def busy(self) -> Iterator[tuple[str, list[Shift]]]:
        """Each doctor who takes anything, with the shifts of the period by start."""
        for doctor, held in self.takes.items():
            if held:
                yield doctor, held

    def walk(self, doctor: str) -> list[tuple[Shift, bool]]:
        """The doctor's past shifts and takes by start, each with whether it is of the period."""
        if doctor not in self._walks:
            steps = [(s, False) for s in self.past[doctor]] + [(s, True) for s in self.takes[doctor]]
            if self.past[doctor]:
                steps.sort(key=lambda step: (step[0].start, step[0].end, step[0].id))
            self._walks[doctor] = steps
        return self._walks[doctor]

    def name(self, doctor: str) -> str:
        """The doctor's name."""
        return self.instance.doctor_by_id[doctor].name

    def breach(
        self,
        rule: Rule,
        part: str,
        doctor: str | None,
        shifts: Sequence[Shift],
        amount: int,
        text: Callable[..., str],
        *facts: Any,
    ) -> Breach:
        """A breach with its level, its price, and the paragraphs of the last shift's date.

        `text` is asked only when texts are wanted, with the doctor's name (when there is one) and the facts.
        """
        day = shifts[-1].date if shifts else self.instance.period.first
        term = rule.term(part)
        return Breach(
            rule=rule.id,
            part=part,
            level=term.level,
            tier=term.tier,
            weight=term.weight,
            doctor=doctor,
            shifts=tuple(s.id for s in shifts),
            amount=amount,
            text=self._say(doctor, text, facts) if self._texts else "",
            cite=self.frame.cite(rule, day),
        )

    def _say(self, doctor: str | None, text: Callable[..., str], facts: tuple[Any, ...]) -> str:
        return text(*facts) if doctor is None else text(self.name(doctor), *facts)


def runs(days: Sequence[date], step: int = 1) -> Iterator[list[date]]:
    """Ascending dates cut into maximal runs whose neighbours are `step` days apart."""
    run: list[date] = []
    for day in days:
        if run and (day - run[-1]).days != step:
            yield run
            run = []
        run.append(day)
    if run:
        yield run
