"""The table of districts: a name, the municipalities, how many doctors, a seed, and whether holes are built in."""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist

from instances.invented import words

TABLE = Path(__file__).parent / "norge.toml"
ONE, SHARED = 83, 84  # districts of one municipality, and of several, of the national register of 2024
SMALLEST, LARGEST = 3, 250  # doctors
MEDIAN, SPREAD = 20, 0.95  # of the sizes, which are log-normal: many small, few large
SHORT = 4  # so many of the smallest have a leave that nobody can cover
SEED = 2024

FIRST_PARTS = words("""
    Oter Mår Skarv Lomvi Rype Jerv Gaupe Elg Røye Ørret Brosme Hyse Krabbe Kobbe Nise Måke Terne Vipe Spove Lerke
    Trost Einer Selje Rogn Hegg Pors Bjønn Ugle Falk Svane Trane Gås And Steinbit Uer Lange Torsk Makrell Tang Siv
""")
LAST_PARTS = words("vik nes dal fjord sund øy ås strand mo eid våg bygd havn li berg haug")
REAL = words("Andfjord Andøy Falkberg Elgnes Langenes Rypefjord Torsknes Tranby Tranøy")  # places there are


@dataclass(frozen=True)
class Row:
    """One district of the table."""

    name: str
    municipalities: tuple[str, ...]
    doctors: int
    seed: int
    short: bool = False  # by construction not every place can be filled


def rows(path: Path = TABLE) -> tuple[Row, ...]:
    """The districts of a table."""
    read = tomllib.loads(path.read_text(encoding="utf-8"))["district"]
    return tuple(Row(**{**row, "municipalities": tuple(row["municipalities"])}) for row in read)


def as_toml(table: tuple[Row, ...]) -> str:
    """The table as its file has it."""
    head = (
        "# Generated (python instances/benchmark/make_norge.py --table): as many districts, as many shared, as the\n"
        "# national register had in 2024. Every name is invented. short: a leave that nobody can cover is built in.\n"
    )
    return head + "".join(_entry(row) for row in table)


def _entry(row: Row) -> str:
    places = ", ".join(f'"{m}"' for m in row.municipalities)
    short = "short = true\n" if row.short else ""
    return (
        f'\n[[district]]\nname = "{row.name}"\nmunicipalities = [{places}]\n'
        f"doctors = {row.doctors}\nseed = {row.seed}\n{short}"
    )


def drawn() -> tuple[Row, ...]:
    """The table, drawn by lot from its seed."""
    rng = random.Random(SEED)
    names = _places(rng)
    sizes = _sizes()
    several = _several(rng, sizes)
    order = sorted(range(len(sizes)), key=lambda n: rng.random())
    made = []
    for n, at in enumerate(order):
        count = several.get(at, 1)
        towns = tuple(next(names) for _ in range(count))
        name = towns[0] if count == 1 else f"{towns[0]}regionen"
        made.append(Row(name, towns, sizes[at], 1000 + n, short=at < SHORT))
    return tuple(made)


def _sizes() -> list[int]:
    """How many doctors each district has, from the smallest: the quantiles of one distribution."""
    total, normal = ONE + SHARED, NormalDist()
    found = [MEDIAN * 2.718281828459045 ** (SPREAD * normal.inv_cdf((n + 0.5) / total)) for n in range(total)]
    sizes = [min(LARGEST, max(SMALLEST, round(size))) for size in found]
    return [*sizes[:-1], LARGEST]


def _several(rng: random.Random, sizes: list[int]) -> dict[int, int]:
    """Which districts are shared, and by how many: from two to seven, each with three doctors or more on average."""
    large = [n for n, size in enumerate(sizes) if 9 <= size < LARGEST]
    chosen = sorted(rng.sample(large, SHARED))
    return {n: rng.choice([k for k in (2, 2, 3, 3, 3, 4, 5, 6, 7) if k * 3 <= sizes[n]]) for n in chosen}


def _places(rng: random.Random) -> Iterator[str]:
    """Invented place names, none twice."""
    every = [a + b for a in FIRST_PARTS for b in LAST_PARTS if a + b not in REAL]
    rng.shuffle(every)
    return iter(every)
