"""The model as rows: converted, tightened and cut, it keeps exactly the same solutions."""

from itertools import product
from random import Random
from time import monotonic

import numpy as np
import pytest
from ortools.sat.python import cp_model

from tests import kit
from tests.agreement.brute import brute
from tests.agreement.worlds import world
from tests.kit import cases
from tests.solve import small
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.rules import TIERS, Tier
from vaktplan.solve.budget import Budget
from vaktplan.solve.corner import as_cp, cut, freed
from vaktplan.solve.ground import NOBODY, SEVERAL, Ground, ground_of
from vaktplan.solve.judge import judge
from vaktplan.solve.linear import Linear, linear
from vaktplan.solve.outcome import Listener, Options
from vaktplan.solve.presolve import Impossible, propagated, stepped
from vaktplan.solve.rulelist import assemble
from vaktplan.solve.tiers import LEAD, Climb

Solutions = set[tuple[int, ...]]


def test_rows_have_the_solutions_of_the_model() -> None:
    for seed in range(60):
        cp = _model(Random(seed))
        assert _of_rows(linear(cp)) == _of_solver(cp), seed


def test_tightened_rows_have_the_same_solutions() -> None:
    kept = 0
    for seed in range(200):
        rows = linear(_model(Random(seed)))
        before = _of_rows(rows)
        try:
            after = _of_rows(stepped(propagated(rows)))
        except Impossible:
            after = set()
        assert after == before, seed
        kept += bool(before)
    assert kept > 50


def test_a_sum_of_multiples_is_rounded() -> None:
    cp = cp_model.CpModel()
    x = [cp.new_bool_var("") for _ in range(4)]
    cp.add(sum(120 * v for v in x) >= 250)
    found = propagated(linear(cp))
    assert found.rows.low.tolist() == [3]
    assert found.rows.factor.tolist() == [1, 1, 1, 1]


def test_bounds_that_meet_no_whole_number_are_impossible() -> None:
    cp = cp_model.CpModel()
    x = cp.new_int_var(0, 9, "")
    y = cp.new_int_var(0, 9, "")
    cp.add(2 * x + 2 * y == 7)
    with pytest.raises(Impossible):
        propagated(linear(cp))


def test_a_constraint_that_is_no_row_is_refused() -> None:
    cp = cp_model.CpModel()
    x = [cp.new_int_var(0, 3, "") for _ in range(3)]
    cp.add_all_different(x)
    with pytest.raises(ValueError, match="no row"):
        linear(cp)


def test_a_corner_is_the_whole_with_the_rest_held() -> None:
    tried = 0
    for seed in range(30):
        w = world(seed)
        build = assemble(w.instance, w.book)
        values = _some_values(build.cp)
        if values is None or not build.tiers:
            continue
        values = np.array(build.least(v.index for v in build.variables.values() if values[v.index]))
        ground = ground_of(build, build.tiers[-1], {})
        random = Random(seed)
        takes = np.array([v for v in ground.takes.var.tolist() if random.random() < 0.6], dtype=np.int64)
        corner = cut(ground, takes, values)
        held = set(ground.takes.var.tolist()) - set(takes.tolist())
        assert _least(ground, held, values) == _least_of(as_cp(corner.model, ground.cost[corner.var])) + int(
            ground.price(values) - ground.cost[corner.var] @ values[corner.var]
        )
        tried += 1
    assert tried > 15


def test_what_follows_from_a_take_changes_with_it_and_nothing_else() -> None:
    build = assemble(small.month(5), kit.BOOK)
    ground = ground_of(build, Tier.PEOPLE, {})
    random, takes = Random(1), ground.takes.var.tolist()
    chosen = {v for v in takes if random.random() < 0.2}
    before = np.array(build.least(chosen))
    for take in random.sample(takes, 60):
        after = np.array(build.least(chosen ^ {take}))
        moved = set(np.nonzero(before != after)[0].tolist())
        assert moved <= set(freed(ground, np.array([take])).tolist())


def test_what_is_paid_leads_back_to_the_takes_that_it_follows_from() -> None:
    build = assemble(small.month(5), kit.BOOK)
    ground = ground_of(build, Tier.PEOPLE, {})
    takes = ground.takes.var.tolist()
    forth = {v: set(freed(ground, np.array([v])).tolist()) for v in takes}
    for paid in Random(1).sample(np.nonzero(ground.cost)[0].tolist(), 60):
        back = set(ground.inputs.reached(np.array([paid])).tolist()) & set(takes)
        assert back == {v for v in takes if paid in forth[v]}
        if ground.owner[paid] == SEVERAL:
            assert set(ground.takes.var[ground.behind.of(np.array([paid]))].tolist()) == back


def test_a_tier_is_looked_at_with_those_below() -> None:
    build = assemble(small.month(5), kit.BOOK)
    climb = Climb(build, Options(), Budget(monotonic() + 9, 9), Listener())
    first, last = (climb.grounds.cost(tier) for tier in build.tiers)
    assert climb.with_below(build.tiers[0]).tolist() == (LEAD * first + last).tolist()
    assert climb.with_below(build.tiers[1]).tolist() == last.tolist()


def test_a_variable_is_a_doctors_own_when_it_follows_from_that_doctor_alone() -> None:
    build = assemble(small.month(4), kit.BOOK)
    ground = ground_of(build, Tier.PEOPLE, {})
    assert {NOBODY, SEVERAL, 0, 1, 2, 3} == set(ground.owner.tolist())
    random = Random(2)
    takes = {v.index: d for (d, _), v in build.variables.items()}
    names = [d.id for d in build.doctors]
    for take in random.sample(sorted(takes), 40):
        owner = ground.owner[freed(ground, np.array([take]))]
        assert set(owner.tolist()) <= {SEVERAL, names.index(takes[take])}


def test_what_the_tiers_above_won_is_held() -> None:
    w = world(3)
    build = assemble(w.instance, w.book)
    tiers = build.tiers
    assert len(tiers) > 1
    free = ground_of(build, tiers[-1], {})
    held = ground_of(build, tiers[-1], {t: 0 for t in tiers[:-1]})
    assert len(held.model.rows.low) == len(free.model.rows.low) + len(tiers) - 1
    assert TIERS.index(tiers[0]) < TIERS.index(tiers[-1])


def test_the_price_of_values_is_the_cost_of_the_tier() -> None:
    build = assemble(small.month(5), kit.BOOK)
    random = Random(4)
    pairs = random.sample(sorted(build.variables), 6)
    values = build.least(build.chosen(Roster.of(pairs)) or ())
    for tier in build.tiers:
        assert ground_of(build, tier, {}).price(np.array(values)) == build.cost_in(tier, values)


@pytest.mark.parametrize("worlds", [60, pytest.param(120, marks=pytest.mark.long)])
def test_every_lawful_roster_keeps_the_implied_rows(worlds: int) -> None:
    seen = kept = 0
    for seed in range(worlds):
        w = world(seed)
        build = assemble(w.instance, w.book)
        if not (build.implied and build.tiers and brute(seed).lawful):
            continue
        ground = ground_of(build, build.tiers[-1], {})
        tight = propagated(ground.model)
        for pairs in sorted(brute(seed).lawful)[:40]:
            values = np.array(build.least(build.chosen(Roster(pairs=pairs)) or ()))
            for model in (ground.model, tight):
                sums = model.rows.activity(values)
                assert bool(((model.rows.low <= sums) & (sums <= model.rows.high)).all()), (seed, pairs)
            assert bool(((tight.lower <= values) & (values <= tight.upper)).all()), (seed, pairs)
            kept += 1
        seen += any(build.turns.values())
    assert seen > worlds // 24
    assert kept > 5 * worlds // 3


def test_the_lawful_takes_of_every_case_keep_the_implied_rows() -> None:
    seen = 0
    hard = {"too_many": {"level": "hard"}, "too_few": {"level": "hard"}}
    for case in (c for c in cases() if c.rule in ("run-length", "rest-run")):
        book = kit.with_params(case.book.only(case.rule), case.rule, hard)
        build = assemble(case.instance, book)
        for doctor in case.instance.doctors:
            own = Roster.of(p for p in case.roster.pairs if p[0] == doctor.id)
            if not own.pairs or not judge(case.instance, book, own).lawful:
                continue
            values = build.least(build.chosen(own) or ())
            for terms, low, high in build.implied:
                total = sum(k * values[v.index] for v, k in terms)
                assert low is None or low <= total, (case, doctor.id)
                assert high is None or total <= high, (case, doctor.id)
            seen += bool(build.implied)
    assert seen > 10


# -- models and their solutions ---------------------------------------------------------------------------


def _model(random: Random) -> cp_model.CpModel:
    cp = cp_model.CpModel()
    flags = [cp.new_bool_var("") for _ in range(4)]
    numbers = [cp.new_int_var(0, 3, ""), cp.new_int_var(-2, 2, "")]
    every = [*flags, *numbers]

    def literals(k: int) -> list[cp_model.LiteralT]:
        return [random.choice((v, v.negated())) for v in random.sample(flags, k)]

    for _ in range(random.randint(2, 5)):
        match random.randrange(6):
            case 0:
                cp.add_bool_or(literals(3))
            case 1:
                cp.add_at_most_one(literals(3))
            case 2:
                cp.add_exactly_one(literals(2))
            case 3:
                cp.add_implication(*literals(2))
            case kind:
                terms = sum(random.choice((-4, -2, -1, 1, 2, 3, 6)) * v for v in random.sample(every, 3))
                low = random.randint(-4, 2)
                row = cp.add_linear_constraint(terms, low, low + random.randint(0, 6))
                if kind == 5:
                    row.only_enforce_if(literals(random.randint(1, 2)))
    return cp


class _Every(cp_model.CpSolverSolutionCallback):
    def __init__(self) -> None:
        super().__init__()
        self.found: Solutions = set()

    def on_solution_callback(self) -> None:
        self.found.add(tuple(self.response_proto.solution))


def _of_solver(cp: cp_model.CpModel) -> Solutions:
    solver, every = cp_model.CpSolver(), _Every()
    solver.parameters.enumerate_all_solutions = True
    solver.parameters.num_workers = 1
    solver.solve(cp, every)
    return every.found


def _of_rows(model: Linear) -> Solutions:
    ranges = [range(a, b + 1) for a, b in zip(model.lower.tolist(), model.upper.tolist(), strict=True)]
    found = set()
    for values in product(*ranges):
        sums = model.rows.activity(np.array(values))
        if bool(((model.rows.low <= sums) & (sums <= model.rows.high)).all()):
            found.add(values)
    return found


def _some_values(cp: cp_model.CpModel) -> list[int] | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return list(solver.response_proto.solution)


def _least(ground: Ground, held: set[int], values: np.ndarray) -> int:  # type: ignore[type-arg]
    lower, upper = ground.model.lower.copy(), ground.model.upper.copy()
    for v in held:
        lower[v] = upper[v] = values[v]
    return _least_of(as_cp(Linear(ground.model.rows, lower, upper), ground.cost)) + ground.constant


def _least_of(cp: cp_model.CpModel) -> int:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(cp) == cp_model.OPTIMAL
    return round(solver.objective_value)
