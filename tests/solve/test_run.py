"""The child process: four answers, signals, crashes, limits, reproducibility."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from tests import kit
from tests.solve import small
from vaktplan.domain.instance import Instance, Lock
from vaktplan.domain.roster import Roster
from vaktplan.solve.judge import Judge
from vaktplan.solve.outcome import Options, Outcome, Progress, SolverCrashed, Status
from vaktplan.solve.run import _Heard, solve

MONTH = small.month()


def true_costs(instance: Instance, outcome: Outcome) -> tuple[int, ...]:
    assert outcome.roster is not None
    judged = Judge(instance, kit.BOOK)(outcome.roster)
    assert judged.lawful
    rules = kit.BOOK.rules
    return tuple(
        sum(c for (rule, part), c in judged.costs.items() if rules[rule].term(part).tier == tier.name)
        for tier in outcome.tiers
    )


def test_proven() -> None:
    instance = small.days(["kveld", "natt"], [kit.doctor("a"), kit.doctor("b")])
    outcome = solve(instance, kit.BOOK, Options(time_limit=20))
    assert outcome.status is Status.PROVEN
    assert outcome.gap == 0
    assert tuple(t.cost for t in outcome.tiers) == true_costs(instance, outcome)


def test_feasible_with_a_gap_within_the_time_and_at_its_true_cost() -> None:
    heard: list[Progress] = []
    began = time.monotonic()
    outcome = solve(MONTH, kit.BOOK, Options(time_limit=3, on_progress=heard.append))
    assert time.monotonic() - began < 5
    assert outcome.status is Status.FEASIBLE
    assert 0 < outcome.gap <= 1
    assert all(t.bound <= t.cost for t in outcome.tiers)
    assert tuple(t.cost for t in outcome.tiers) == true_costs(MONTH, outcome)
    assert outcome.curve == tuple(heard) and heard


def test_impossible() -> None:
    lock = Lock(doctor="l", shift="2027-01-04:tk-kveld")
    instance = small.days(["tk-kveld"], [kit.doctor("l", "lis1")], locks=(lock,))
    outcome = solve(instance, kit.BOOK, Options(time_limit=20))
    assert outcome.status is Status.IMPOSSIBLE
    assert outcome.roster is None


def test_out_of_time() -> None:
    outcome = solve(MONTH, kit.BOOK, Options(time_limit=0.01))
    assert outcome.status is Status.OUT_OF_TIME
    assert outcome.roster is None
    assert outcome.seconds < 2


def test_nothing_priced_is_proven_by_any_lawful_roster() -> None:
    outcome = solve(MONTH, kit.BOOK.only("daily-rest", "one-place"), Options(time_limit=20))
    assert outcome.status is Status.PROVEN
    assert outcome.tiers == ()


def test_same_seed_same_roster_whatever_the_order_of_the_rows() -> None:
    options = Options(time_limit=60, workers=1, seed=7, deterministic_limit=1.0)
    rows = {name: getattr(MONTH, name) for name in Instance.model_fields}
    rows |= {"doctors": MONTH.doctors[::-1], "shift_types": MONTH.shift_types[::-1]}
    rules = dict(reversed(list(kit.BOOK.rules.items())))
    first = solve(MONTH, kit.BOOK, options)
    again = solve(Instance(**rows), kit.BOOK.model_copy(update={"rules": rules}), options)
    assert first.roster == again.roster and first.roster is not None
    assert [(t.cost, t.bound) for t in first.tiers] == [(t.cost, t.bound) for t in again.tiers]


def test_a_hint_that_cannot_be_kept_does_no_harm() -> None:
    before = solve(small.month(last=date(2027, 1, 8)), kit.BOOK, Options(time_limit=5))
    assert before.roster is not None
    shorter = small.month(last=date(2027, 1, 5))  # which has not all the shifts that the hint gives
    outcome = solve(shorter, kit.BOOK, Options(time_limit=20, hint=before.roster))
    assert outcome.roster is not None and outcome.tiers[0].cost == 0


def test_a_bound_above_the_cost_is_not_hidden() -> None:
    heard = _Heard(
        roster=Roster(), costs={"cover": 0, "people": 7}, bounds={"cover": 0, "people": 9}, message="rart"
    )
    outcome = heard.outcome(1.0, 0, interrupted=False)
    assert [(t.cost, t.bound) for t in outcome.tiers] == [(0, 0), (7, 9)]
    assert outcome.status is Status.FEASIBLE
    assert (outcome.message, outcome.crashed) == ("rart", False)


def test_outside_the_main_thread() -> None:
    found: list[Outcome] = []
    instance = small.days(["kveld"], [kit.doctor("a"), kit.doctor("b")])
    thread = threading.Thread(target=lambda: found.append(solve(instance, kit.BOOK, Options(time_limit=20))))
    thread.start()
    thread.join()
    assert found[0].status is Status.PROVEN


PROGRAM = """
    import sys
    from tests import kit
    from tests.solve import small
    from vaktplan.solve.run import solve
    from vaktplan.solve.outcome import Options
    def told(progress):
        if progress.tier == "people":
            print("running", flush=True)
    outcome = solve(small.month(14), kit.BOOK, Options(time_limit=60, on_progress=told))
    print(outcome.interrupted, outcome.status.value, len(outcome.roster.pairs), [t.cost for t in outcome.tiers])
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_keeps_the_best_roster_at_once(number: signal.Signals) -> None:
    root = Path(__file__).parents[2]
    program = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM)], cwd=root, stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "running\n"
    children = _children(program.pid)
    assert len(children) == 1
    program.send_signal(number)
    began = time.monotonic()
    rest = program.communicate(timeout=20)[0].splitlines()[-1]
    assert time.monotonic() - began < 2
    assert program.returncode == 0
    assert rest.startswith("True feasible ")
    assert not any(_alive(child) for child in children)


def test_no_orphan_when_the_parent_is_killed() -> None:
    root = Path(__file__).parents[2]
    program = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM)], cwd=root, stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    program.stdout.readline()
    children = _children(program.pid)
    program.kill()
    program.communicate()
    _until_gone(children)


def test_a_crash_is_told_with_what_was_found() -> None:
    def kill(progress: Progress) -> None:
        if progress.tier == "people":
            for child in _children(os.getpid()):
                os.kill(child, signal.SIGKILL)

    with pytest.raises(SolverCrashed, match="-9") as crash:
        solve(small.month(14), kit.BOOK, Options(time_limit=60, on_progress=kill))
    assert crash.value.outcome.roster is not None
    assert crash.value.outcome.status is Status.FEASIBLE
    assert crash.value.outcome.crashed and "-9" in crash.value.outcome.message


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found if b"vaktplan.solve" in Path(f"/proc/{child}/cmdline").read_bytes()]


def _alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def _until_gone(pids: list[int]) -> None:
    assert pids
    began = time.monotonic()
    while any(_alive(pid) for pid in pids):
        assert time.monotonic() - began < 5
        time.sleep(0.05)
