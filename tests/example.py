"""exports/eksempel/: what Småvik's coordinator gets, from the best known roster, at a fixed time.

Run as `python -m tests.example` (make examples).
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from vaktplan.answers import PlanAnswer
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Roster
from vaktplan.export.bundle import write_bundle
from vaktplan.read.models import load_book
from vaktplan.solve.outcome import Outcome, Status, TierResult
from vaktplan.verify.verify import verify

ROOT = Path(__file__).parent.parent
SMAVIK = ROOT / "instances" / "smavik"
EXAMPLE = ROOT / "exports" / "eksempel"
MADE_AT = datetime(2026, 12, 10, 20, 0, tzinfo=UTC)


def best_answer() -> PlanAnswer:
    """The best known roster of Småvik as an answer of `plan`."""
    instance = Instance.model_validate_json((SMAVIK / "instance.json").read_text(encoding="utf-8"))
    best = json.loads((SMAVIK / "best.json").read_text(encoding="utf-8"))
    book = load_book(instance.book)
    roster = Roster.of((p["doctor"], p["shift"]) for p in best["roster"])
    outcome = Outcome(
        status=Status(best["status"]),
        roster=roster,
        tiers=tuple(TierResult(t["name"], t["cost"], t["bound"]) for t in best["tiers"]),
        seconds=0.0,
        seed=0,
    )
    return PlanAnswer(
        instance=instance,
        book=book,
        outcome=outcome,
        verdict=verify(instance, book, roster),
        input_sha256="",
        book_sha256="",
        versions={"vaktplan": "0.7.6"},
    )


def write_example(folder: Path) -> tuple[Path, ...]:
    """Write the example into a folder."""
    return write_bundle(best_answer().report(MADE_AT), folder)


def main() -> int:
    """Regenerate the committed example."""
    for path in write_example(EXAMPLE):
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
