"""What is run: the suites by name, and the best known costs of the public instances."""

from dataclasses import dataclass

ENGINES = ("vaktplan", "cpsat", "highs", "timefold")


@dataclass(frozen=True)
class Row:
    """An instance, and how long each engine gets."""

    instance: str
    seconds: float


def _public(numbers: tuple[int, ...], *seconds: float) -> tuple[Row, ...]:
    return tuple(Row(f"public-{n}", s) for n in numbers for s in seconds)


SUITES: dict[str, tuple[Row, ...]] = {
    "tiny": (Row("smavik", 5), *_public((1,), 5)),
    "short": (Row("smavik", 5), Row("sandefjord-legevakt", 60), *_public((3, 8), 60)),
    "minute": (
        Row("smavik", 5),
        Row("sandefjord-legevakt", 120),
        Row("sandefjord", 120),
        *_public((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20), 60),
    ),
    "sandefjord": (
        Row("smavik", 5),
        Row("sandefjord-legevakt", 120),
        Row("sandefjord-legevakt", 600),
        Row("sandefjord", 120),
        Row("sandefjord", 600),
    ),
    "year": (Row("sandefjord-year", 900),),
    "public": (
        *_public((1, 2, 3, 4, 5, 6, 7), 60),
        *_public((8, 9, 10, 11, 12), 60, 600),
        *_public((15, 18), 600),
        *_public((20, 22), 60, 600),
    ),
}
SUITES["all"] = (*SUITES["sandefjord"], *SUITES["year"], *SUITES["public"])

BEST_KNOWN = {
    f"public-{n}": cost
    for n, cost in {
        1: 607,
        2: 828,
        3: 1001,
        4: 1716,
        5: 1143,
        6: 1950,
        7: 1056,
        8: 1300,
        9: 439,
        10: 4631,
        11: 3443,
        12: 4040,
        15: 3829,
        18: 4459,
        20: 4769,
        22: 30241,
    }.items()
}  # as published at schedulingbenchmarks.org/nrp
