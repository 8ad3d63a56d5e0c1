"""Check and model agree on near-feasible rosters: lawful or not, and what every part costs."""

import pytest

from tests.agreement.figures import figure
from tests.agreement.near import LAWFUL, MANY, Tally, compare
from tests.agreement.worlds import NEVER_HARD, TIGHT

START = 10_000
QUICK = {"seeds": range(START, START + len(TIGHT)), "tries": 40, "keep": 4, "target": 500}
WHOLE = {"seeds": range(START, START + 20 * len(TIGHT)), "tries": 200, "keep": 9, "target": 40_000}


def _told(name: str, tally: Tally) -> None:
    shares = {kind: f"{share:.0%}" for kind, share in tally.shares().items()}
    alone = {kind: n for kind, n in sorted(tally.kinds.items()) if kind not in (LAWFUL, MANY)}
    figure(
        f"{name}: {tally.judged} near-feasible rosters, {len(tally.disagreements)} disagreements; "
        f"lawful {shares['lawful']}, exactly one breach {shares['single']}; sole breach by rule: {alone}"
    )


def test_check_and_model_agree_on_near_feasible_rosters() -> None:
    tally = compare(**QUICK)
    _told("quick", tally)
    assert not tally.disagreements
    assert tally.judged >= 350
    assert min(tally.shares().values()) >= 0.2


@pytest.mark.long
def test_check_and_model_agree_on_ten_thousand_near_feasible_rosters() -> None:
    tally = compare(**WHOLE)
    _told("whole", tally)
    assert not tally.disagreements
    assert tally.judged >= 10_000
    assert min(tally.shares().values()) >= 0.2
    few = {rule: tally.kinds[rule] for rule in TIGHT if tally.kinds[rule] < 100 and rule not in NEVER_HARD}
    assert few == {}
