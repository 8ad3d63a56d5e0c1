"""Figures worked out one after another: each from facts, norms, single numbers and the figures before it.

A formula is written with what it rests on in braces: `{hjemler.lists}` an earlier figure, `{norm:nfas.week}` a norm on
the day of the facts, `{law:...}` a norm as it is today, `{in:penger.board}` a single number of the plan. In the
figure each becomes a plain name, so that the formula can be done again by hand or in a spreadsheet.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from unicodedata import normalize

from vaktplan.i18n import _, language
from vaktplan.rulebook.norms import Norm

from .facts import Facts
from .figure import Figure, Input, Rounding
from .formula import evaluate
from .inputs import TITLES
from .units import said

RETIRE_AT = "fastlegeforskriften.contract-ends"
FREE_GOAL = "sandefjordplanen.free-list-places"
STAY_WEEKS = "nfas.short-stay"
_REFERENCE = re.compile(r"\{([^{}]+)\}")
_NOT_IN_A_KEY = re.compile(r"[{}:\s]+")
_NOT_A_NAME = re.compile(r"\W")


class Row(NamedTuple):
    """How a figure is worked out; `title` and `note` are marked texts, `unit` a code of units."""

    key: str
    title: str
    unit: str
    formula: str
    rounding: Rounding = Rounding.NONE
    digits: int = 0
    source: str = ""
    note: str = ""


class Reckoning:
    """The figures so far, by key, and what they may rest on."""

    def __init__(self, facts: Facts, norms: Sequence[Norm], day: date) -> None:
        self.facts = facts
        self.norms = {n.id: n for n in norms}
        self.day = day
        self.figures: dict[str, Figure] = {}

    def count(
        self,
        key: str,
        title: str,
        unit: str,
        value: float,
        sheet: str,
        note: str = "",
        *,
        verified: bool = True,
    ) -> Figure:
        """A number counted or added up from a sheet: its own figure, resting on itself."""
        name = plain_name(key)
        given = Input(name=name, title=title, value=value, unit=said(unit), source=sheet)
        row = Row(key, title, unit, name, source=sheet, note=note)
        return self._keep(row, name, (given,), "verified" if verified else "unverified")

    def row(self, row: Row, title: str = "") -> Figure | None:
        """The figure of a row, kept; None when something that it rests on is not known."""
        references = tuple(dict.fromkeys(_REFERENCE.findall(row.formula)))
        found = [self._input(r) for r in references]
        if any(f is None for f in found):
            return None
        pairs = [f for f in found if f is not None]
        named = dict(zip(references, _apart(references), strict=True))
        formula = _REFERENCE.sub(lambda match: named[match[1]], row.formula)
        status = "verified" if all(verified for _input, verified in pairs) else "unverified"
        inputs = tuple(
            given.model_copy(update={"name": named[r]})
            for r, (given, _verified) in zip(references, pairs, strict=True)
        )
        if any(i.value == 0 for i in inputs) and not _possible(formula, inputs):
            return None
        return self._keep(
            row._replace(title=title or _(row.title), note=row.note and _(row.note)), formula, inputs, status
        )

    def rows(self, rows: Iterable[Row]) -> None:
        """Every row that can be worked out, in order."""
        for row in rows:
            self.row(row)

    def span(self, key: str, low: float, high: float) -> None:
        """What the uncertainty of a figure allows."""
        self.figures[key] = self.figures[key].model_copy(update={"low": low, "high": high})

    def value(self, key: str) -> float | None:
        """The value of a figure, before rounding; None when it could not be worked out."""
        return self.figures[key].value if key in self.figures else None

    def norm_value(self, id: str) -> float:
        """A number of the norms on the day of the facts. Raises KeyError and InvalidInput."""
        return float(self.norms[id].at(self.day).value)  # type: ignore[arg-type]

    def law_value(self, id: str) -> float:
        """A number of the norms as it is today. Raises KeyError."""
        return float(self.norms[id].values[-1].value)  # type: ignore[arg-type]

    @property
    def retire_at(self) -> int:
        """The age at which GPs leave: as the plan tells it, else that of the law today."""
        told = self.facts.setting.retire_at
        return int(self.law_value(RETIRE_AT)) if told is None else told

    @property
    def free_goal(self) -> float:
        """The share of lists that should be free: as the plan tells it, else the norm's."""
        told = self.facts.setting.free_goal
        return self.law_value(FREE_GOAL) / 100 if told is None else told

    @property
    def stay_weeks(self) -> float:
        """The short-term stay of wards that tell none: as the plan tells it, else the norm's."""
        told = self.facts.setting.stay_weeks
        return self.law_value(STAY_WEEKS) if told is None else told

    def _keep(self, row: Row, formula: str, inputs: tuple[Input, ...], status: str) -> Figure:
        self.figures[row.key] = figure = Figure(
            key=row.key,
            title=row.title,
            value=evaluate(formula, {i.name: i.value for i in inputs}),
            unit=said(row.unit),
            formula=formula,
            inputs=inputs,
            rounding=row.rounding,
            digits=row.digits,
            source=row.source or _sources(inputs),
            status=status,
            note=row.note,
        )
        return figure

    def _input(self, reference: str) -> tuple[Input, bool] | None:
        """What a reference stands for, and whether it is verified."""
        kind, _colon, id = reference.rpartition(":")
        if kind in ("norm", "law"):
            return self._norm(id, reference, latest=kind == "law")
        if kind == "in":
            return self._single(id)
        figure = self.figures.get(reference)
        if figure is None:
            return None
        given = Input(
            name=plain_name(id), title=figure.title, value=figure.value, unit=figure.unit, source=id
        )
        return given, figure.status == "verified"

    def _norm(self, id: str, reference: str, *, latest: bool) -> tuple[Input, bool]:
        norm = self.norms[id]
        value = norm.values[-1] if latest else norm.at(self.day)
        title = norm.title_en if language() == "en" else norm.title_nb
        given = Input(
            name=plain_name(reference),
            title=title,
            value=float(value.value),  # type: ignore[arg-type]
            unit=said(norm.unit),
            source=f"{id}: {value.cite}",
        )
        return given, value.verified

    def _single(self, key: str) -> tuple[Input, bool] | None:
        if key not in self.facts.inputs:
            return None
        title, unit, chapter = TITLES.get(key, (key, "number", ""))
        source = _("Planens enkelttall, kap. {kapittel}").format(kapittel=chapter) if chapter else key
        value = self.facts.inputs[key]
        return Input(name=plain_name(key), title=_(title), value=value, unit=said(unit), source=source), True


def key_part(id: str) -> str:
    """An id as part of a key: without what a reference in a formula is written with."""
    return _NOT_IN_A_KEY.sub("-", id)


def plain_name(reference: str) -> str:
    """A reference as a name in a formula: "norm:nfas.long-a-post" is nfas_long_a_post."""
    name = _NOT_A_NAME.sub("_", normalize("NFKC", reference.rpartition(":")[2]))
    return name if name[:1].isalpha() else f"n_{name}"


def _apart(references: Sequence[str]) -> tuple[str, ...]:
    """A name for each reference; those that would be alike are numbered."""
    names: list[str] = []
    for reference in references:
        name, number = plain_name(reference), 2
        while name in names:
            name, number = f"{plain_name(reference)}_{number}", number + 1
        names.append(name)
    return tuple(names)


def _possible(formula: str, inputs: tuple[Input, ...]) -> bool:
    """Whether the formula divides by no zero."""
    try:
        evaluate(formula, {i.name: i.value for i in inputs})
    except ValueError:
        return False
    return True


def _sources(inputs: tuple[Input, ...]) -> str:
    """Where the inputs come from, each once."""
    return "; ".join(dict.fromkeys(i.source for i in inputs))
