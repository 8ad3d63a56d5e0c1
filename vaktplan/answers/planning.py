"""What `plan` and `check` answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from vaktplan import __schema__
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Change, Roster, changes_since
from vaktplan.export.explained import Explanation
from vaktplan.ledger.homes import home_shares
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.breach import Breach, Verdict
from vaktplan.rulebook.rules import TIERS, Tier

from .conflicts import conflict_document
from .documents import (
    breach_document,
    change_documents,
    counts,
    curve_documents,
    open_count,
    open_documents,
    planned,
    tier_document,
)

if TYPE_CHECKING:
    from vaktplan.export.report import PlanReport
    from vaktplan.solve.outcome import Outcome, TierResult
    from vaktplan.verify.whynot import WhyOpen


@dataclass(frozen=True)
class PlanAnswer:
    """The answer of `plan`."""

    instance: Instance
    book: Book
    outcome: "Outcome"
    verdict: Verdict | None
    input_sha256: str
    book_sha256: str
    versions: dict[str, str]
    target_gap: float | None = None  # what gap was near enough to stop at
    time_limit: float | None = None  # seconds; None when the roster was not sought here, as for workers
    workers: int | None = None
    reproducible: bool = False  # one worker, and the clock did not cut the search
    why_open: "tuple[WhyOpen, ...]" = ()
    explained: tuple[Explanation, ...] = ()  # the first open shifts, proven
    clashes: tuple[Breach, ...] = ()  # when impossible: what the locks alone already break
    files: tuple[str, ...] = ()

    def with_files(self, files: Sequence[str]) -> "PlanAnswer":
        """The same answer, with what was written."""
        return replace(self, files=tuple(files))

    @property
    def tiers(self) -> tuple["TierResult", ...]:
        """Every tier in order; one in which nothing can cost anything is at 0, and stability only when replanning."""
        from vaktplan.solve.outcome import TierResult

        known = {t.name: t for t in self.outcome.tiers}
        if not known:
            return ()
        shown = [t.value for t in TIERS if t is not Tier.STABILITY or self.instance.base]
        return tuple(known.get(name, TierResult(name, 0, 0)) for name in shown)

    @property
    def open_places(self) -> int:
        """Places nobody holds; all of them when there is no roster."""
        return open_count(self.instance, self.outcome.roster or Roster())

    @property
    def changes(self) -> tuple[Change, ...]:
        """What differs from the roster that is replanned."""
        return changes_since(self.instance, self.outcome.roster) if self.outcome.roster else ()

    @property
    def publishable(self) -> bool:
        """Everything covered and nothing forbidden."""
        return self.verdict is not None and self.open_places == 0 and not self.verdict.hard

    @property
    def disagreement(self) -> tuple[str, ...]:
        """Where the solver's claim and the check's recomputation differ; empty when all is well."""
        if self.verdict is None:
            return ()
        claimed = {t.name: t.cost for t in self.tiers}
        costs = self.verdict.tier_costs
        wrong = [
            f"{tier.value}: {claimed[tier.value]} != {cost}"
            for tier, cost in costs.items()
            if tier.value in claimed and claimed[tier.value] != cost
        ]
        wrong += [f"{t}: bound > cost" for t in self._bounds_above_cost()]
        wrong += [text for each in self.explained for text in each.disagreement]
        return tuple(wrong)

    def _bounds_above_cost(self) -> list[str]:
        return [t.name for t in self.outcome.tiers if t.bound > t.cost]

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        o = self.outcome
        roster = o.roster or Roster()
        return {
            "schema_version": __schema__,
            "command": "plan",
            "status": o.status.value,
            "interrupted": o.interrupted,
            "tiers": [tier_document(t) for t in self.tiers],
            "gap": o.gap,
            "target_gap": self.target_gap,
            "curve": curve_documents(o.curve),
            "open_shifts": self.open_places,
            "open": open_documents(self.instance, roster, self.why_open),
            "conflicts": [conflict_document(e) for e in self.explained],
            "breaches": counts(self.verdict),
            "breach_list": [breach_document(b) for b in self.verdict.breaches] if self.verdict else [],
            "home_shares": [h.model_dump() for h in home_shares(self.instance, roster)],
            "doctors": len(self.instance.doctors),
            "shifts": len(self.instance.shifts),
            "roster": planned(roster),
            "changes": change_documents(self.changes),
            "seconds": round(o.seconds, 2),
            "seed": o.seed,
            "effort": {"time_limit": self.time_limit, "workers": self.workers},
            "reproducible": self.reproducible,
            "input_sha256": self.input_sha256,
            "book_sha256": self.book_sha256,
            "versions": self.versions,
            "clashes": [breach_document(b) for b in self.clashes],
            "disagreement": list(self.disagreement),
            "message": o.message,
            "files": list(self.files),
        }

    def report(self, made_at: datetime) -> "PlanReport":
        """What the exporters show. Needs a roster."""
        from vaktplan.export.report import Moment, PlanReport, TierLine
        from vaktplan.ledger import ledger

        roster = self.outcome.roster
        if roster is None or self.verdict is None:
            raise ValueError("no roster to report")
        return PlanReport(
            instance=self.instance,
            roster=roster,
            book=self.book,
            verdict=self.verdict,
            ledger=ledger(self.instance, self.book, roster),
            status=self.outcome.status.value,
            gap=self.outcome.gap,
            tiers=tuple(TierLine(name=t.name, cost=t.cost, bound=t.bound) for t in self.tiers),
            curve=tuple(
                Moment(seconds=p.seconds, tier=p.tier, cost=p.cost, bound=p.bound) for p in self.outcome.curve
            ),
            seed=self.outcome.seed,
            seconds=self.outcome.seconds,
            input_sha256=self.input_sha256,
            versions=self.versions,
            made_at=made_at,
            explained=self.explained,
        )


@dataclass(frozen=True)
class CheckAnswer:
    """The answer of `check`."""

    instance: Instance
    book: Book
    roster: Roster
    verdict: Verdict
    input_sha256: str

    @property
    def open_places(self) -> int:
        """Places nobody holds."""
        return open_count(self.instance, self.roster)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What differs from the roster that was told before."""
        return changes_since(self.instance, self.roster)

    @property
    def publishable(self) -> bool:
        """Everything covered and nothing forbidden."""
        return self.open_places == 0 and not self.verdict.hard

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        return {
            "command": "check",
            "status": "ok" if self.publishable else "breaches",
            "tiers": [{"name": t.value, "cost": c} for t, c in self.verdict.tier_costs.items()],
            "rule_costs": self.verdict.rule_costs,
            "open_shifts": self.open_places,
            "open": open_documents(self.instance, self.roster),
            "breaches": counts(self.verdict),
            "breach_list": [breach_document(b) for b in self.verdict.breaches],
            "changes": change_documents(self.changes),
            "doctors": len(self.instance.doctors),
            "shifts": len(self.instance.shifts),
            "input_sha256": self.input_sha256,
        }
