"""Why a shift is one doctor's and not another's: each alternative with what it would have cost, and whom."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from vaktplan.answers.explaining import Alternative, CostChange, WhyMe
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.errors import InvalidInput
from vaktplan.i18n import _
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.breach import Verdict
from vaktplan.rulebook.rules import TIERS

if TYPE_CHECKING:
    from vaktplan.solve.instead import Instead

LAST = TIERS[-1]


def why_me(
    instance: Instance, book: Book, roster: Roster, doctor: str, shifts: Sequence[str], seconds: float
) -> tuple[WhyMe, ...]:
    """For each shift that the doctor has, the others who could have had it; else what it would cost to give it.

    By re-solves in which only the two doctors' duties change. Raises InvalidInput for a roster that breaks what is
    required, and for a shift that nobody has: nothing is explained from there.
    """
    from vaktplan.solve.instead import Instead
    from vaktplan.verify.verify import verify

    end = monotonic() + seconds
    try:
        instead = Instead(instance, book, roster)
    except ValueError:
        what = _("planen bryter krav, og da sier en sammenligning ingenting")
        raise InvalidInput.one("--roster", what, _("se «vaktplan check»"), "roster-unlawful") from None
    stands = _Stands(instance, book, roster, verify(instance, book, roster), instead)
    found = []
    for place, shift in enumerate(shifts):
        share = (end - monotonic()) / (len(shifts) - place)
        found.append(_one(stands, doctor, shift, monotonic() + share))
    return tuple(found)


@dataclass(frozen=True)
class _Stands:
    """A roster with its verdict, and what asks for others beside it."""

    instance: Instance
    book: Book
    roster: Roster
    verdict: Verdict
    instead: "Instead"


def _one(stands: _Stands, doctor: str, shift: str, end: float) -> WhyMe:
    from vaktplan.verify.verify import verify

    holder, others = _between(stands, doctor, shift)
    kept = {
        d: rules for d, rules in _obstacles(stands, holder, shift).items() if others is None or d in others
    }
    tried = dict(stands.instead.rosters(holder, shift, kept, end))
    alternatives = [
        _alternative(other, found, stands.verdict, verify(stands.instance, stands.book, found))
        for other, found in tried.items()
        if found is not None
    ]
    return WhyMe(
        doctor=holder,
        shift=shift,
        alternatives=tuple(sorted(alternatives, key=lambda a: (a.change, a.doctor))),
        unable=tuple(
            (other, rules) for other, rules in kept.items() if other in tried and tried[other] is None
        ),
        unknown=tuple(other for other in kept if other not in tried),
    )


def _between(stands: _Stands, doctor: str, shift: str) -> tuple[str, tuple[str, ...] | None]:
    """Who has the shift, and who is thought of instead; None: everybody."""
    holders = [d for d, taken in stands.roster.pairs if taken == shift]
    if doctor in holders:
        return doctor, None
    if not holders:
        what = _("ingen har vakten i planen")
        raise InvalidInput.one(
            "--shift", what, _("spør uten --doctor: hvorfor er den udekket?"), "nobody-has-it"
        )
    return holders[0], (doctor,)


def _obstacles(stands: _Stands, doctor: str, shift: str) -> dict[str, tuple[str, ...]]:
    """The other doctors of the line, and the rules that keep each from the shift when all else stays as it is."""
    from vaktplan.verify.whynot import why_shift

    without = Roster.of(pair for pair in stands.roster.pairs if pair != (doctor, shift))
    why = why_shift(stands.instance, stands.book, without, shift)
    return {o.doctor: o.rules for o in why.obstacles if o.doctor != doctor}


def _alternative(other: str, roster: Roster, before: Verdict, after: Verdict) -> Alternative:
    was, now = _costs(before), _costs(after)
    changes = [
        CostChange(*key, now[key] - was[key]) for key in was.keys() | now.keys() if now[key] != was[key]
    ]
    return Alternative(
        doctor=other,
        change=after.tier_costs[LAST] - before.tier_costs[LAST],
        changes=tuple(sorted(changes, key=lambda c: (-abs(c.change), c.rule, c.doctor or ""))),
        roster=roster,
    )


def _costs(verdict: Verdict) -> Counter[tuple[str | None, str]]:
    """What each rule costs each doctor, in the last tier."""
    found: Counter[tuple[str | None, str]] = Counter()
    for breach in verdict.soft:
        if breach.tier is LAST:
            found[breach.doctor, breach.rule] += breach.cost
    return found
