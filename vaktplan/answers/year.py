"""What `year` answers."""

from dataclasses import dataclass
from typing import Any

from vaktplan.domain.instance import Instance
from vaktplan.ledger.year import BakvaktCount, LocumDays, Month, YearRow
from vaktplan.rulebook.book import Book

from .documents import breach_document
from .planning import PlanAnswer


@dataclass(frozen=True)
class YearAnswer:
    """The answer of `year`."""

    instance: Instance
    book: Book
    months: tuple[Month, ...]
    rows: tuple[YearRow, ...]
    bakvakt: BakvaktCount
    locums: tuple[LocumDays, ...]
    input_sha256: str
    folder: str
    stopped: PlanAnswer | None = None  # the month that ended the year early
    disagreement: tuple[str, ...] = ()  # by month: where check and solver differ, or that the solver died
    files: tuple[str, ...] = ()

    @property
    def hard(self) -> int:
        """Hard breaches of all months."""
        return sum(m.hard for m in self.months)

    @property
    def open_places(self) -> int:
        """Places nobody holds, of all months."""
        return sum(m.open_places for m in self.months)

    @property
    def complete(self) -> bool:
        """Whether every month has its roster."""
        return self.stopped is None

    @property
    def interrupted(self) -> bool:
        """Whether someone stopped the search."""
        return self.stopped is not None and self.stopped.outcome.interrupted

    @property
    def status(self) -> str:
        """How it went: the status of the month it stopped at, when it did."""
        if self.stopped is not None:
            return self.stopped.outcome.status.value
        return "breaches" if self.hard or self.open_places else "ok"

    @property
    def outside(self) -> tuple[YearRow, ...]:
        """Doctors who ended farther from the fair share than a duty of nights or a twentieth of the load."""
        return tuple(r for r in self.rows if not r.within)

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        return {
            "command": "year",
            "status": self.status,
            "interrupted": self.interrupted,
            "months": [
                {
                    "first": m.instance.period.first.isoformat(),
                    "last": m.instance.period.last.isoformat(),
                    "hard": m.hard,
                    "open_shifts": m.open_places,
                    "shifts": len(m.instance.shifts),
                }
                for m in self.months
            ],
            "breaches": {"hard": self.hard},
            "open_shifts": self.open_places,
            "clashes": [breach_document(b) for b in self.stopped.clashes] if self.stopped else [],
            "disagreement": list(self.disagreement),
            "bakvakt": self.bakvakt.model_dump(),
            "locums_on_exception": [each.model_dump() for each in self.locums],
            "doctors": [_year_row(r) for r in self.rows],
            "input_sha256": self.input_sha256,
            "folder": self.folder,
            "files": list(self.files),
        }


def _year_row(row: YearRow) -> dict[str, Any]:
    measures = {
        m.measure: {
            "count": m.count,
            "brought": m.brought,
            "share": m.share,
            "difference": round(m.difference, 2),
            "times": None if m.times is None else round(m.times, 3),
        }
        for m in row.measures
    }
    return {**row.model_dump(exclude={"measures"}), "measures": measures}
