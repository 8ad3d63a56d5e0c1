"""What `whatif` answers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vaktplan.domain.days import Period
from vaktplan.domain.instance import Instance
from vaktplan.ledger.spread import Spreads, spreads
from vaktplan.ledger.year import Month
from vaktplan.rulebook.book import Book
from vaktplan.whatif.comparison import Comparison, Difference, Side, Twins

from .documents import planned

if TYPE_CHECKING:
    from .explaining import ExplainAnswer, Explained


@dataclass(frozen=True)
class WhatIfAnswer:
    """A decision's twins, and what it took to find them."""

    instance: Instance
    book: Book
    comparison: Comparison
    why: "ExplainAnswer | None"  # where it breaks: what is certain, and the first place that falls empty
    input_sha256: str
    book_sha256: str
    versions: dict[str, str]
    time_limit: float
    seconds: float

    @property
    def explained(self) -> "tuple[Explained, ...]":
        """The first place that falls empty; nothing when none does."""
        return () if self.why is None else self.why.explained

    @property
    def disagreement(self) -> tuple[str, ...]:
        """Where the solver and the check do not agree; always empty."""
        sides = [side for m in self.comparison.months for side in (m.refused, m.granted)]
        broken = [f"{side.hard} brudd" for side in sides if side.hard]
        return (*broken, *(text for each in self.explained for text in each.disagreement))

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        found = self.comparison
        return {
            "command": "whatif",
            "status": found.effect.value,
            "changes": [c.id for c in found.scenario.changes],
            "touched": list(found.touched),
            "breaks_from": None if found.breaks_from is None else found.breaks_from.isoformat(),
            "breaks_exact": found.breaks_exact,
            "months": [_month(m) for m in found.months],
            "unseen_months": found.unseen,
            "conflict": [
                {
                    "shift": e.shift,
                    "reasons": [
                        {"rule": r.rule, "who": r.who}
                        for r in ([] if e.conflict is None else e.conflict.reasons)
                    ],
                    "ways": [{"kind": w.kind.value, "doctor": w.doctor, "shift": w.shift} for w in e.ways],
                }
                for e in self.explained
            ],
            "facts_from": _dates(found.facts_from),
            "locum_price": found.locum_price,
            "locum_cost": [[found.locum_cost(m.refused), found.locum_cost(m.granted)] for m in found.months],
            "disagreement": list(self.disagreement),
            "time_limit": self.time_limit,
            "seconds": round(self.seconds, 2),
            "input_sha256": self.input_sha256,
            "book_sha256": self.book_sha256,
            "versions": self.versions,
        }


def _dates(period: Period | None) -> list[str] | None:
    return None if period is None else [period.first.isoformat(), period.last.isoformat()]


def fairness(side: Side) -> Spreads | None:
    """How far apart the doctors are on one side; None without a whole roster."""
    if side.roster is None or not side.rows:
        return None
    month = Month(
        instance=side.instance,
        roster=side.roster,
        rows=side.rows,
        hard=side.hard,
        open_places=sum(n for _shift, n in side.open),
    )
    return spreads([month])[-1]


def _month(twins: Twins) -> dict[str, Any]:
    return {
        "first": twins.period.first.isoformat(),
        "last": twins.period.last.isoformat(),
        "whole": twins.whole,
        "broken": twins.broken,
        "refused": _side(twins.refused),
        "granted": _side(twins.granted),
        "differences": [_difference(d) for d in twins.differences],
    }


def _side(side: Side) -> dict[str, Any]:
    apart = fairness(side)
    return {
        "open_cost": side.open_cost,
        "open_bound": side.open_bound,
        "impossible": side.impossible,
        "open": [{"shift": shift, "places": n} for shift, n in side.open],
        "hard": side.hard,
        "law": side.law,
        "rest_hours": side.rest,
        "bakvakt": side.total("bakvakt"),
        "practice_days_lost": side.total("practice_days_lost"),
        "locum_nights": side.locum_nights,
        "fairness": None if apart is None else apart.model_dump(mode="json"),
        "ranges_sure": side.sure,
        "roster": [] if side.roster is None else planned(side.roster),
    }


def _difference(found: Difference) -> dict[str, Any]:
    return {
        "doctor": found.doctor,
        "measure": found.measure,
        "before": found.before,
        "after": found.after,
        "share_before": found.share_before,
        "share_after": found.share_after,
        "least": found.least,
        "most": found.most,
    }
