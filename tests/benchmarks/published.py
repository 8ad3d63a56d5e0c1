"""The published definition of the shift-scheduling problem (Curtois and Qu, 2014), straight from the text of a file.

Nothing of vaktplan is imported: this is the independent judge of rosters.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

Take = tuple[str, int, str]  # employee, day from 0, shift


@dataclass
class Problem:
    """What a file says."""

    days: int = 0
    length: dict[str, int] = field(default_factory=dict)
    after: dict[str, set[str]] = field(default_factory=dict)  # what may not follow a shift
    most: dict[str, dict[str, int]] = field(default_factory=dict)
    limits: dict[str, tuple[int, ...]] = field(default_factory=dict)
    off: dict[str, set[int]] = field(default_factory=dict)
    on_requests: list[tuple[str, int, str, int]] = field(default_factory=list)
    off_requests: list[tuple[str, int, str, int]] = field(default_factory=list)
    cover: list[tuple[int, str, int, int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Judged:
    """The hard constraints that a roster breaks, by name and employee, and what it costs."""

    broken: frozenset[tuple[str, str]]
    cost: int


def parse(text: str) -> Problem:
    """The problem of a file that is known to be well formed."""
    problem, section = Problem(), ""
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("SECTION_"):
            section = line
            continue
        cells = [cell.strip() for cell in line.split(",")]
        if section == "SECTION_HORIZON":
            problem.days = int(cells[0])
        elif section == "SECTION_SHIFTS":
            problem.length[cells[0]] = int(cells[1])
            problem.after[cells[0]] = {s for s in cells[2].split("|") if s} if len(cells) > 2 else set()
        elif section == "SECTION_STAFF":
            pairs = (pair.split("=") for pair in cells[1].split("|"))
            problem.most[cells[0]] = {shift: int(most) for shift, most in pairs}
            problem.limits[cells[0]] = tuple(map(int, cells[2:]))
        elif section == "SECTION_DAYS_OFF":
            problem.off[cells[0]] = {int(day) for day in cells[1:] if day}
        elif section == "SECTION_COVER":
            problem.cover.append((int(cells[0]), cells[1], int(cells[2]), int(cells[3]), int(cells[4])))
        else:
            on = section == "SECTION_SHIFT_ON_REQUESTS"
            requests = problem.on_requests if on else problem.off_requests
            requests.append((cells[0], int(cells[1]), cells[2], int(cells[3])))
    return problem


def judge(problem: Problem, roster: Iterable[Take]) -> Judged:
    """Which hard constraints a roster breaks, and its cost."""
    takes = set(roster)
    broken: set[tuple[str, str]] = set()
    for who in problem.limits:
        own = sorted((day, shift) for employee, day, shift in takes if employee == who)
        broken |= {(name, who) for name in _broken(problem, who, own)}
    return Judged(frozenset(broken), _cost(problem, takes))


def _broken(problem: Problem, who: str, own: list[tuple[int, str]]) -> set[str]:
    """The names of the hard constraints that one employee's shifts break."""
    max_minutes, min_minutes, max_run, min_run, min_rest, max_weekends = problem.limits[who]
    days, pairs = {day for day, _shift in own}, set(own)
    worked = [day in days for day in range(problem.days)]
    minutes = sum(problem.length[shift] for _day, shift in own)
    each = Counter(shift for _day, shift in own)
    found = {
        "one a day": len(own) > sum(worked),
        "rotation": any((day + 1, then) in pairs for day, shift in own for then in problem.after[shift]),
        "most of a shift": any(n > problem.most[who][shift] for shift, n in each.items()),
        "most minutes": minutes > max_minutes,
        "least minutes": minutes < min_minutes,
        "days off": any(day in problem.off.get(who, set()) for day, _shift in own),
        "most in a row": max((n for _first, n in _runs(worked, True)), default=0) > max_run,
        "least in a row": _too_short(worked, True, min_run),
        "least off in a row": _too_short(worked, False, min_rest),
        "weekends": sum(any(worked[day : day + 2]) for day in range(5, problem.days, 7)) > max_weekends,
    }
    return {name for name, is_so in found.items() if is_so}


def _runs(worked: list[bool], what: bool) -> list[tuple[int, int]]:
    """Maximal runs of days on, or off: the first day, and how many."""
    runs: list[tuple[int, int]] = []
    for day, is_on in enumerate(worked):
        if is_on is what:
            going_on = day > 0 and worked[day - 1] is what
            runs[len(runs) - going_on :] = [(runs[-1][0], runs[-1][1] + 1) if going_on else (day, 1)]
    return runs


def _too_short(worked: list[bool], what: bool, least: int) -> bool:
    """Whether some run is too short; one at an edge of the horizon goes on outside it."""
    return any(n < least and first > 0 and first + n < len(worked) for first, n in _runs(worked, what))


def _cost(problem: Problem, takes: set[Take]) -> int:
    on = sum(w for who, day, shift, w in problem.on_requests if (who, day, shift) not in takes)
    off = sum(w for who, day, shift, w in problem.off_requests if (who, day, shift) in takes)
    there = Counter((day, shift) for _who, day, shift in takes)
    cover = 0
    for day, shift, need, under, over in problem.cover:
        have = there[day, shift]
        cover += under * max(0, need - have) + over * max(0, have - need)
    return on + off + cover
