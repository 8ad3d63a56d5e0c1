"""The work of one scenario, wherever it is done: the fewest open places, and whose fair share rises."""

from typing import Any

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.fleet import Answer, Payload
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import Tier
from vaktplan.whatif.changes import Grant
from vaktplan.whatif.rise import rises

from .sent import arrived, book_for

KIND = "scenario"


def answer_one(payload: Payload) -> Answer:
    """The fewest places that stay open after a change of the facts; without a change, of the facts as they are."""
    before, book = arrived(payload)
    changed = _changed(before, payload["change"])
    rules = book if changed is None or changed.book == before.book else book_for(changed, payload)
    near = Roster.of((doctor, shift) for doctor, shift in payload["near"])
    return found_in(
        before, book, changed, rules, near=near, seconds=payload["time_limit"], seed=payload["seed"]
    )


def _changed(before: Instance, change: Payload | None) -> Instance | None:
    """The facts after a change: a grant, or the facts as they were sent; None when nothing is changed."""
    if change is None:
        return None
    if "grant" in change:
        return Grant.model_validate(change["grant"]).apply(before)
    return Instance.model_validate(change["instance"])


def found_in(
    before: Instance,
    book: Book,
    changed: Instance | None,
    rules: Book,
    *,
    near: Roster,
    seconds: float,
    seed: int,
) -> Answer:
    """The fewest open places of the changed facts by their book, with bound and dates, and the shares that rise.

    The answer depends on what is given alone, when it is proven.
    """
    from vaktplan.solve.cover import fewest_open

    instance = before if changed is None else changed
    found = fewest_open(instance, rules, seconds, near, seed)
    more = () if changed is None else rises(before, changed, book, rules)
    return {
        "cost": found.cost if found.roster is not None else None,
        "bound": found.bound,
        "proven": found.proven,
        "impossible": found.impossible,
        "open": _open(instance, found.roster),
        "rises": [{**r.model_dump(), "more": r.more} for r in more],
        "disagreement": _disagreement(instance, rules, found.roster, found.cost),
        "seconds": round(found.seconds, 2),
    }


def _open(instance: Instance, roster: Roster | None) -> list[dict[str, Any]] | None:
    if roster is None:
        return None
    return [{"shift": s.id, "date": s.date.isoformat(), "places": n} for s, n in roster.open_places(instance)]


def _disagreement(instance: Instance, book: Book, roster: Roster | None, cost: int) -> list[str]:
    """What the check has against the roster that the answer stands on; always nothing."""
    from vaktplan.verify.verify import verify

    if roster is None:
        return []
    verdict = verify(instance, book, roster)
    told = [b.text for b in verdict.hard]
    if verdict.tier_costs[Tier.COVER] != cost:
        told.append(f"cover: {verdict.tier_costs[Tier.COVER]} != {cost}")
    return told
