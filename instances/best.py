"""Look for a better roster of an example, and keep it in best.json when it is one.

Run as `python instances/best.py sandefjord 600`: the name, and the seconds to search.
"""

import json
import sys
from pathlib import Path
from typing import Any

from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.read.models import book_of
from vaktplan.rulebook.rules import TIERS
from vaktplan.solve.outcome import Options, Outcome
from vaktplan.solve.run import solve
from vaktplan.verify.verify import verify

HERE = Path(__file__).parent


def known(name: str) -> dict[str, Any] | None:
    """The best known result of an example, if any."""
    path = HERE / name / "best.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def document(instance: Instance, outcome: Outcome) -> dict[str, Any]:
    """What is kept: the roster, the cost and bound of each tier, and whether it is proven."""
    if outcome.roster is None:
        raise SystemExit("no roster was found")
    verdict = verify(instance, book_of(instance), outcome.roster)
    if verdict.hard:
        raise SystemExit(f"unlawful: {verdict.hard[0].text}")
    bounds = {t.name: t.bound for t in outcome.tiers}
    return {
        "status": outcome.status.value,
        "tiers": [
            {"name": t.value, "cost": verdict.tier_costs[t], "bound": bounds[t.value]}
            for t in TIERS
            if t.value in bounds
        ],
        "gap": round(outcome.gap, 4),
        "open_shifts": sum(n for _, n in outcome.roster.open_places(instance)),
        "roster": [{"doctor": d, "shift": s} for d, s in sorted(outcome.roster.pairs, key=lambda p: p[::-1])],
    }


def better(new: dict[str, Any], old: dict[str, Any] | None) -> bool:
    """Whether a result has lower costs, or the same with a higher bound."""
    if old is None:
        return True

    def rank(result: dict[str, Any]) -> list[int]:
        return [*(t["cost"] for t in result["tiers"]), *(-t["bound"] for t in result["tiers"])]

    return rank(new) < rank(old)


def main(name: str, seconds: float) -> int:
    """Search, compare, keep."""
    instance = Instance.model_validate_json((HERE / name / "instance.json").read_text(encoding="utf-8"))
    old = known(name)
    hint = Roster.of((p["doctor"], p["shift"]) for p in old["roster"]) if old else None
    new = document(
        instance, solve(instance, book_of(instance), Options(time_limit=seconds, workers=2, hint=hint))
    )
    print(name, new["status"], new["tiers"], "better" if better(new, old) else "not better")
    if better(new, old):
        text = json.dumps(new, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        (HERE / name / "best.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
