"""What `explain` answers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Change, Roster
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import Coverage

from .documents import breach_document, change_documents, planned

if TYPE_CHECKING:
    from vaktplan.solve.conflict import Conflict
    from vaktplan.solve.reasons import Reason
    from vaktplan.solve.ways import Way
    from vaktplan.verify.supply import Place, Supply


@dataclass(frozen=True)
class Swap:
    """How an open place can be filled by few changes, and how much dearer each tier but the first becomes."""

    changes: tuple[Change, ...]
    dearer: dict[str, int]


@dataclass(frozen=True)
class Explained:
    """A shift that was asked about: what forbids one doctor more on it, or None when nothing does or time was out."""

    shift: str
    conflict: "Conflict | None"
    ways: "tuple[Way, ...]" = ()  # out of it, each tried; those first who are asked first
    swaps: tuple[Swap, ...] = ()  # where nothing forbids it, the cheapest first
    out_of_time: bool = False
    disagreement: tuple[str, ...] = ()  # where the check refuses a roster by which a way or a swap was found


@dataclass(frozen=True)
class CostChange:
    """How much dearer a rule becomes for a doctor, or (None) for all together; below 0: cheaper."""

    doctor: str | None
    rule: str
    change: int


@dataclass(frozen=True)
class Alternative:
    """A doctor who could have had the shift instead, what that would cost more, and the roster by which it is so."""

    doctor: str
    change: int
    changes: tuple[CostChange, ...]
    roster: Roster


@dataclass(frozen=True)
class WhyMe:
    """Why a shift is a doctor's: who else could have had it, the cheapest first, and the rules that keep the others.

    `unknown` are those for whom the time did not suffice.
    """

    doctor: str
    shift: str
    alternatives: tuple[Alternative, ...]
    unable: tuple[tuple[str, tuple[str, ...]], ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExplainAnswer:
    """Supply and demand before anything is solved, what contradicts itself, and why some places stay open."""

    instance: Instance
    book: Book
    supply: "Supply"
    explained: tuple[Explained, ...]
    input_sha256: str
    why_me: tuple[WhyMe, ...] = ()
    removed: tuple[
        tuple[str, str], ...
    ] = ()  # takes of the roster that their doctors cannot have: seen as open

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
        return self.supply.quiet and not self.explained and not self.why_me

    def cite(self, reason: "Reason", shift: str) -> str:
        """The paragraphs behind a reason on the date of a shift; empty when it rests on none."""
        home = (
            self.instance.doctor_by_id[reason.who].municipality
            if reason.who in self.instance.doctor_by_id
            else ""
        )
        rule = self.book.seen_from(home).rules.get(reason.rule)
        return "" if rule is None else rule.cite(self.instance.shift_by_id[shift].date)

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
            "conflicts": [self._conflict_document(e) for e in self.explained],
            "removed": [{"doctor": doctor, "shift": shift} for doctor, shift in self.removed],
            "disagreement": list(self.disagreement),
            "why_me": [_why_me_document(w) for w in self.why_me],
            "input_sha256": self.input_sha256,
        }

    def _conflict_document(self, explained: Explained) -> dict[str, Any]:
        conflict = explained.conflict
        reasons = () if conflict is None else conflict.reasons
        return {
            "shift": explained.shift,
            "answer": "out-of-time"
            if explained.out_of_time
            else "possible"
            if conflict is None
            else "conflict",
            "minimal": None if conflict is None else conflict.minimal,
            "reasons": [
                {
                    "rule": reason.rule,
                    "doctor": reason.who if reason.rule != Coverage.id else None,
                    "shift": reason.who if reason.rule == Coverage.id else None,
                    "cite": self.cite(reason, explained.shift),
                }
                for reason in reasons
            ],
            "ways": [way_document(w) for w in explained.ways],
            "swaps": [
                {"changes": change_documents(s.changes), "dearer": dict(s.dearer)} for s in explained.swaps
            ],
        }


def way_document(way: "Way") -> dict[str, Any]:
    """A way out for programs."""
    return {
        "decider": way.decider.value,
        "kind": way.kind.value,
        "doctor": way.doctor,
        "shift": way.shift,
        "rule": way.rule,
        "more": way.more,
    }


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
