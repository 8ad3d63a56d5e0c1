"""The model as whole-number rows: what the search cuts its neighbourhoods from, and the proof its problems.

Rows are low ≤ A·v ≤ high over variables with bounds. A clause is a row, an implication too; a row that only holds when
a Boolean is true is loosened by as much as its sum can reach. Every conversion is exact at whole numbers.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from ortools.sat.cp_model_pb2 import CpModelProto
from ortools.sat.python import cp_model

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]
Implied = tuple[Sequence[tuple[cp_model.IntVar, int]], int | None, int | None]
FAR = 1 << 40  # no bound: more than any sum of a roster


@dataclass(frozen=True)
class Rows:
    """Rows over variables: row r has the entries start[r] .. start[r + 1], each a variable and a factor."""

    start: Numbers
    var: Numbers
    factor: Numbers
    low: Numbers
    high: Numbers

    @property
    def row(self) -> Numbers:
        """The row of each entry."""
        return np.repeat(np.arange(len(self.low)), np.diff(self.start))

    def taken(self, keep: NDArray[np.bool_]) -> "Rows":
        """Some of the rows, in order."""
        sizes = np.diff(self.start)
        inside = np.repeat(keep, sizes)
        start = np.concatenate(([0], np.cumsum(sizes[keep])))
        return Rows(start, self.var[inside], self.factor[inside], self.low[keep], self.high[keep])

    def with_rows(self, more: "Rows") -> "Rows":
        """These rows, and then some more."""
        return Rows(
            np.concatenate((self.start, self.start[-1] + more.start[1:])),
            np.concatenate((self.var, more.var)),
            np.concatenate((self.factor, more.factor)),
            np.concatenate((self.low, more.low)),
            np.concatenate((self.high, more.high)),
        )

    def activity(self, values: Numbers) -> Numbers:
        """The sum of each row at the values of all variables."""
        return summed(self.start, self.factor * values[self.var])

    def kept(self, values: Numbers) -> NDArray[np.bool_]:
        """Whether each row holds at the values of all variables."""
        sums = self.activity(values)
        found: NDArray[np.bool_] = (self.low <= sums) & (sums <= self.high)
        return found


@dataclass(frozen=True)
class Linear:
    """Rows, and the bounds of their variables."""

    rows: Rows
    lower: Numbers
    upper: Numbers

    def with_row(self, factors: Numbers, low: int, high: int) -> "Linear":
        """The same with one row more, given by a factor for every variable."""
        var = np.nonzero(factors)[0]
        row = Rows(np.array([0, len(var)]), var, factors[var], np.array([low]), np.array([high]))
        return Linear(self.rows.with_rows(row), self.lower, self.upper)


def summed(start: Numbers, entries: Numbers) -> Numbers:
    """The sum of the entries of each row."""
    total = np.concatenate((np.zeros(1, dtype=entries.dtype), np.cumsum(entries)))
    return total[start[1:]] - total[start[:-1]]


class _Writer:
    def __init__(self, lower: Sequence[int], upper: Sequence[int]) -> None:
        self.lower, self.upper = lower, upper
        self.start, self.var, self.factor = array("q", [0]), array("q"), array("q")
        self.low, self.high = array("q"), array("q")

    def row(self, terms: Sequence[tuple[int, int]], low: int, high: int) -> None:
        self.var.extend([index for index, _ in terms])
        self.factor.extend([factor for _, factor in terms])
        self.start.append(len(self.var))
        self.low.append(low)
        self.high.append(high)

    def only_if(self, literals: Sequence[int], terms: list[tuple[int, int]], low: int, high: int) -> None:
        """The row, loosened when one of the literals is false."""
        if not literals:
            self.row(terms, low, high)
            return
        ends = [(k * self.lower[v], k * self.upper[v]) for v, k in terms]
        least, most = sum(map(min, ends)), sum(map(max, ends))
        if low > least:
            loose, shift = _signed(literals, least - low)
            self.row([*terms, *loose], low + (least - low) * len(literals) + shift, FAR)
        if high < most:
            loose, shift = _signed(literals, most - high)
            self.row([*terms, *loose], -FAR, high + (most - high) * len(literals) + shift)

    def among(self, enforced: Sequence[int], of: Sequence[int], low: int, high: int) -> None:
        """So many of some literals are true."""
        terms, shift = _signed(of, 1)
        self.only_if(enforced, terms, low + shift, high + shift)

    def clause(self, enforced: Sequence[int], of: Iterable[int]) -> None:
        """One of some literals is true."""
        terms, shift = _signed([*of, *(-literal - 1 for literal in enforced)], 1)
        self.row(terms, 1 + shift, FAR)


def _signed(literals: Sequence[int], factor: int) -> tuple[list[tuple[int, int]], int]:
    """Literals as terms (a negated one is 1 − v), and by how much the other side moves."""
    terms, shift = [], 0
    for literal in literals:
        if literal >= 0:
            terms.append((literal, factor))
        else:
            terms.append((-literal - 1, -factor))
            shift -= factor
    return terms, shift


def _parsed(cp: cp_model.CpModel) -> CpModelProto:
    """The model as a message of its own, which is read several times as fast as through the solver's wrapper."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "model.pb")
        cp.export_to_file(str(file))
        found = CpModelProto()
        found.ParseFromString(file.read_bytes())
        return found


def linear(cp: cp_model.CpModel, implied: Iterable[Implied] = ()) -> Linear:
    """The rows of a model made of linear rows, clauses and cliques, and rows implied by them.

    Raises ValueError for any other constraint.
    """
    proto = _parsed(cp)
    lower, upper = [v.domain[0] for v in proto.variables], [v.domain[-1] for v in proto.variables]
    writer = _Writer(lower, upper)
    for constraint in proto.constraints:
        enforced = list(constraint.enforcement_literal)
        match constraint.WhichOneof("constraint"):
            case "linear":
                row = constraint.linear
                terms = list(zip(row.vars, row.coeffs, strict=True))
                writer.only_if(enforced, terms, max(row.domain[0], -FAR), min(row.domain[-1], FAR))
            case "bool_or":
                writer.clause(enforced, constraint.bool_or.literals)
            case "bool_and":
                for literal in constraint.bool_and.literals:
                    writer.clause(enforced, [literal])
            case "at_most_one":
                writer.among(enforced, constraint.at_most_one.literals, 0, 1)
            case "exactly_one":
                writer.among(enforced, constraint.exactly_one.literals, 1, 1)
            case other:
                raise ValueError(f"a constraint that is no row: {other}")
    for of, low_end, high_end in implied:
        writer.row(
            [(v.index, k) for v, k in of],
            -FAR if low_end is None else low_end,
            FAR if high_end is None else high_end,
        )
    numbers = (writer.start, writer.var, writer.factor, writer.low, writer.high)
    rows = Rows(*(np.array(n, dtype=np.int64) for n in numbers))
    return Linear(rows, np.array(lower, dtype=np.int64), np.array(upper, dtype=np.int64))
