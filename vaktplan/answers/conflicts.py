"""Why places are open, as facts for the exports and as JSON."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vaktplan.domain.instance import Instance
from vaktplan.export.explained import Cause, Explanation, Swap, WayOut
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import Coverage

from .documents import change_documents

if TYPE_CHECKING:
    from vaktplan.solve.conflict import Conflict
    from vaktplan.solve.reasons import Reason
    from vaktplan.solve.ways import Way


@dataclass(frozen=True)
class Explained:
    """A shift that was asked about: what forbids one doctor more on it, or None when nothing does or time was out."""

    shift: str
    conflict: "Conflict | None"
    ways: "tuple[Way, ...]" = ()  # out of it, each tried; those first who are asked first
    swaps: tuple[Swap, ...] = ()
    out_of_time: bool = False
    all_tried: bool = True  # of the ways; else the time was out
    disagreement: tuple[str, ...] = ()


def explanation(instance: Instance, book: Book, found: Explained) -> Explanation:
    """The same as facts, with the paragraphs behind each reason on the date of the shift."""
    if found.conflict is None:
        return Explanation(
            shift=found.shift,
            answer="out-of-time" if found.out_of_time else "possible",
            swaps=found.swaps,
            disagreement=found.disagreement,
        )
    return Explanation(
        shift=found.shift,
        answer="conflict",
        minimal=found.conflict.minimal,
        causes=tuple(
            Cause(rule=reason.rule, who=reason.who, cite=_cite(instance, book, reason, found.shift))
            for reason in found.conflict.reasons
        ),
        ways=tuple(way_out(way) for way in found.ways),
        all_tried=found.all_tried,
        disagreement=found.disagreement,
    )


def way_out(way: "Way") -> WayOut:
    """A way out as a fact."""
    return WayOut(
        decider=way.decider.value,
        kind=way.kind.value,
        doctor=way.doctor,
        shift=way.shift,
        rule=way.rule,
        more=way.more,
    )


def _cite(instance: Instance, book: Book, reason: "Reason", shift: str) -> str:
    """The paragraphs behind a reason on the date of a shift; empty when it rests on none."""
    home = instance.doctor_by_id[reason.who].municipality if reason.who in instance.doctor_by_id else ""
    rule = book.seen_from(home).rules.get(reason.rule)
    return "" if rule is None else rule.cite(instance.shift_by_id[shift].date)


def conflict_document(found: Explanation) -> dict[str, Any]:
    """An explanation for programs."""
    return {
        "shift": found.shift,
        "answer": found.answer,
        "minimal": found.minimal if found.answer == "conflict" else None,
        "reasons": [
            {
                "rule": cause.rule,
                "doctor": cause.who if cause.rule != Coverage.id else None,
                "shift": cause.who if cause.rule == Coverage.id else None,
                "cite": cause.cite,
            }
            for cause in found.causes
        ],
        "ways": [way.model_dump() for way in found.ways],
        "swaps": [
            {"changes": change_documents(swap.changes), "dearer": dict(swap.dearer)} for swap in found.swaps
        ],
        "all_tried": found.all_tried,
    }
