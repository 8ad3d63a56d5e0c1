"""Invented files of the public format, and rosters for them: some lawful, some almost, some anything."""

from random import Random

from tests.benchmarks.published import Problem, Take, judge


def drawn_file(rng: Random) -> str:
    """A small file of the format, with every kind of line."""
    days, shifts = (
        rng.choice((7, 9, 14, 20, 21, 28)),
        rng.sample(("E", "L", "N", "D1", "a"), rng.randint(1, 3)),
    )
    staff = [f"{letter}{n}" for letter in "AB" for n in range(rng.randint(1, 3))]
    lines = ["# invented", "SECTION_HORIZON", str(days), "", "SECTION_SHIFTS"]
    lines += [
        f"{s},{rng.choice((480, 600, 720, 1200))}," + "|".join(t for t in shifts if rng.random() < 0.3)
        for s in shifts
    ]
    lines += ["", "SECTION_STAFF", *(_worker(rng, who, shifts, days) for who in staff)]
    lines += ["", "SECTION_DAYS_OFF"]
    for who in staff:
        free = rng.sample(range(days), rng.randint(0, 3))
        lines.append(",".join([who, *map(str, sorted(free))]))
    for section in ("SECTION_SHIFT_ON_REQUESTS", "SECTION_SHIFT_OFF_REQUESTS"):
        lines += ["", section]
        lines += [
            f"{rng.choice(staff)},{rng.randrange(days)},{rng.choice(shifts)},{rng.randint(1, 9)}"
            for _ in range(rng.randint(0, 12))
        ]
    under, over = rng.choice(((100, 1), (7, 3), (1000, 0)))
    lines += ["", "SECTION_COVER"]
    lines += [f"{day},{s},{rng.randint(0, 3)},{under},{over}" for day in range(days) for s in shifts]
    return "\n".join(lines) + "\n"


def _worker(rng: Random, who: str, shifts: list[str], days: int) -> str:
    most = "|".join(f"{s}={rng.choice((0, 1, 3, days, days))}" for s in shifts)
    least = rng.choice((0, 0, 480, 1440, days * 200))
    runs = f"{rng.randint(3, 6)},{rng.randint(1, 3)},{rng.randint(1, 3)}"
    return f"{who},{most},{least + rng.choice((480, 2400, 9000))},{least},{runs},{rng.randint(0, 3)}"


def drawn_roster(rng: Random, problem: Problem, spoiled: int) -> list[Take]:
    """A roster that tries to be lawful for everyone, with some takes then added or taken away."""
    takes = {take for who in problem.limits for take in _own(rng, problem, who)}
    shifts = list(problem.length)
    for _ in range(spoiled):
        takes ^= {(rng.choice(list(problem.limits)), rng.randrange(problem.days), rng.choice(shifts))}
    return sorted(takes)


def _own(rng: Random, problem: Problem, who: str) -> list[Take]:
    """One employee's shifts: the best of some tries in runs of work and rest of fair length."""
    best: list[Take] = []
    fewest = 99
    alone = Problem(**{**problem.__dict__, "limits": {who: problem.limits[who]}})
    for _ in range(12):
        tried = _tried(rng, problem, who)
        broken = len(judge(alone, tried).broken)
        if broken < fewest:
            best, fewest = tried, broken
        if not fewest:
            break
    return best


def _tried(rng: Random, problem: Problem, who: str) -> list[Take]:
    left, _min_minutes, max_run, min_run, min_rest, _weekends = problem.limits[who]
    allowed = [s for s, most in problem.most[who].items() if most]
    takes: list[Take] = []
    day, work = 0, rng.random() < 0.5
    while day < problem.days:
        length = (
            rng.randint(min_run, max(min_run, max_run)) if work else min_rest + rng.choice((0, 0, 1, 3, 7))
        )
        for d in range(day, min(day + length, problem.days)) if allowed and work else ():
            if d in problem.off.get(who, set()):
                length = d - day
                break
            takes.append((who, d, rng.choice(allowed)))
            left -= problem.length[takes[-1][2]]
            if left < problem.length[takes[-1][2]]:
                return takes
        day, work = day + max(1, length), not work
    return takes
