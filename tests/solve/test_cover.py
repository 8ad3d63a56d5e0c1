"""The fewest open places alone: what the whole model says of its first tier, in a fraction of the time."""

import pytest
from ortools.sat.python import cp_model

from tests.kit import BOOK, instance_of
from tests.solve.test_conflict import EVENING, MONDAY, NIGHT, PLANTED, people
from vaktplan.domain.instance import Lock
from vaktplan.domain.roster import Roster
from vaktplan.rulebook.rules import Tier
from vaktplan.solve.cover import fewest_open
from vaktplan.solve.rulelist import assemble
from vaktplan.verify.verify import verify


@pytest.mark.parametrize("name", PLANTED)
def test_as_few_stay_open_as_in_the_whole_model(name: str) -> None:
    planted = PLANTED[name]
    instance, book = planted.instance, planted.book
    build = assemble(instance, book)
    build.cp.minimize(build.cost(Tier.COVER))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(build.cp) == cp_model.OPTIMAL
    near = Roster.of(planted.roster)
    for found in (fewest_open(instance, book, 30.0), fewest_open(instance, book, 30.0, near)):
        assert found.proven
        assert found.cost == found.bound == round(solver.objective_value)
        assert found.roster is not None
        verdict = verify(instance, book, found.roster)
        assert (verdict.tier_costs[Tier.COVER], verdict.hard) == (found.cost, ())


def test_locks_that_contradict_each_other_are_impossible() -> None:
    locks = (Lock(doctor="a", shift=EVENING), Lock(doctor="a", shift=NIGHT))
    found = fewest_open(
        instance_of(MONDAY, MONDAY, ["kveld", "natt"], list(people("a")), locks=locks), BOOK, 30.0
    )
    assert (found.impossible, found.proven, found.roster) == (True, True, None)


def test_without_time_nothing_is_claimed() -> None:
    planted = PLANTED["all are away"]
    found = fewest_open(planted.instance, planted.book, 0.0)
    assert (found.proven, found.roster, found.bound) == (False, None, 0)
