"""The work of one scenario, wherever it is done: the fewest open places, and whose fair share rises."""

from typing import Any

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.fleet import Answer, Payload
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.rules import Tier
from vaktplan.whatif.rise import rises

from .sent import arrived, book_for

KIND = "scenario"


def answer_one(payload: Payload) -> Answer:
    """The fewest places that stay open after a change of the facts, with bound and dates, and the shares that rise.

    The answer depends on the payload alone, when it is proven. Without a change: the same of the facts as they are.
    """
    from vaktplan.solve.cover import fewest_open

    before, book = arrived(payload)
    changed = payload["changed"]
    instance = before if changed is None else Instance.model_validate(changed)
    rules = book if instance.book == before.book else book_for(instance, payload)
    near = Roster.of((doctor, shift) for doctor, shift in payload["near"])
    found = fewest_open(instance, rules, payload["time_limit"], near, payload["seed"])
    more = () if changed is None else rises(before, instance, book, rules)
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
