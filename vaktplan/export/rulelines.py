"""The rules and norms in force, as lines that an export prints."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vaktplan.domain.shifts import LineKind
from vaktplan.i18n import N_, _, language
from vaktplan.rulebook.book import Book
from vaktplan.rulebook.norms import Dated, Norm, NormValue
from vaktplan.rulebook.rules import RULES, Cap, Rule, Scope, Term

from . import units, words
from .report import PlanReport

MODES = {  # of weekend-block
    "together": N_("én lege tar hele blokken"),
    "split": N_("ingen tar mer enn én vakt i blokken"),
}


@dataclass(frozen=True)
class RuleLine:
    """One part of a rule of the book."""

    rule: str
    part: str
    level: str
    tier: str
    weight: str
    numbers: str
    cite: str


@dataclass(frozen=True)
class NormLine:
    """One value of a norm that is in force on some date of the period."""

    title: str
    value: str
    first: str
    last: str
    cite: str
    source: str
    read_on: str
    verified: bool

    @property
    def mark(self) -> str:
        """Whether somebody has read it in the source."""
        return _("kontrollert") if self.verified else _("IKKE verifisert")


def intro() -> str:
    """How to read the rules."""
    return _(
        "Krav: kan ikke brytes; et brudd er lovbrudd når kravet står i lov eller avtale, ellers brudd på krav. "
        "Pris: kan brytes, og koster vekt × mengde på sitt trinn (brudd er avvik). "
        "Trinnene vinnes ett for ett: bemanning, hensyn i lov og avtale, ro i planen, fordeling og ønsker."
    )


def rule_lines(report: PlanReport) -> tuple[RuleLine, ...]:
    """Every part of every rule of the book; what differs for the doctors of a municipality follows each."""
    return tuple(book_lines(report.book, report.instance.period.first))


def book_lines(book: Book, day: date) -> Iterator[RuleLine]:
    """The lines of a book on a date, in the order of the list of rules."""
    for kind in RULES:
        common = book.rules.get(kind.id)
        if common is not None:
            yield from rule_parts(common, day)
        if kind.scope is Scope.DOCTOR:
            for municipality in sorted(book.local):
                own = book.local[municipality].get(kind.id)
                if own != common:
                    yield from _of_municipality(kind, own, words.clean(municipality), day)


def _of_municipality(kind: type[Rule], own: Rule | None, municipality: str, day: date) -> Iterator[RuleLine]:
    """The lines of a rule that a municipality has in another shape, or has not, for its own doctors."""
    title = _("{regel}, leger fra {kommune}").format(regel=_(kind.title), kommune=municipality)
    if own is None:
        yield RuleLine(title, "", _("gjelder ikke"), "", "", "", "")
    else:
        yield from (replace(line, rule=title) for line in rule_parts(own, day))


def norm_lines(report: PlanReport) -> tuple[NormLine, ...]:
    """Every value of the book's norms that holds on some date of the period."""
    period = report.instance.period
    return tuple(
        _of_norm(norm, value)
        for norm in report.book.norms
        for value in norm.values
        if value.first <= period.last and (value.last is None or period.first <= value.last)
    )


def rule_parts(rule: Rule, day: date) -> Iterator[RuleLine]:
    """The lines of one rule on a date: the first has its numbers and paragraphs."""
    numbers = "; ".join(_numbers(rule, day))
    for i, part in enumerate(rule.parts):
        term: Term = rule.term(part)
        yield RuleLine(
            rule=_(rule.title),
            part=words.part_title(part, rule.id),
            level=_(words.LEVELS[term.level]),
            tier=words.tier_name(term.tier.value) if term.tier else "",
            weight=str(term.weight) if term.tier else "",
            numbers=numbers if i == 0 else "",
            cite=rule.cite(day) if i == 0 else "",
        )


def _numbers(rule: Rule, day: date) -> Iterator[str]:
    for name in type(rule).model_fields:
        value = getattr(rule, name)
        if name in ("basis", *rule.parts) or value is None:
            continue
        if isinstance(value, Dated):
            yield _dated(rule.id, name, value, day)
        elif isinstance(value, tuple):
            yield from _listed(value, day)
        elif isinstance(value, dict):
            yield from (f"{_(words.MEASURES[m]).lower()} K = {k}" for m, k in sorted(value.items()))
        elif isinstance(value, str):
            yield _(MODES.get(value, value))
        elif isinstance(value, bool | int):
            yield units.parameter(rule.id, name, value)


def _listed(values: tuple[Any, ...], day: date) -> Iterator[str]:
    """What a list of caps, or of kinds of service line, says."""
    yield from (units.cap(c.kind, c.max.at(day), c.days) for c in values if isinstance(c, Cap))
    kinds = [_(words.LINE_KINDS[k]) for k in values if isinstance(k, LineKind)]
    if kinds:
        yield _("tjenestelinjer: {slag}").format(slag=", ".join(kinds))


def _dated(rule: str, name: str, value: Dated, day: date) -> str:
    if value.norm is None:
        return units.parameter(rule, name, value.at(day))
    return f"{norm_title(value.norm)}: {units.measured(value.at(day), value.norm.unit)}"


def norm_title(norm: Norm) -> str:
    """The title of a norm in the language in use."""
    return norm.title_nb if language() == "nb" else norm.title_en


def _of_norm(norm: Norm, value: NormValue) -> NormLine:
    return NormLine(
        title=norm_title(norm),
        value=units.measured(value.value, norm.unit),
        first=words.short_date(value.first),
        last=words.short_date(value.last) if value.last else "",
        cite=value.cite,
        source=value.source,
        read_on=words.short_date(value.read_on),
        verified=value.verified,
    )
