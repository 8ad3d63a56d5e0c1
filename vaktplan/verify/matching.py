"""Places and their holders, at one instant: who holds which, and why not all are held (Hall 1935)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Surplus:
    """Places, by their numbers, that have together one holder too few, and those holders; without any one of the places
    there are enough.
    """

    places: frozenset[int]
    holders: frozenset[str]


def surplus(able: Sequence[Sequence[str]]) -> Iterator[Surplus]:
    """One surplus for each place that stays open in a largest matching; `able` says who can hold each place."""
    held: dict[str, int] = {}
    for place in range(len(able)):
        seen: dict[str, int] = {}  # each holder asked, and the place that asks
        free = _free(place, able, held, seen)
        if free is None:
            yield Surplus(frozenset({place} | {held[h] for h in seen}), frozenset(seen))
        else:
            _give(free, place, held, seen)


def _free(
    place: int, able: Sequence[Sequence[str]], held: dict[str, int], seen: dict[str, int]
) -> str | None:
    """A holder with nothing, found by asking each holder's place for another."""
    asking = [place]
    for asker in asking:
        for holder in able[asker]:
            if holder not in seen:
                seen[holder] = asker
                if holder not in held:
                    return holder
                asking.append(held[holder])
    return None


def _give(free: str, place: int, held: dict[str, int], seen: dict[str, int]) -> None:
    """Move each place on the way to its new holder."""
    while True:
        asker = seen[free]
        before = next((h for h, p in held.items() if p == asker), None)
        held[free] = asker
        if asker == place or before is None:
            return
        free = before
