"""Pairs that exclude each other, gathered into sets of which at most one may be chosen."""

from collections.abc import Iterable, Mapping


def cliques(edges: Mapping[int, set[int]]) -> list[list[int]]:
    """Sets in which every two exclude each other, such that every excluding pair lies in one of them."""
    left = {a: {b for b in beside if b > a} for a, beside in edges.items()}  # greater, and not covered yet
    found: list[list[int]] = []
    for a in sorted(edges):
        while left[a]:
            clique = _grow([a, min(left[a])], edges)
            found.append(clique)
            for i in clique:
                left[i].difference_update(clique)
    return found


def split(items: Iterable[int], edges: Mapping[int, set[int]]) -> list[list[int]]:
    """The items in sets in which every two exclude each other, each item in one of them."""
    found: list[list[int]] = []
    for item in items:
        beside = edges.get(item, set())
        for clique in found:
            if beside.issuperset(clique):
                clique.append(item)
                break
        else:
            found.append([item])
    return found


def _grow(clique: list[int], edges: Mapping[int, set[int]]) -> list[int]:
    common = set.intersection(*(edges[i] for i in clique))
    for nearest in sorted(common, key=lambda i: (abs(i - clique[0]), i)):
        if nearest in common:
            clique.append(nearest)
            common &= edges[nearest]
    return sorted(clique)
