"""What `bench engines` answers: what each engine reached on the same instance, in the same run."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vaktplan.rulebook.rules import TIERS

if TYPE_CHECKING:
    from vaktplan.rulebook.breach import Verdict
    from vaktplan.solve.outcome import Outcome

OWN, PLAIN = "vaktplan", "cpsat"


@dataclass(frozen=True)
class Reached:
    """What an engine reached from a seed, and what verify says of its roster."""

    engine: str
    seed: int
    outcome: "Outcome"
    verdict: "Verdict | None"

    @property
    def lawful(self) -> bool:
        """Whether there is a roster, and it breaks nothing that is forbidden."""
        return self.verdict is not None and not self.verdict.hard

    @property
    def costs(self) -> tuple[int, ...]:
        """What verify finds each tier to cost."""
        return () if self.verdict is None else tuple(self.verdict.tier_costs[t] for t in TIERS)

    @property
    def gap(self) -> float | None:
        """How far from the best it can be, by what verify finds and the engine proved."""
        if self.verdict is None:
            return None
        bounds = {t.name: t.bound for t in self.outcome.tiers}
        costs = {t.value: c for t, c in self.verdict.tier_costs.items()}
        return max(((costs[n] - b) / max(1, costs[n]) for n, b in bounds.items()), default=0.0)

    def document(self) -> dict[str, Any]:
        """The answer for programs."""
        bounds = {t.name: t.bound for t in self.outcome.tiers}
        tiers = [
            {"name": t.value, "cost": c, "bound": bounds[t.value]}
            for t, c in zip(TIERS, self.costs, strict=bool(self.costs))
            if t.value in bounds
        ]
        return {
            "engine": self.engine,
            "seed": self.seed,
            "status": self.outcome.status.value,
            "seconds": round(self.outcome.seconds, 2),
            "tiers": tiers,
            "gap": None if self.gap is None else round(self.gap, 4),
            "breaches": None if self.verdict is None else len(self.verdict.hard),
        }


@dataclass(frozen=True)
class BenchAnswer:
    """Every run, seed by seed."""

    source: str
    time_limit: float
    workers: int
    runs: tuple[Reached, ...]
    input_sha256: str
    versions: dict[str, str]

    @property
    def ratios(self) -> tuple[float | None, ...]:
        """By seed: our cost through the other's in the first tier that differs; None when neither has a roster."""
        own = {r.seed: r for r in self.runs if r.engine == OWN}
        return tuple(_ratio(own[r.seed], r) for r in self.runs if r.engine == PLAIN)

    @property
    def ratio(self) -> float | None:
        """The median over the seeds."""
        known = sorted(r for r in self.ratios if r is not None)
        return known[(len(known) - 1) // 2] if known else None

    def document(self) -> dict[str, Any]:
        """The answer for programs."""
        return {
            "command": "bench",
            "status": "ok",
            "source": self.source,
            "time_limit": self.time_limit,
            "workers": self.workers,
            "ratio": _finite(self.ratio),
            "ratios": [_finite(r) for r in self.ratios],
            "runs": [r.document() for r in self.runs],
            "input_sha256": self.input_sha256,
            "versions": self.versions,
        }


def _finite(ratio: float | None) -> float | None:
    return None if ratio is None or ratio == float("inf") else round(ratio, 4)


def _ratio(mine: Reached, other: Reached) -> float | None:
    """0 when only we have a lawful roster, infinite when only the other has."""
    if not mine.lawful or not other.lawful:
        return None if mine.lawful == other.lawful else 0.0 if mine.lawful else float("inf")
    pairs = list(zip(mine.costs, other.costs, strict=True))
    a, b = next((p for p in pairs if p[0] != p[1]), pairs[-1])
    return a / b if b else 1.0 if not a else float("inf")
