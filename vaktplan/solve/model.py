"""A CP-SAT model in which every auxiliary variable knows the least value it may have.

The takes decide; every other variable is the least (for reified ones: the only) value that the takes allow. So a
roster's true cost can be computed at once, a whole-model hint can be given, and slack left by the solver shows.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from ortools.sat.python import cp_model

Var = cp_model.IntVar
Terms = Sequence[tuple[Var, int]]
Recipe = Callable[[list[int]], int]


class Model:
    """The variables and the shapes of constraint that rules are made of."""

    def __init__(self) -> None:
        self.cp = cp_model.CpModel()
        self._vars: dict[int, Var] = {}  # by index
        self._recipes: dict[int, Recipe] = {}  # in the order in which one may need another
        self.follows: dict[int, tuple[int, ...]] = {}  # what each auxiliary variable follows from
        self.implied: list[
            tuple[Terms, int | None, int | None]
        ] = []  # low and high: rows for the search and the proof
        self._turns: list[tuple[Var, Var, Var]] = []  # true exactly when the second is and the third is not
        self._any: dict[tuple[int, ...], Var] = {}
        self._both: dict[tuple[int, int], Var] = {}
        self.true = self._auxiliary(1, 1, (), lambda _: 1)

    def _auxiliary(self, low: int, high: int, of: Iterable[int], recipe: Recipe) -> Var:
        """A variable that follows from others, `of`, by its recipe."""
        var = self._made(self.cp.new_int_var(low, high, ""))
        self._recipes[var.index] = recipe
        self.follows[var.index] = tuple(of)
        return var

    def _made(self, var: Var) -> Var:
        self._vars[var.index] = var
        return var

    def var(self, index: int) -> Var:
        """A variable by its index."""
        return self._vars[index]

    def domain(self, var: Var) -> tuple[int, int]:
        """The least and the greatest value of a variable."""
        domain = self.cp.proto.variables[var.index].domain
        return domain[0], domain[len(domain) - 1]

    def least(self, chosen: Iterable[int]) -> list[int]:
        """The value of every variable when the takes with the chosen indices stand and no other."""
        values = [0] * len(self.cp.proto.variables)
        for index in chosen:
            values[index] = 1
        self.renew(values, self._recipes)
        return values

    def renew(self, values: list[int], indices: Iterable[int]) -> None:
        """Give some auxiliary variables, in order, the least value that the others allow."""
        for index in indices:
            values[index] = self._recipes[index](values)

    def implies(self, terms: Terms, low: int | None, high: int | None) -> None:
        """A row that follows from the others at whole numbers, for the search and the proof alone."""
        self.implied.append((terms, low, high))

    def decide_turns(self) -> None:
        """Let the model itself decide every turn, for one who counts its solutions."""
        for found, on, off in self._turns:
            self.cp.add_implication(found, on)
            self.cp.add_implication(found, off.negated())
            self.cp.add_bool_or([on.negated(), off, found])

    def turn(self, on: Var | None, off: Var | None) -> Var | None:
        """A Boolean that is true exactly when one is and another is not; None stands for never.

        Only `implied` rows define it, so that nothing else rests on it.
        """
        if on is None or off is None:
            return on
        i, j = on.index, off.index
        found = self._auxiliary(0, 1, (i, j), lambda v: v[i] & (1 - v[j]))
        self.implies([(found, 1), (on, -1)], None, 0)
        self.implies([(found, 1), (off, 1)], None, 1)
        self._turns.append((found, on, off))
        return found

    def any_of(self, of: Iterable[Var]) -> Var:
        """A Boolean that is true exactly when one of some Booleans is."""
        key = tuple(sorted({v.index for v in of}))
        if len(key) == 1:
            return self.var(key[0])
        if self.true.index in key:
            return self.true
        if key not in self._any:
            literals = [self.var(i) for i in key]
            found = self._auxiliary(0, 1, key, lambda v: int(any(v[i] for i in key)))
            self.cp.add_bool_or([*literals, found.negated()])
            for literal in literals:
                self.cp.add_implication(literal, found)
            self._any[key] = found
        return self._any[key]

    def every_of(self, of: Iterable[Var]) -> Var:
        """A Boolean that is true exactly when all of some Booleans are."""
        literals = list(of)
        indices = [v.index for v in literals]
        found = self._auxiliary(0, 1, indices, lambda v: int(all(v[i] for i in indices)))
        self.cp.add_bool_or([*(v.negated() for v in literals), found])
        for literal in literals:
            self.cp.add_implication(found, literal)
        return found

    def both(self, a: Var, b: Var) -> Var:
        """A Boolean that is at least a and b; for prices only, where the least value is sought."""
        if a.index == b.index or b.index == self.true.index:
            return a
        if a.index == self.true.index:
            return b
        i, j = sorted((a.index, b.index))
        if (i, j) not in self._both:
            found = self._auxiliary(0, 1, (i, j), lambda v: v[i] & v[j])
            self.cp.add_bool_or([a.negated(), b.negated(), found])
            self._both[i, j] = found
        return self._both[i, j]

    def all_of(self, on: Sequence[Var], off: Sequence[Var]) -> Var:
        """A Boolean that is at least: all of some and none of others; for prices only."""
        yes, no = [v.index for v in on], [v.index for v in off]
        found = self._auxiliary(
            0, 1, yes + no, lambda v: int(all(v[i] for i in yes) and not any(v[i] for i in no))
        )
        self.cp.add_bool_or([*(v.negated() for v in on), *off, found])
        return found

    def cheapest(self, options: Sequence[tuple[Sequence[Var], int]]) -> Var:
        """An integer at least the least cost of the options of which no Boolean is true; for prices only.

        One option has no Boolean.
        """
        plain = [([v.index for v in off], cost) for off, cost in options]
        most = max(cost for _, cost in plain)
        found = self._auxiliary(
            0,
            most,
            {i for off, _ in plain for i in off},
            lambda v: min(cost for off, cost in plain if not any(v[i] for i in off)),
        )
        picks: list[Var] = []
        against: dict[int, list[Var]] = {}
        for off, cost in plain:
            picks.append(self._picked(found, off, cost, [p.index for p in picks]))
            for i in off:
                against.setdefault(i, []).append(picks[-1])
        self.cp.add_exactly_one(picks)
        for i, some in against.items():
            self.cp.add_at_most_one([self.var(i), *some])
        self.cp.add(found >= weighted([(p, cost) for p, (_, cost) in zip(picks, plain, strict=True)]))
        return found

    def _picked(self, least: Var, off: Sequence[int], cost: int, earlier: Sequence[int]) -> Var:
        """A Boolean for the first option that has the least cost."""
        index = least.index

        def recipe(v: list[int]) -> int:
            return int(v[index] == cost and not any(v[i] for i in off) and not any(v[i] for i in earlier))

        return self._auxiliary(0, 1, (index, *off, *earlier), recipe)

    def excess(self, terms: Terms, allowed: int, unit: int = 1) -> Var:
        """An integer at least the sum less what is allowed, in units begun, and at least 0; for prices only."""
        plain = [(v.index, k) for v, k in terms]
        high = sum(max(k * end for end in self.domain(v)) for v, k in terms) - allowed
        found = self._auxiliary(
            0,
            max(0, -(-high // unit)),
            [i for i, _ in plain],
            lambda v: max(0, -((allowed - sum(k * v[i] for i, k in plain)) // unit)),
        )
        self.cp.add(unit * found >= weighted(terms) - allowed)
        return found

    def short(self, of: Sequence[Var], need: int) -> Var:
        """An integer at least what is needed less the sum, and at least 0; for prices only."""
        indices = [v.index for v in of]
        found = self._auxiliary(0, need, indices, lambda v: max(0, need - sum(v[i] for i in indices)))
        self.cp.add(found + cp_model.LinearExpr.sum(of) >= need)
        return found

    def short_of(self, terms: Terms, need: int) -> Var:
        """The same for a sum with factors."""
        plain = [(v.index, k) for v, k in terms]
        found = self._auxiliary(
            0, need, [i for i, _ in plain], lambda v: max(0, need - sum(k * v[i] for i, k in plain))
        )
        self.cp.add(found >= need - weighted(terms))
        return found

    def count(self, terms: Terms, most: int) -> Var:
        """An integer equal to the sum; `most` is a bound that no lawful roster passes."""
        plain = [(v.index, k) for v, k in terms]
        found = self._auxiliary(0, most, [i for i, _ in plain], lambda v: sum(k * v[i] for i, k in plain))
        self.cp.add(found == weighted(terms))
        return found

    def at_least(self, terms: Terms, need: int) -> Var:
        """A Boolean that is true exactly when the sum reaches what is needed."""
        plain = [(v.index, k) for v, k in terms]
        found = self._auxiliary(
            0, 1, [i for i, _ in plain], lambda v: int(sum(k * v[i] for i, k in plain) >= need)
        )
        self.cp.add(weighted(terms) >= need).only_enforce_if(found)
        self.cp.add(weighted(terms) <= need - 1).only_enforce_if(found.negated())
        return found

    def convex(self, n: Var, costs: Sequence[int]) -> Var:
        """An integer at least a convex cost, given at each whole number 0, 1, … that n may be; for prices only."""
        table, index = tuple(costs), n.index
        found = self._auxiliary(min(table), max(table), (index,), lambda v: table[v[index]])
        slopes = [b - a for a, b in pairwise(table)]
        for k, slope in enumerate(slopes):
            if k == 0 or slope != slopes[k - 1]:
                self.cp.add(found >= table[k] + slope * (n - k))
        return found


def weighted(terms: Terms) -> cp_model.LinearExprT:
    """The sum of some variables, each times its factor."""
    return cp_model.LinearExpr.weighted_sum([v for v, _ in terms], [k for _, k in terms])
