"""What the use cases answer, and the JSON document of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from vaktplan import __schema__
from vaktplan.domain.instance import Instance
from vaktplan.domain.roster import Change, Roster, changes_since
from vaktplan.ledger.year import BakvaktCount, LocumDays, Month, YearRow
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.breach import Breach, Verdict
from vaktplan.rulebook.norm_file import Paper
from vaktplan.rulebook.norms import Norm, NormValue
from vaktplan.rulebook.rules import TIERS, Rule, Tier

if TYPE_CHECKING:
    from vaktplan.export.report import PlanReport
    from vaktplan.solve.outcome import Outcome, TierResult
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


def _rule_document(rule: Rule, day: date) -> dict[str, Any]:
    """One rule of a book, with its parts and paragraphs."""
    terms = {part: rule.term(part) for part in rule.parts}
    return {
        "id": rule.id,
        "title": rule.title,
        "parts": [
            {"part": p, "level": t.level.value, "tier": t.tier.value if t.tier else None, "weight": t.weight}
            for p, t in terms.items()
        ],
        "cite": rule.cite(day),
    }


def _counts(verdict: Verdict | None) -> dict[str, int]:
    return {"hard": len(verdict.hard), "soft": len(verdict.soft)} if verdict else {"hard": 0, "soft": 0}


def _planned(roster: Roster) -> list[dict[str, str]]:
    return [{"doctor": d, "shift": s} for d, s in sorted(roster.pairs, key=lambda p: (p[1], p[0]))]


def _change_documents(changes: Sequence[Change]) -> list[dict[str, Any]]:
    return [{"shift": c.shift, "left": list(c.left), "came": list(c.came)} for c in changes]


@dataclass(frozen=True)
class PlanAnswer:
    """The answer of `plan`."""

    instance: Instance
    book: Book
    outcome: "Outcome"
    verdict: Verdict | None
    input_sha256: str
    book_sha256: str
    versions: dict[str, str]
    reproducible: bool = False  # one worker, and the clock did not cut the search
    why_open: "tuple[WhyOpen, ...]" = ()
    clashes: tuple[Breach, ...] = ()  # when impossible: what the locks alone already break
    files: tuple[str, ...] = ()

    def with_files(self, files: Sequence[str]) -> "PlanAnswer":
        """The same answer, with what was written."""
        return replace(self, files=tuple(files))

    @property
    def tiers(self) -> tuple["TierResult", ...]:
        """Every tier in order; one in which nothing can cost anything is at 0, and stability only when replanning."""
        from vaktplan.solve.outcome import TierResult

        known = {t.name: t for t in self.outcome.tiers}
        if not known:
            return ()
        shown = [t.value for t in TIERS if t is not Tier.STABILITY or self.instance.base]
        return tuple(known.get(name, TierResult(name, 0, 0)) for name in shown)

    @property
    def open_places(self) -> int:
        """Places nobody holds; all of them when there is no roster."""
        return open_count(self.instance, self.outcome.roster or Roster())

    @property
    def changes(self) -> tuple[Change, ...]:
        """What differs from the roster that is replanned."""
        return changes_since(self.instance, self.outcome.roster) if self.outcome.roster else ()

    @property
    def publishable(self) -> bool:
        """Everything covered and nothing forbidden."""
        return self.verdict is not None and self.open_places == 0 and not self.verdict.hard

    @property
    def disagreement(self) -> tuple[str, ...]:
        """Where the solver's claim and the check's recomputation differ; empty when all is well."""
        if self.verdict is None:
            return ()
        claimed = {t.name: t.cost for t in self.tiers}
        costs = self.verdict.tier_costs
        wrong = [
            f"{tier.value}: {claimed[tier.value]} != {cost}"
            for tier, cost in costs.items()
            if tier.value in claimed and claimed[tier.value] != cost
        ]
        wrong += [f"{t}: bound > cost" for t in self._bounds_above_cost()]
        return tuple(wrong)

    def _bounds_above_cost(self) -> list[str]:
        return [t.name for t in self.outcome.tiers if t.bound > t.cost]

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        o = self.outcome
        roster = o.roster or Roster()
        return {
            "schema_version": __schema__,
            "command": "plan",
            "status": o.status.value,
            "interrupted": o.interrupted,
            "tiers": [{"name": t.name, "cost": t.cost, "bound": t.bound} for t in self.tiers],
            "gap": o.gap,
            "open_shifts": self.open_places,
            "open": open_documents(self.instance, roster, self.why_open),
            "breaches": _counts(self.verdict),
            "breach_list": [breach_document(b) for b in self.verdict.breaches] if self.verdict else [],
            "doctors": len(self.instance.doctors),
            "shifts": len(self.instance.shifts),
            "roster": _planned(roster),
            "changes": _change_documents(self.changes),
            "seconds": round(o.seconds, 2),
            "seed": o.seed,
            "reproducible": self.reproducible,
            "input_sha256": self.input_sha256,
            "book_sha256": self.book_sha256,
            "versions": self.versions,
            "clashes": [breach_document(b) for b in self.clashes],
            "disagreement": list(self.disagreement),
            "message": o.message,
            "files": list(self.files),
        }

    def report(self, made_at: datetime) -> "PlanReport":
        """What the exporters show. Needs a roster."""
        from vaktplan.export.report import PlanReport, TierLine
        from vaktplan.ledger import ledger

        roster = self.outcome.roster
        if roster is None or self.verdict is None:
            raise ValueError("no roster to report")
        return PlanReport(
            instance=self.instance,
            roster=roster,
            book=self.book,
            verdict=self.verdict,
            ledger=ledger(self.instance, self.book, roster),
            status=self.outcome.status.value,
            gap=self.outcome.gap,
            tiers=tuple(TierLine(name=t.name, cost=t.cost, bound=t.bound) for t in self.tiers),
            seed=self.outcome.seed,
            seconds=self.outcome.seconds,
            input_sha256=self.input_sha256,
            versions=self.versions,
            made_at=made_at,
        )


@dataclass(frozen=True)
class CheckAnswer:
    """The answer of `check`."""

    instance: Instance
    book: Book
    roster: Roster
    verdict: Verdict
    input_sha256: str

    @property
    def open_places(self) -> int:
        """Places nobody holds."""
        return open_count(self.instance, self.roster)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What differs from the roster that was told before."""
        return changes_since(self.instance, self.roster)

    @property
    def publishable(self) -> bool:
        """Everything covered and nothing forbidden."""
        return self.open_places == 0 and not self.verdict.hard

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        return {
            "command": "check",
            "status": "ok" if self.publishable else "breaches",
            "tiers": [{"name": t.value, "cost": c} for t, c in self.verdict.tier_costs.items()],
            "rule_costs": self.verdict.rule_costs,
            "open_shifts": self.open_places,
            "open": open_documents(self.instance, self.roster),
            "breaches": _counts(self.verdict),
            "breach_list": [breach_document(b) for b in self.verdict.breaches],
            "changes": _change_documents(self.changes),
            "doctors": len(self.instance.doctors),
            "shifts": len(self.instance.shifts),
            "input_sha256": self.input_sha256,
        }


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


@dataclass(frozen=True)
class ModelsAnswer:
    """The answer of `models`."""

    day: date
    norms: tuple[Norm, ...]
    papers: dict[str, Paper]  # the statutes, agreements and plans the norms come from, by id
    books: tuple[str, ...]
    book: str | None
    rules: Book  # the book whose rules are shown

    @property
    def in_force(self) -> tuple[tuple[Norm, NormValue], ...]:
        """Every norm that has a value on the date, by id."""
        found = [
            (n, v)
            for n in self.norms
            for v in n.values
            if v.first <= self.day and (v.last is None or self.day <= v.last)
        ]
        return tuple(sorted(found, key=lambda pair: pair[0].id))

    def document(self) -> dict[str, Any]:
        """The JSON document."""
        return {
            "command": "models",
            "status": "ok",
            "on": self.day.isoformat(),
            "book": self.book,
            "books": list(self.books),
            "rules_of": self.rules.id,
            "rules": [_rule_document(rule, self.day) for rule in self.rules.each()],
            "norms": [
                {
                    "id": n.id,
                    "title": n.title_nb,
                    "title_en": n.title_en,
                    "unit": n.unit,
                    "value": list(v.value) if isinstance(v.value, tuple) else v.value,
                    "from": v.first.isoformat(),
                    "to": v.last.isoformat() if v.last else None,
                    "cite": v.cite,
                    "source": v.source,
                    "read_on": v.read_on.isoformat(),
                    "verified": v.verified,
                    "note": v.note,
                }
                for n, v in self.in_force
            ],
        }
