"""vaktplan's own engine, as `vaktplan plan` calls it."""

from vaktplan.solve.outcome import Options, Outcome
from vaktplan.solve.run import solve as engine

from .found import Ask, Found, Point


def solve(ask: Ask) -> Found:
    """The engine's answer."""
    options = Options(time_limit=ask.left(), workers=ask.cores, seed=ask.seed)
    return answer(engine(ask.problem.instance, ask.problem.book, options))


def answer(outcome: Outcome) -> Found:
    """An outcome in the words that all engines share."""
    return Found(
        status=outcome.status.value,
        roster=outcome.roster,
        claimed={t.name: t.cost for t in outcome.tiers},
        bounds={t.name: t.bound for t in outcome.tiers},
        curve=[Point(p.seconds, p.tier, p.cost, p.bound) for p in outcome.curve],
    )
