"""Near-feasible rosters: lawful rosters of the solver with one or two edits, sorted by what the check says of them."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from random import Random
from typing import NamedTuple

from ortools.sat.python import cp_model

from tests.agreement.worlds import SMALL, TIGHT, World, world
from vaktplan.domain.days import feast_dates
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.breach import Verdict
from vaktplan.rulebook.rules import Level
from vaktplan.solve.judge import Judge
from vaktplan.solve.rulelist import assemble
from vaktplan.verify import Verifier

HOUR = timedelta(hours=1)
Pairs = frozenset[tuple[str, str]]
Costs = dict[tuple[str, str], int]
LAWFUL, MANY = "lawful", "many"
WHATEVER = ("minimum-doctors", "notice")  # rules that no roster changes


class Near(NamedTuple):
    """A roster near a lawful one, and its kind: lawful, many, or the one rule it breaks in one breach."""

    roster: Roster
    kind: str


def lawful_rosters(w: World, count: int, besides: str = "") -> list[Pairs]:
    """Some rosters that are lawful, but perhaps in one rule, as unlike as random prices make them.

    What no roster can change, such as a notice given too late, is left out: near it is everything.
    """
    rng = Random(f"{w.seed} {besides}")
    book = w.book.only(*(rule for rule in w.book.rules if rule not in (*WHATEVER, besides)))
    build = assemble(w.instance, book, levels=(Level.HARD,))
    found: list[Pairs] = []
    variables = build.variables
    for k in range(count):
        least, most = (-2, 6) if k % 3 < 2 else (-6, 3)  # now and then a roster with few takes
        wanted = [rng.randint(least, most) for _ in variables]
        build.cp.maximize(cp_model.LinearExpr.weighted_sum(list(variables.values()), wanted))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = w.seed
        solver.parameters.max_deterministic_time = 0.5
        status = solver.solve(build.cp)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            values = list(solver.response_proto.solution)
            found.append(frozenset(p for p, v in variables.items() if values[v.index]))
    return found


def grafted(rng: Random, w: World, stock: Pairs, scions: Pairs) -> Pairs:
    """A lawful roster with a take or two of another put in, and what stands against them in time or place out."""
    found = set(stock)
    others = sorted(scions - stock)
    for who, shift in rng.sample(others, min(len(others), rng.choice((1, 1, 2)))):
        s = w.instance.shift_by_id[shift]
        near = {
            t.id for t in w.instance.shifts if t.start < s.end + 11 * HOUR and s.start < t.end + 11 * HOUR
        }
        found = {(d, t) for d, t in found if t != shift and (d != who or t not in near)} | {(who, shift)}
    return frozenset(found)


def edited(rng: Random, w: World, pairs: Pairs) -> Pairs:
    """One or two edits: a take added, dropped, moved to another doctor or shift, or two takes swapped."""
    found = set(pairs)
    for _ in range(rng.choice((1, 1, 2))):
        _edit(rng, w, found)
    return frozenset(found)


def _edit(rng: Random, w: World, pairs: set[tuple[str, str]]) -> None:
    doctors, shifts = w.instance.doctors, w.instance.shifts
    held = sorted(pairs)
    what = rng.choice(("add", "add", "drop", "move", "swap", "near", "aim", "aim"))
    if not shifts:
        return
    if what == "aim":
        _aim(rng, w, pairs)
        return
    if what == "add" or not held:
        pairs.add((rng.choice(doctors).id, rng.choice(shifts).id))
        return
    who, shift = rng.choice(held)
    if what != "near":
        pairs.discard((who, shift))
    if what == "move":
        pairs.add((rng.choice(doctors).id, shift))
    if what == "swap":
        other, theirs = rng.choice(held)
        pairs.discard((other, theirs))
        pairs |= {(who, theirs), (other, shift)}
    if what == "near":  # another shift for the same doctor, close in time
        at = next(i for i, s in enumerate(shifts) if s.id == shift)
        pairs.add((who, shifts[max(0, min(len(shifts) - 1, at + rng.choice((-2, -1, 1, 2))))].id))


def _aim(rng: Random, w: World, pairs: set[tuple[str, str]]) -> None:
    """An edit where a fact is: duty near an absence, a fritak, a wish or last year's feast, or a lock broken."""
    i = w.instance
    spans = [(f.doctor, f.first) for f in (*i.absences, *i.exemptions, *i.wishes) if f.first is not None]
    spans += [(f.doctor, f.last) for f in (*i.absences, *i.exemptions, *i.wishes) if f.last is not None]
    spans += [(f.doctor, d) for f in i.feasts_worked for d in feast_dates(f.feast, f.year + 1)]
    told = [p for p in sorted(pairs) if p in {(k.doctor, k.shift) for k in (*i.locks, *i.base)}]
    if told and rng.random() < 0.5:
        pairs.discard(rng.choice(told))
    elif spans := [(who, day) for who, day in spans if day in i.period]:
        who, day = rng.choice(spans)
        near = [s for s in i.shifts if abs((s.date - day).days) <= 1]
        if near:
            pairs.add((who, rng.choice(near).id))


def _down_to_one(rng: Random, w: World, verifier: Verifier, base: Pairs, own: str) -> Pairs:
    """A roster with as few breaches as edits lead to, all of one rule."""
    best, fewest = base, 10_000
    for _ in range(40):
        pairs = edited(rng, w, best)
        hard = verifier.verify(Roster.of(pairs)).hard
        if {b.rule for b in hard} == {own} and len(hard) <= fewest:
            best, fewest = pairs, len(hard)
        if fewest == 1:
            break
    return best


def kind_of(verdict: Verdict) -> str:
    """Lawful, many, or the rule of the only hard breach."""
    hard = verdict.hard
    if not hard:
        return LAWFUL
    return hard[0].rule if len(hard) == 1 else MANY


def hard_and_costs(verdict: Verdict) -> tuple[bool, Costs]:
    """What the model must say too: lawful or not, and the cost of every part."""
    costs: Costs = {}
    for b in verdict.soft:
        if b.cost:
            costs[b.rule, b.part] = costs.get((b.rule, b.part), 0) + b.cost
    return not verdict.hard, costs


def near_rosters(w: World, tries: int, keep: int) -> list[Near]:
    """Rosters near lawful ones, up to `keep` of each kind; half as many again of the lawful, more of the world's own.

    They begin from lawful rosters, and from some that are lawful in all but the rule the world is tight in first.
    They are drawn first and sorted after, by what the check says; so a roster that the check misjudges is kept too.
    """
    rng = Random(w.seed)
    verifier = Verifier(w.instance, w.book, texts=False)
    kinds: dict[str, list[Near]] = {}
    seen: set[Pairs] = set()
    own = TIGHT[w.seed % len(TIGHT)]
    lawful, other = lawful_rosters(w, 3), lawful_rosters(w, 3, besides=own)
    bases = [*lawful, *other, *(_down_to_one(rng, w, verifier, base, own) for base in other)]
    for k in range(tries if bases else 0):
        if lawful and other and k % 4 == 0:
            pairs = grafted(rng, w, rng.choice(lawful), rng.choice(other))
        else:
            pairs = edited(rng, w, bases[k % len(bases)])
        if pairs not in seen:
            seen.add(pairs)
            near = Roster.of(pairs)
            kind = kind_of(verifier.verify(near))
            kinds.setdefault(kind, []).append(Near(near, kind))
    most = {LAWFUL: 3 * keep // 2, own: 5 * keep}
    return [n for kind, each in sorted(kinds.items()) for n in each[: most.get(kind, keep)]]


@lru_cache(maxsize=4096)
def sample(seed: int, tries: int, keep: int) -> tuple[World, tuple[Near, ...]]:
    """The world of a seed with its near-feasible rosters."""
    w = world(seed, SMALL)
    return w, tuple(near_rosters(w, tries, keep))


class Tally(NamedTuple):
    """What a run over near-feasible rosters found."""

    judged: int
    kinds: Counter[str]
    disagreements: list[str]

    def shares(self) -> dict[str, float]:
        """The shares that give the number its meaning."""
        single = sum(n for kind, n in self.kinds.items() if kind not in (LAWFUL, MANY))
        return {"lawful": self.kinds[LAWFUL] / self.judged, "single": single / self.judged}


def compare(seeds: Iterator[int] | range, tries: int, keep: int, target: int) -> Tally:
    """Judge near-feasible rosters by check and by model until there are enough."""
    kinds: Counter[str] = Counter()
    wrong: list[str] = []
    for seed in seeds:
        if sum(kinds.values()) >= target:
            break
        w, nears = sample(seed, tries, keep)
        verifier, judge = Verifier(w.instance, w.book, texts=False), Judge(w.instance, w.book)
        for near in nears:
            kinds[near.kind] += 1
            lawful, costs = hard_and_costs(verifier.verify(near.roster))
            said = judge(near.roster)
            if (said.lawful, said.costs) != (lawful, costs):
                wrong.append(f"{w!r}: {near.roster.pairs}: check {lawful, costs}, model {said}")
    return Tally(sum(kinds.values()), kinds, wrong)
