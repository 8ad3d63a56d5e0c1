"""What `explain` answers."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.export.explained import Alternative, CostChange, Explanation, WhyMe
from vaktplan.rulebook.book import Book

from .conflicts import Explained, conflict_document, explanation
from .documents import breach_document, planned
from .fairness import FairnessProof, Frontier

if TYPE_CHECKING:
    from vaktplan.export.report import PlanReport
    from vaktplan.verify.supply import Place, Supply

__all__ = ["Alternative", "CostChange", "ExplainAnswer", "Explained", "WhyMe"]


@dataclass(frozen=True)
class ExplainAnswer:
    """Supply and demand before anything is solved, what contradicts itself, and why some places stay open."""

    instance: Instance
    book: Book
    supply: "Supply"
    explained: tuple[Explained, ...]
    input_sha256: str
    why_me: tuple[WhyMe, ...] = ()
    roster: Roster | None = None  # what was asked about
    versions: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    removed: tuple[
        tuple[str, str], ...
    ] = ()  # takes of the roster that their doctors cannot have: seen as open
    fairness: FairnessProof | None = None
    frontier: Frontier | None = None

    @property
    def disagreement(self) -> tuple[str, ...]:
        """Where the solver and the check do not agree; always empty."""
        return tuple(text for each in self.explained for text in each.disagreement)

    @property
    def certain(self) -> bool:
        """Whether something is certain to be wrong with every roster, or with every one like the roster given."""
        return self.supply.certain or any(e.conflict for e in self.explained)

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to explain."""
        return self.supply.quiet and not self.explained and not self.why_me and not self._weighed

    @property
    def _weighed(self) -> bool:
        return self.fairness is not None or self.frontier is not None

    @property
    def explanations(self) -> tuple[Explanation, ...]:
        """Why the shifts that were asked about are open, as facts."""
        return tuple(explanation(self.instance, self.book, e) for e in self.explained)

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        found = self.supply
        return {
            "command": "explain",
            "status": "certain" if self.certain else "quiet" if self.quiet else "tight",
            "short": [s.model_dump(mode="json") for s in found.short],
            "locks": [breach_document(b) for b in found.locks],
            "vain_wishes": [w.model_dump(mode="json") for w in found.vain],
            "lines": [line.model_dump(mode="json") for line in found.lines],
            "places": [_place_document(p) for p in found.places],
            "conflicts": [conflict_document(e) for e in self.explanations],
            "removed": [{"doctor": doctor, "shift": shift} for doctor, shift in self.removed],
            "disagreement": list(self.disagreement),
            "why_me": [_why_me_document(w) for w in self.why_me],
            "fairness": None if self.fairness is None else self.fairness.document(),
            "frontier": None if self.frontier is None else self.frontier.document(),
            "input_sha256": self.input_sha256,
            "files": list(self.files),
        }

    def report(self, made_at: datetime) -> "PlanReport":
        """What the exporters show of the roster that was asked about. Needs one."""
        from vaktplan.export.report import PlanReport
        from vaktplan.ledger import ledger
        from vaktplan.verify.verify import verify

        if self.roster is None:
            raise ValueError("no roster to report")
        return PlanReport(
            instance=self.instance,
            roster=self.roster,
            book=self.book,
            verdict=verify(self.instance, self.book, self.roster),
            ledger=ledger(self.instance, self.book, self.roster),
            status="given",
            input_sha256=self.input_sha256,
            versions=self.versions,
            made_at=made_at,
            explained=self.explanations,
            why_me=self.why_me,
        )


def _why_me_document(why: WhyMe) -> dict[str, Any]:
    return {
        "doctor": why.doctor,
        "shift": why.shift,
        "alternatives": [
            {
                "doctor": a.doctor,
                "change": a.change,
                "changes": [{"doctor": c.doctor, "rule": c.rule, "change": c.change} for c in a.changes],
                "roster": planned(a.roster),
            }
            for a in why.alternatives
        ],
        "unable": [{"doctor": doctor, "rules": list(rules)} for doctor, rules in why.unable],
        "unknown": list(why.unknown),
    }


def _place_document(place: "Place") -> dict[str, Any]:
    return {
        "shift": place.shift,
        "places": place.places,
        "able": list(place.able),
        "kept": [
            {"doctor": k.doctor, "rules": [{"rule": b.rule, "cite": b.cite} for b in k.breaches]}
            for k in place.kept
        ],
    }
