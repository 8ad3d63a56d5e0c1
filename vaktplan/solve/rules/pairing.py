"""Two doctors kept apart or together.

In words: who never go together have no duties that share time; who never go back to back have none that end and start
close; one who always goes with others has duty only while one of them has a shift of the same line or house.
In maths: x[d, s] + x[o, t] ≤ 1 for s and t that share time, or with 0 ≤ gap ≤ gap_minutes (past duties being 1);
x[d, s] ≤ Σ x[o, t] over the group's others o and their t of the line that are on, for every part of s;
priced: the pairs, and the minutes · lacking with lacking ≥ x[d, s] − Σ x[o, t].
Source: the municipality's own; supervision that must be present (spesialistforskriften §§ 17, 25).
"""

from collections.abc import Sequence
from datetime import timedelta

from vaktplan.domain.clock import minutes
from vaktplan.domain.people import Pairing, PairingKind
from vaktplan.domain.shifts import Shift
from vaktplan.rulebook.rules import Level, PairingRule
from vaktplan.solve.build import Build, Duty
from vaktplan.solve.shapes import company, each_with
from vaktplan.solve.slices import LONGEST, meeting, starting


def add(build: Build, rule: PairingRule) -> None:
    """Forbid or price what each row of the pairings says."""
    groups: dict[tuple[str, str | None], list[str]] = {}
    for row in build.instance.pairings:
        if row.kind is PairingKind.NEVER_TOGETHER:
            _apart(build, rule, row)
        elif row.kind is PairingKind.NEVER_BACK_TO_BACK:
            _back_to_back(build, rule, row)
        else:
            groups.setdefault((row.doctor, row.line), []).append(row.other)
    for (doctor, line), others in groups.items():
        theirs = [build.takes(o) for o in dict.fromkeys(others)]
        for take in _on_line(build.takes(doctor), line):
            with_them = [t for takes in theirs for t in meeting(takes, take.shift)]
            _always_with(build, rule, take, [t for t in with_them if _same_place(take.shift, t.shift)])


def _on_line(duties: Sequence[Duty], line: str | None) -> list[Duty]:
    return [d for d in duties if line is None or d.shift.line.id == line]


def _same_place(s: Shift, t: Shift) -> bool:
    return s.line.id == t.line.id or (s.type.house != "" and s.type.house == t.type.house)


def _apart(build: Build, rule: PairingRule, row: Pairing) -> None:
    others = _on_line(build.takes(row.other), row.line)
    for one in _on_line(build.takes(row.doctor), row.line):
        s = one.shift
        together = [t for t in meeting(others, s) if t.shift.start < s.end and s.start < t.shift.end]
        each_with(build, rule, "apart", row.doctor, one, together)


def _back_to_back(build: Build, rule: PairingRule, row: Pairing) -> None:
    others = _on_line(build.duties(row.other), row.line)
    gap = timedelta(minutes=rule.gap_minutes)
    for one in _on_line(build.duties(row.doctor), row.line):
        around = starting(others, one.shift.start - LONGEST - gap, one.shift.end + gap)
        near = [t for t in around if _near(one.shift, t.shift, rule.gap_minutes)]
        new = [t for t in near if not t.past]
        if one.past:
            for other in new:
                build.charge(rule, "back_to_back", row.doctor, other.on)
        else:
            for _ in near[len(new) :]:
                build.charge(rule, "back_to_back", row.doctor, one.on)
            each_with(build, rule, "back_to_back", row.doctor, one, new)


def _near(s: Shift, t: Shift, gap: int) -> bool:
    return 0 <= minutes(s.end, t.start) <= gap or 0 <= minutes(t.end, s.start) <= gap


def _always_with(build: Build, rule: PairingRule, take: Duty, others: list[Duty]) -> None:
    level = build.level(rule, "always_with")
    for there, amount in company(take, others):
        present = [d.on for d in there]
        if level is Level.HARD:
            build.hard(rule, "always_with", take.doctor, build.cp.add_bool_or([take.on.negated(), *present]))
        elif level is Level.SOFT:
            lacking = build.excess([(take.on, 1), *((v, -1) for v in present)], 0)
            build.soft(rule, "always_with", take.doctor, lacking, amount)
