"""The parts that rules are made of: cliques, doctors one by one, levels, the range of a price, second opinions."""

from datetime import date
from itertools import combinations
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from tests import kit
from tests.agreement.brute import brute
from tests.agreement.worlds import world
from tests.solve import small
from vaktplan.domain.instance import Lock, PastShift
from vaktplan.domain.people import Wish, WishKind
from vaktplan.domain.roster import Roster
from vaktplan.errors import InvalidInput
from vaktplan.rulebook.rules import TIERS, Level, OnePlace, Scope, Tier
from vaktplan.solve import tiers
from vaktplan.solve.budget import Budget
from vaktplan.solve.build import Build
from vaktplan.solve.cliques import cliques
from vaktplan.solve.finish import finish
from vaktplan.solve.judge import Judge, enumerate_lawful
from vaktplan.solve.outcome import Listener, Options, Status
from vaktplan.solve.rulelist import ADD, assemble
from vaktplan.solve.tiers import Climb

D = kit.doctor


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1])))
@settings(max_examples=200, deadline=None)
def test_cliques_cover_every_excluding_pair_and_no_other(pairs: set[tuple[int, int]]) -> None:
    edges: dict[int, set[int]] = {}
    for a, b in pairs:
        edges.setdefault(a, set()).add(b)
        edges.setdefault(b, set()).add(a)
    together = {pair for clique in cliques(edges) for pair in combinations(sorted(clique), 2)}
    assert together == pairs


def test_duties_kept_apart_at_once_are_kept_apart_one_by_one() -> None:
    past = (PastShift(doctor="a", date=date(2027, 1, 3), shift_type="natt"),)
    instance = small.days(["kveld", "natt"], [D("a"), D("b")], 9, history=past)
    rule = kit.BOOK.get(OnePlace)
    assert rule is not None
    each, at_once = Build(instance, kit.BOOK), Build(instance, kit.BOOK)
    for doctor in "a", "b":
        for k, duty in enumerate(each.duties(doctor)):
            for other in each.duties(doctor)[k + 1 :]:
                each.apart(rule, "main", duty, other, 1)
        for k, duty in enumerate(at_once.duties(doctor)):
            at_once.apart_each(rule, "main", duty, at_once.duties(doctor)[k + 1 :])
    for build in each, at_once:
        build.close()
    assert str(each.cp.proto) == str(at_once.cp.proto)
    assert len(each.cp.proto.constraints) > 1


def test_a_large_model_is_never_given_up_for_the_whole_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiers, "LARGE", 0)
    monkeypatch.setattr(tiers, "START", 0.0)
    climb = _climb(assemble(small.month(), kit.BOOK), workers=1)
    without = []
    improve = climb.improve

    def noting(tier: Tier | None, part: float) -> int:
        without.append(climb.state.values is None)
        return improve(tier, part)

    monkeypatch.setattr(climb, "improve", noting)
    climb.run(finish)
    assert climb.state.values is not None
    assert not any(without)


def wished() -> list[Wish]:
    return [
        Wish(doctor="a", kind=WishKind.RATHER_OFF, strength=2, weekdays=(2,)),
        Wish(doctor="b", kind=WishKind.LIKE, strength=3, shift_type="natt"),
        Wish(doctor="b", kind=WishKind.LIKE, strength=1, weekdays=(3,)),
    ]


ROSTER = Roster.of(
    [
        ("a", "2027-01-04:natt"),
        ("b", "2027-01-05:natt"),
        ("a", "2027-01-06:kveld"),
        ("l", "2027-01-07:kveld"),
        ("b", "2027-01-07:bv-kveld"),
    ]
)


def test_doctors_built_one_by_one_cost_what_they_cost_together() -> None:
    people = [D("a", practice_weekdays=(1, 2, 3, 4, 5)), D("b"), D("l", "lis1")]
    past = (PastShift(doctor="a", date=date(2027, 1, 2), shift_type="natt"),)
    instance = small.days(
        ["kveld", "natt", "bv-kveld"],
        people,
        10,
        wishes=tuple(wished()),
        history=past,
        base=(Lock(doctor="a", shift="2027-01-04:kveld"),),
    )
    ties = {kind.id for kind, _ in ADD if kind.scope is Scope.TIES}
    whole = Judge(instance, kit.BOOK)(ROSTER).costs
    alone: dict[tuple[str, str], int] = {}
    for person in people:
        build = assemble(instance, kit.BOOK, doctors=[person.id], levels=(Level.SOFT,))
        chosen = build.chosen(ROSTER)
        assert chosen is not None
        values = build.least(chosen)
        for price in build.prices:
            assert price.rule not in ties
            key = (price.rule, price.part)
            alone[key] = alone.get(key, 0) + price.weight * price.amount_in(values)
    assert {k: c for k, c in alone.items() if c} == {k: c for k, c in whole.items() if k[0] not in ties}
    assert len(whole) >= 6


def test_one_doctors_lawful_rows_are_those_of_the_doctor_rules() -> None:
    instance = small.days(["kveld", "natt"], [D("a"), D("b")], 5)
    doctor_rules = [kind.id for kind, _ in ADD if kind.scope is Scope.DOCTOR]
    every = enumerate_lawful(instance, kit.BOOK.only(*doctor_rules))
    rows = {tuple(pair for pair in pairs if pair[0] == "a") for pairs in every}
    build = assemble(instance, kit.BOOK, doctors=["a"], levels=(Level.HARD,))
    for chosen in (c for n in range(5) for c in combinations([s.id for s in instance.shifts], n)):
        roster = Roster.of(("a", s) for s in chosen)
        pinned = build.pin(roster)
        solver = cp_model.CpSolver()
        lawful = pinned and solver.solve(build.cp) == cp_model.OPTIMAL
        assert lawful == (roster.pairs in rows)


@pytest.mark.parametrize(
    ("rule", "part", "term"),
    [
        ("coverage", "open_place", {"level": "hard"}),
        ("one-place", "main", {"level": "soft", "tier": "people", "weight": 1}),
        ("fairness", "nights", {"level": "hard"}),
        ("backup", "unneeded", {"level": "soft", "tier": "people", "weight": 1}),
    ],
)
def test_a_level_that_cannot_be_is_refused(rule: str, part: str, term: dict[str, object]) -> None:
    book = kit.with_params(kit.BOOK, rule, {part: term})
    with pytest.raises(InvalidInput) as wrong:
        assemble(small.month(), book)
    assert wrong.value.faults[0].where == f"kit: {rule}.{part}"


def test_an_unknown_ground_is_refused() -> None:
    book = kit.with_params(kit.BOOK, "competence", {"standing.alone_grounds": ["flink"]})
    with pytest.raises(InvalidInput, match="flink"):
        assemble(small.month(), book)


class Wary(Climb):
    """A climb without a start, whose first answer is a false "infeasible"."""

    lies = 1

    def _start(self, tier: Tier) -> None:
        """Nothing to begin with."""

    def improve(self, tier: Tier | None, part: float) -> int:
        if self.lies:
            self.lies -= 1
            return int(cp_model.INFEASIBLE)
        return super().improve(tier, part)


def test_impossible_is_not_believed_when_another_configuration_finds_a_roster() -> None:
    instance = small.days(["kveld"], [D("a"), D("b")])
    climb = Wary(assemble(instance, kit.BOOK), Options(workers=1), Budget(monotonic() + 30, 30), Listener())
    assert climb.run() is Status.PROVEN
    assert climb.state.values is not None
    assert len(climb.state.notes) == 1


def test_impossible_is_not_said_when_there_is_no_time_to_confirm_it() -> None:
    build = assemble(small.month(), kit.BOOK)
    climb = Wary(build, Options(workers=1), Budget(monotonic() - 1, 30), Listener())
    assert climb.run() is Status.OUT_OF_TIME
    assert climb.state.values is None
    assert len(climb.state.notes) == 1


def test_a_false_impossible_beside_a_known_roster_is_told_and_not_believed() -> None:
    class Late(Climb):
        def improve(self, tier: Tier | None, part: float) -> int:
            super().improve(tier, part)
            return int(cp_model.INFEASIBLE)

    instance = small.days(["kveld"], [D("a"), D("b")])
    climb = Late(assemble(instance, kit.BOOK), Options(workers=1), Budget(monotonic() + 30, 30), Listener())
    assert climb.run() is Status.PROVEN
    climb.doubt(Tier.COVER)
    climb.doubt(Tier.COVER)
    assert len(climb.state.notes) == 1


def test_a_bound_above_the_cost_is_kept_as_claimed_and_told() -> None:
    climb = _climb(assemble(small.days(["kveld"], [D("a"), D("b")]), kit.BOOK), workers=1)
    assert climb.run() is Status.PROVEN
    cost = climb.state.costs[Tier.PEOPLE]
    climb.bound(Tier.PEOPLE, cost + 4.5)
    assert climb.state.bounds[Tier.PEOPLE] == cost + 5
    assert not climb.settled(Tier.PEOPLE)
    assert len(climb.state.notes) == 1


def test_with_deterministic_time_the_clock_divides_nothing() -> None:
    def slow(left: float) -> Budget:
        return Budget(monotonic() + left, 60, deterministic=10, spent=4)

    solver = cp_model.CpSolver()
    for left in (50, 5):  # a fast and a slow machine after the same work
        budget = slow(left)
        budget.give(solver, 0.25)
        assert solver.parameters.max_deterministic_time == 2.5
        assert left - 1 < solver.parameters.max_time_in_seconds <= left
        assert budget.part_left() == 0.6
    assert slow(-1).part_left() == 0.0
    assert Budget(monotonic() + 30, 60).part_left() == pytest.approx(0.5, abs=0.01)


def test_the_search_finds_the_optimum_and_leaves_the_model_whole() -> None:
    instance = small.days(
        ["kveld", "natt", "bv-kveld", "bv-natt"], [D("a"), D("b"), D("c"), D("l", "lis1")], 10
    )
    plain = _climb(assemble(instance, kit.BOOK), workers=1)
    assert plain.run() is Status.PROVEN
    for workers in (1, 2):
        searched = _climb(assemble(instance, kit.BOOK), workers)
        assert searched.run(finish) is Status.PROVEN
        assert searched.state.costs == plain.state.costs == plain.state.bounds
        assert all(searched.build.domain(var) == (0, 1) for var in searched.build.variables.values())


def test_search_and_proof_meet_the_optimum_of_every_roster_judged_one_by_one() -> None:
    tried = 0
    for seed in range(60):
        best = brute(seed).best
        if best is None:
            continue
        w = world(seed)
        climb = _climb(assemble(w.instance, w.book), workers=1)
        assert climb.run(finish) is Status.PROVEN, seed
        assert tuple(climb.state.costs.get(t, 0) for t in TIERS) == best, seed
        tried += 1
    assert tried > 25


def test_one_worker_and_a_seed_give_the_same_roster_again() -> None:
    def planned(seed: int) -> list[int] | None:
        options = Options(workers=1, seed=seed, deterministic_limit=1.5)
        budget = Budget(monotonic() + 600, 600, deterministic=1.5)
        climb = Climb(assemble(small.month(), kit.BOOK), options, budget, Listener())
        climb.run(finish)
        assert budget.spent >= 0.5
        return climb.state.values

    assert planned(1) == planned(1)


def _climb(build: object, workers: int) -> Climb:
    return Climb(build, Options(workers=workers), Budget(monotonic() + 60, 60), Listener())  # type: ignore[arg-type]


def test_a_judge_is_fast() -> None:
    instance = small.days(["kveld", "natt", "bv-kveld", "bv-natt"], [D("a"), D("b"), D("l", "lis1")], 9)
    judge = Judge(instance, kit.BOOK)
    began = monotonic()
    pairs = [(d.id, s.id) for d in instance.doctors for s in instance.shifts]
    for k in range(100):
        judge(Roster.of(pairs[k % 7 :: 9]))
    assert monotonic() - began < 5
