"""How far fairness and wishes can both be had: the best of one at each level of the other, all else no dearer."""

from itertools import pairwise
from typing import TYPE_CHECKING

from vaktplan.answers.fairness import Balance, Frontier, Point, undominated
from vaktplan.errors import Disagreement
from vaktplan.i18n import _
from vaktplan.rulebook.rules import Fairness, Wishes

from .seeking import LAST, Known, Seeking, Sought

if TYPE_CHECKING:
    from vaktplan.solve.aim import Aim, Sum

POINTS = 5


def frontier(seeking: Seeking, count: int = POINTS) -> Frontier:
    """Points between the best for wishes and the best for fairness, in rosters that are otherwise no dearer.

    The two ends first; then each level between, with the level of the roster at hand among them.
    """
    walk = _Walk(seeking)
    ends = walk.ends()
    levels = [] if ends is None else _levels(*ends, seeking.here.value(walk.wishes), count)
    for place, level in enumerate(levels):
        walk.step(level, 1 / (len(levels) - place))
    points = undominated(walk.points())
    return Frontier(
        points=points,
        here=balance(seeking.here, walk.wishes, walk.fairness),
        least_wishes=walk.least_wishes,
        left_out=(count if ends is None else len(levels)) - len(walk.bounds),
        interrupted=seeking.interrupted,
    )


def balance(known: Known, wishes: "Sum", fairness: "Sum") -> Balance:
    """What a roster pays for the two, how many wishes are met, and who is farthest from the fair share of load."""
    apart = {r.doctor: abs(m.count - m.target) for r in known.rows for m in r.measures if m.measure == "load"}
    farthest = max(apart, key=lambda d: apart[d], default=None)
    return Balance(
        wishes=known.value(wishes),
        fairness=known.value(fairness),
        met=sum(r.wishes_met for r in known.rows),
        asked=sum(r.wishes_asked for r in known.rows),
        farthest=farthest,
        distance=round(apart[farthest], 2) if farthest is not None else 0.0,
    )


def _levels(least: int, most: int, here: int, count: int) -> list[int]:
    """About so many whole levels from the least to the most; the one at hand, if between, in place of the nearest."""
    steps = max(1, count - 1)
    even = sorted({least + (most - least) * k // steps for k in range(count)})
    if least < here < most and here not in even:
        inner = even[1:-1]
        near = min(inner, key=lambda level: abs(level - here), default=None)
        even = sorted({*(level for level in even if level != near), here})
    return even[::-1]


class _Walk:
    """What has been found at each level of wishes, and proven."""

    def __init__(self, seeking: Seeking) -> None:
        from vaktplan.solve.aim import Costs

        self.wishes, self.fairness = Costs(LAST, only=(Wishes.id,)), Costs(LAST, only=(Fairness.id,))
        rest = Costs(LAST, but=(Wishes.id, Fairness.id))
        self._seeking = seeking
        self._kept = (*seeking.above(), (rest, seeking.here.value(rest)))
        self._found = [seeking.here]
        self.bounds: dict[int, int] = {}  # level of wishes → what fairness costs at least there
        self.least_wishes = self._everywhere = 0

    def ends(self) -> tuple[int, int] | None:
        """The least that wishes are found to cost, and what they cost in the fairest roster found."""
        from vaktplan.solve.aim import Aim

        kindest = self._seek(Aim(((self.wishes, 1),), self._kept), self._seeking.here, 1 / 7)
        fairest = self._seek(Aim(((self.fairness, 1),), self._kept), self._seeking.here, 1 / 6)
        if kindest is None or fairest is None:
            return None
        self.least_wishes, self._everywhere = kindest.bound, fairest.bound
        return kindest.value, max(kindest.value, fairest.known.value(self.wishes))

    def step(self, level: int, part: float) -> None:
        """The fairest roster with wishes at a level or less, the kindest of those; and what fairness costs there.

        Fairness weighs so much that no gain in wishes makes up for a loss in it.
        """
        from vaktplan.solve.aim import Aim

        start = min(self._within(level), key=lambda k: (k.value(self.fairness), k.value(self.wishes)))
        weight = level - self.least_wishes + 1
        aim = Aim(((self.fairness, weight), (self.wishes, 1)), (*self._kept, (self.wishes, level)))
        sought = self._seek(aim, start, part)
        if sought is not None:
            self.bounds[level] = -(
                (level - sought.bound) // weight
            )  # w ≤ level, so f ≥ (bound − level) / weight

    def points(self) -> list[Point]:
        """The best found at each level reached, each with the best bound: what holds at a level holds below it."""
        made = []
        for level in sorted(self.bounds):
            bound = max(self._everywhere, *(b for at, b in self.bounds.items() if at >= level))
            known = min(self._within(level), key=lambda k: (k.value(self.fairness), k.value(self.wishes)))
            made.append(Point(level, bound, balance(known, self.wishes, self.fairness), known.roster))
        wrong = [p for p in made if p.bound > p.balance.fairness]
        wrong += [b for a, b in pairwise(made) if b.balance.fairness > a.balance.fairness]
        if wrong:
            raise Disagreement(_("En nedre grense ligger over det som er funnet, og da sies ingenting."))
        return made

    def _within(self, level: int) -> list[Known]:
        return [k for k in self._found if k.value(self.wishes) <= level]

    def _seek(self, aim: "Aim", start: Known, part: float) -> Sought | None:
        sought = self._seeking.best(aim, start, part)
        if sought is not None:
            self._found.append(sought.known)
        return sought
