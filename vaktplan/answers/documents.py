"""The pieces that several answers' JSON documents share."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Change, Roster
from vaktplan.rulebook.breach import Breach, Verdict

if TYPE_CHECKING:
    from vaktplan.solve.outcome import Progress, TierResult
    from vaktplan.verify.whynot import WhyOpen


def breach_document(breach: Breach) -> dict[str, Any]:
    """One breach for programs."""
    return {
        "rule": breach.rule,
        "part": breach.part,
        "level": breach.level.value,
        "tier": breach.tier.value if breach.tier else None,
        "doctor": breach.doctor,
        "shifts": list(breach.shifts),
        "amount": breach.amount,
        "cost": breach.cost,
        "text": breach.text,
        "cite": breach.cite,
    }


def open_documents(instance: Instance, roster: Roster, why: "Sequence[WhyOpen]" = ()) -> list[dict[str, Any]]:
    """Each shift with open places, how many, and what keeps each doctor of the line from it (None: not looked into)."""
    known = {w.shift: [{"doctor": o.doctor, "rules": list(o.rules)} for o in w.obstacles] for w in why}
    return [
        {"shift": s.id, "places": n, "obstacles": known.get(s.id)} for s, n in roster.open_places(instance)
    ]


def open_count(instance: Instance, roster: Roster) -> int:
    """Open places in all."""
    return sum(n for _, n in roster.open_places(instance))


def tier_document(tier: "TierResult") -> dict[str, Any]:
    """What a tier costs, what it costs at least, and whether the two have met."""
    return {
        "name": tier.name,
        "cost": tier.cost,
        "bound": tier.bound,
        "gap": tier.gap,
        "proven": tier.cost == tier.bound,
    }


def curve_documents(curve: "Sequence[Progress]") -> list[dict[str, Any]]:
    """How the search came along, one entry for each time a cost or a bound got better."""
    return [{"seconds": p.seconds, "tier": p.tier, "cost": p.cost, "bound": p.bound} for p in curve]


def counts(verdict: Verdict | None) -> dict[str, int]:
    return {"hard": len(verdict.hard), "soft": len(verdict.soft)} if verdict else {"hard": 0, "soft": 0}


def planned(roster: Roster) -> list[dict[str, str]]:
    return [{"doctor": d, "shift": s} for d, s in sorted(roster.pairs, key=lambda p: (p[1], p[0]))]


def change_documents(changes: Sequence[Change]) -> list[dict[str, Any]]:
    return [{"shift": c.shift, "left": list(c.left), "came": list(c.came)} for c in changes]
