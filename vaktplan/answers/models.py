"""What `models` answers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from vaktplan.rulebook.book import Book
from vaktplan.rulebook.norm_file import Paper
from vaktplan.rulebook.norms import Norm, NormValue
from vaktplan.rulebook.rules import Rule


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
